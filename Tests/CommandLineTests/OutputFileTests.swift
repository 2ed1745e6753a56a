import Foundation
import Ledger
import Testing

/// Where answers are written to: a file is there whole or not at all, and nothing that can't be made again is written over.
@Suite struct OutputFileTests {
    static let commands = [
        "export", "checkpoint", "checkpoint --vkey", "receipt t1", "prove --from old", "score --on 2020-06-30", "log",
    ]

    @Test(arguments: commands) func aLedgerAndAKeyAreNotWrittenOver(command: String) throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk("checkpoint -o old").code == 0)
        let ledger = try clerk.bytes("taizhang.sqlite")
        let key = try clerk.bytes("taizhang.key")
        for (file, word) in [("taizhang.sqlite", "is a ledger"), ("taizhang.key", "is a private key")] {
            let isPage = command.hasPrefix("score") || command.hasPrefix("log")
            let answer = try clerk("\(command) -o \(file)")
            // Pages go by the file's name, and there is no page of that kind.
            #expect(answer.code == 1 || isPage && answer.code == 64, "\(file): \(answer.code) \(answer.complaint)")
            #expect(answer.complaint.contains(word) || isPage, "\(file): \(answer.complaint)")
        }
        #expect(try clerk.bytes("taizhang.sqlite") == ledger && clerk.bytes("taizhang.key") == key)
        #expect(try clerk("verify").code == 0)
    }

    @Test func aFileIsReplacedWholeAndNoDraftStays() throws {
        let clerk = try Clerk.withLedger()
        try clerk.write("all.jsonl", String(repeating: "old\n", count: 10_000))
        #expect(try clerk("export -o all.jsonl").code == 0)
        #expect(try clerk.bytes("all.jsonl") == clerk("export").bytes)
        #expect(try clerk("export --known 99 -o all.jsonl").code == 1)
        #expect(try clerk.bytes("all.jsonl") == clerk("export").bytes, "what was there stays")
        #expect(!clerk.files.contains { $0.hasSuffix(".draft") }, "\(clerk.files)")
        #expect(try clerk("export -o nowhere/all.jsonl").code == 74)
    }

    /// A pipe or a terminal takes the bytes; it is not replaced by a file.
    @Test func whatIsNoFileIsWrittenTo() throws {
        let clerk = try Clerk.withLedger()
        let answer = try clerk("export -o /dev/stdout")
        let bytes = try clerk("export").bytes
        #expect(answer.code == 0 && answer.bytes == bytes, "\(answer.complaint)")
        #expect(try clerk("checkpoint -o /dev/stdout").output.contains("taizhang"))
    }

    /// A workbook is written back and forth, and goes to a pipe in one piece.
    @Test func aWorkbookGoesThroughAPipe() throws {
        let clerk = try Clerk.withLedger()
        let command = "score --on 2020-06-30 --format xlsx -o"
        let answer = try clerk.shell(
            "mkfifo p; cat p >got & taizhang \(command) p; code=$?; wait; test -p p && exit $code")
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(try clerk("\(command) file.xlsx").code == 0)
        #expect(try clerk.bytes("got") == clerk.bytes("file.xlsx") && clerk.files.contains("p"))
        #expect(try clerk("\(command) /dev/full").code == 74)
    }

    /// The name of a draft is nobody else's.
    @Test(arguments: ["out.csv", "out.xlsx"]) func aFileThatIsNamedLikeADraftIsLeftAlone(name: String) throws {
        let clerk = try Clerk.withLedger()
        let ledger = try clerk.bytes("taizhang.sqlite")
        try Data(ledger).write(to: clerk.folder.appendingPathComponent(name + ".draft"))
        #expect(try clerk("score --on 2020-06-30 -o \(name)").code == 0)
        #expect(try clerk.bytes(name + ".draft") == ledger)
        #expect(clerk.files.filter { $0.hasPrefix("out.") } == [name, name + ".draft"])
    }

    /// What a symbolic link leads to is replaced, and the link stays.
    @Test func aLinkStays() throws {
        let clerk = try Clerk.withLedger()
        try clerk.write("real.csv", "old")
        try FileManager.default.createSymbolicLink(
            atPath: clerk.path("link.csv"), withDestinationPath: clerk.path("real.csv"))
        #expect(try clerk("score --on 2020-06-30 -o link.csv").code == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: clerk.path("link.csv")).hasSuffix("real.csv"))
        #expect(try clerk.bytes("real.csv").count > 100)
    }
}
