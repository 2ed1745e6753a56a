import Foundation
import Ledger
import Testing

/// The limits of lines and documents on the command line (docs/reliability.md): what is longer is refused in words, and
/// nothing of it is recorded.
@Suite struct LimitTests {
    private static let padding = "\"source\":\"\(String(repeating: "a", count: JSONReader.lengthLimit))\""

    /// Whoever sends a line without an end is not read to it: the command stops at the first block too many. Whoever read on
    /// would read for ever, and `timeout` ends it with 124.
    @Test(arguments: ["append --file -", "restore -"]) func aLineWithoutAnEndIsRefused(command: String) throws {
        let clerk = try Clerk.withLedger()
        let before = try CopyTests.root(clerk)
        let target = command.hasPrefix("restore") ? " --ledger new.sqlite" : ""
        let answer = try clerk.shell("export PATH; timeout 60 taizhang \(command)\(target) </dev/zero")
        #expect(answer.code != 0 && answer.code != 124 && answer.output.isEmpty, "\(answer.code) \(answer.output)")
        #expect(
            answer.complaint.contains("-:1: a line of more than 2097152 bytes; a line holds one JSON object"),
            "\(answer.complaint)")
        #expect(try CopyTests.root(clerk) == before && !clerk.files.contains("new.sqlite"))
    }

    /// A line that is short enough to be read holds a document that is too long.
    @Test func aDocumentBeyondItsLimitIsRefused() throws {
        let clerk = try Clerk.withLedger()
        let before = try CopyTests.root(clerk)
        try clerk.write("long.jsonl", "{\"type\":\"event.retracted\",\(Self.padding)}\n")
        let answer = try clerk("append --file long.jsonl")
        #expect(answer.code == 1, "\(answer.complaint.prefix(400))")
        #expect(
            answer.complaint.contains("the JSON is longer than \(JSONReader.lengthLimit) bytes"),
            "\(answer.complaint.prefix(400))")
        #expect(answer.complaint.utf8.count < 2000, "what is refused is not told at its whole length")
        #expect(try CopyTests.root(clerk) == before)
    }
}
