import Foundation
import GRDB
import Ledger
import Testing

/// What SQLite keeps beside a ledger holds acknowledged events: nothing writes over it, and no other ledger is put beside it.
@Suite struct LeftOverTests {
    /// A ledger with events that stand in its write-ahead log alone, which stays as long as the one who reads does.
    private static func withLog() throws -> (clerk: Clerk, reader: DatabaseQueue) {
        let clerk = try Clerk.withLedger()
        let reader = try DatabaseQueue(path: clerk.ledger)
        _ = try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM events") }
        #expect(try clerk("retract f1 --reason r").code == 0)
        try #require(try clerk.bytes("taizhang.sqlite-wal").count > 32)
        return (clerk, reader)
    }

    private static let writers = [
        "export -o", "score --on 2020-06-30 --format csv -o", "score --on 2020-06-30 --format xlsx -o", "checkpoint -o",
        "receipt t1 -o", "dispute jiapu --on 2020-06-30 -o",
    ]
    private static let makers = ["backup", "init --ledger", "restore all.jsonl --ledger"]

    @Test(arguments: Companions.endings) func theNamesBesideALedgerAreItsOwn(ending: String) throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk("export -o all.jsonl").code == 0)
        let name = "taizhang.sqlite" + ending
        // Whoever reads leaves an empty log and its index.
        let before = try? clerk.bytes(name)
        for command in Self.writers + Self.makers + ["keygen w -o"] {
            let answer = try clerk("\(command) \(name)")
            #expect(answer.code == 1, "\(command): \(answer.code) \(answer.complaint)")
            #expect(answer.complaint.contains("keeps for a part of itself"), "\(command): \(answer.complaint)")
            #expect((try? clerk.bytes(name)) == before, "\(command)")
        }
        #expect(try clerk("append --file start.jsonl --ledger \(name)").code == 74)
        #expect((try? clerk.bytes(name)) == before)
        // Without a ledger it is a name like any other.
        #expect(try clerk("export -o other\(ending)").code == 0)
    }

    @Test func aLogIsNotWrittenOverByAnyName() throws {
        let (clerk, reader) = try Self.withLog()
        defer { withExtendedLifetime(reader) {} }
        let log = clerk.path("taizhang.sqlite-wal")
        let before = try clerk.bytes("taizhang.sqlite-wal")
        try FileManager.default.createSymbolicLink(atPath: clerk.path("soft"), withDestinationPath: log)
        try FileManager.default.linkItem(atPath: log, toPath: clerk.path("hard"))
        for name in ["taizhang.sqlite-wal", "soft", "hard"] {
            for command in Self.writers {
                let answer = try clerk("\(command) \(name)")
                #expect(answer.code == 1, "\(command) \(name): \(answer.code) \(answer.complaint)")
            }
        }
        #expect(try clerk.bytes("taizhang.sqlite-wal") == before)
        #expect(try clerk("verify --format json").json?["head"]?["size"] == .integer(7))
    }

    /// What comes there while the ledger is made is not played back into it either.
    @Test func aLogThatComesMeanwhileIsTold() throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk("export -o all.jsonl").code == 0)
        let answer = try clerk.shell(
            "mkfifo pipe; (head -n 3 all.jsonl; sleep 1; echo x >new.sqlite-wal; tail -n +4 all.jsonl) >pipe & "
                + "taizhang restore - --ledger new.sqlite <pipe; code=$?; wait; exit $code")
        #expect(answer.code == 1 && answer.complaint.contains("of an earlier one"), "\(answer.complaint)")
        #expect(clerk.files.filter { $0.hasPrefix("new.") } == ["new.sqlite-wal"], "\(clerk.files)")
    }

    @Test(arguments: ["-wal", "-journal"]) func noLedgerIsPutBesideTheLogOfAnother(ending: String) throws {
        let (clerk, reader) = try Self.withLog()
        defer { withExtendedLifetime(reader) {} }
        #expect(try clerk("export -o all.jsonl").code == 0)
        let old = "new.sqlite" + ending
        try FileManager.default.copyItem(atPath: clerk.path("taizhang.sqlite-wal"), toPath: clerk.path(old))
        let before = try clerk.bytes(old)
        for command in Self.makers {
            let answer = try clerk("\(command) new.sqlite")
            #expect(answer.code == 1 && answer.output.isEmpty, "\(command): \(answer.code) \(answer.output)")
            #expect(
                answer.complaint.contains("\(old) of an earlier one") && answer.complaint.contains("move it"),
                "\(command): \(answer.complaint)")
            #expect(clerk.files.filter { $0.hasPrefix("new.") } == [old], "\(command): \(clerk.files)")
            #expect(try clerk.bytes(old) == before, "\(command)")
        }
        // Mended as it is told: every one of them makes a ledger.
        try FileManager.default.removeItem(atPath: clerk.path(old))
        for (number, command) in Self.makers.enumerated() {
            try clerk.write("l\(number).sqlite\(ending)", "")
            let answer = try clerk("\(command) l\(number).sqlite")
            #expect(answer.code == 0, "\(command): an empty one holds nothing: \(answer.complaint)")
            #expect(try clerk("verify --ledger l\(number).sqlite").code == 0, "\(command)")
        }
    }
}
