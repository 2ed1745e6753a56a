import Foundation
import Ledger
import TestSupport
import Testing

/// "The recovery drill" of docs/operations.md, step by step, by its own commands.
@Suite struct RecoveryDrillTests {
    private static func visits(_ numbers: ClosedRange<Int>) -> String {
        numbers.map {
            #"{"type":"fair.participated","effective":"2020-06-01","id":"v\#($0)","data":{"enterprise":"#
                + #""\#(Clerk.code)","fair":"v\#($0)","mode":"online","intended_orders_usd":"\#($0)"}}"#
        }.joined(separator: "\n") + "\n"
    }

    /// A ledger of which a copy was made on the way, and which is damaged after more was recorded and signed for.
    private static func damaged() throws -> Clerk {
        let clerk = try Clerk.withLedger()
        try clerk.write("first.jsonl", visits(1...3))
        try clerk.write("second.jsonl", visits(2...5))
        #expect(try clerk("append --file first.jsonl").code == 0)
        #expect(try clerk("backup backup.sqlite").code == 0)
        #expect(try clerk("export -o all.jsonl").code == 0)
        try clerk.write("root", try CopyTests.root(clerk))
        #expect(try clerk("checkpoint -o before").code == 0)
        #expect(try clerk("append --file second.jsonl").code == 0)
        #expect(try clerk("checkpoint -o after").code == 0)
        try TemporaryLedger.tamper(path: clerk.ledger) {
            try $0.execute(sql: "UPDATE events SET line = replace(line, '1250000.5', '9250000.5') WHERE seq = 4")
        }
        #expect(try clerk("verify").code == 1)
        return clerk
    }

    @Test(arguments: ["cp backup.sqlite taizhang.sqlite", "taizhang restore all.jsonl --root \"$(cat root)\""])
    func theDrillAsItIsWritten(copy: String) throws {
        let clerk = try Self.damaged()
        // 1. The damaged ledger is kept.
        #expect(try clerk.shell("mkdir kept && mv taizhang.sqlite* kept/").code == 0)
        // 2. The newest copy.
        let taken = try clerk.shell(copy)
        #expect(taken.code == 0, "\(taken.complaint)")
        // 3. It is sound, it holds what was signed before it, and what was signed after it says what is missing.
        #expect(try clerk("verify").code == 0)
        #expect(try clerk("verify --checkpoint before").code == 0)
        let late = try clerk("verify --checkpoint after")
        #expect(
            late.code == 1 && (late.output + late.complaint).contains("history was cut off"),
            "\(late.output)\(late.complaint)")
        // 4. What was recorded since is submitted again; what is there already is skipped.
        let again = try clerk("append --file second.jsonl --format json")
        #expect(again.code == 0, "\(again.complaint)")
        #expect(try clerk("append --file second.jsonl").code == 0, "no harm in giving it twice")
        let events = try clerk("export").bytes.split(separator: 0x0A).map { try Event(line: Array($0)) }
        #expect(events.suffix(5).map(\.id) == (1...5).map { "v\($0)" })
        #expect(try clerk("verify").code == 0)
        // 5. It is another history from the copy on, and the checkpoint that was signed in the old one says so.
        #expect(try clerk("verify --checkpoint before").code == 0)
        let other = try clerk("verify --checkpoint after")
        #expect(
            other.code == 1 && (other.output + other.complaint).contains("history was rewritten"),
            "\(other.output)\(other.complaint)")
    }
}
