import Accounts
import Foundation
import GRDB
import Ledger
import TestSupport
import Testing

/// ledger.md §4, and whoever tampers with a copy or the ledger itself.
@Suite struct CopyTests {
    /// A ledger with corrections and retractions.
    static func clerk() throws -> Clerk {
        let clerk = try Clerk.withLedger()
        #expect(try clerk("correct t1 export_cny=980000 --reason r --id c1").code == 0)
        #expect(try clerk("retract f1 --reason r --id x1").code == 0)
        return clerk
    }

    static func root(_ clerk: Clerk, _ ledger: String = "taizhang.sqlite") throws -> String {
        try #require(try clerk("verify --ledger \(ledger) --format json").json?["head"]?["root"]?.text)
    }

    @Test func aRestoredLedgerIsTheSame() throws {
        let clerk = try Self.clerk()
        let root = try Self.root(clerk)
        let exported = try clerk("export -o all.jsonl")
        #expect(exported.output.isEmpty && exported.complaint.contains(root))
        let bytes = try clerk.bytes("all.jsonl")
        #expect(try clerk("export").bytes == bytes)
        #expect(bytes.last == 0x0A && bytes.split(separator: 0x0A).count == 8)

        let restored = try clerk("restore all.jsonl --ledger copy.sqlite --root \(root) --format json")
        #expect(restored.json?["restored"] == .integer(8) && restored.json?["head"]?["root"] == .string(root))
        #expect(try clerk("restore - --ledger again.sqlite", input: "all.jsonl").code == 0)
        for copy in ["copy.sqlite", "again.sqlite"] {
            #expect(try clerk("export --ledger \(copy)").bytes == bytes)
            #expect(try Self.root(clerk, copy) == root)
            for question in [
                "score --on 2020-06-30", "progress --on 2020-06-30", "log", "score --on 2020-06-30 --known 6",
            ] {
                #expect(
                    try clerk("\(question) --format json --ledger \(copy)").bytes
                        == clerk("\(question) --format json").bytes)
            }
        }
        // As it was known at a size.
        #expect(try clerk("export --known 3").bytes == bytes.split(separator: 0x0A).prefix(3).flatMap { $0 + [0x0A] })
    }

    /// An export of changed events would tell a root that the file does not have.
    @Test func aChangedEventIsNotExported() throws {
        let clerk = try Self.clerk()
        #expect(try clerk("export -o all.jsonl").code == 0)
        let before = try clerk.bytes("all.jsonl")
        try TemporaryLedger.tamper(path: clerk.ledger) {
            try $0.execute(sql: "UPDATE events SET line = replace(line, '1250000.5', '9250000.5') WHERE seq = 4")
        }
        for file in ["all.jsonl", "new.jsonl"] {
            let refused = try clerk("export -o \(file)")
            #expect(refused.code == 1 && refused.complaint.contains("an event of the ledger was changed"), "\(refused)")
        }
        #expect(try clerk.bytes("all.jsonl") == before, "what was there stays")
        #expect(try clerk.shell("ls new.jsonl*").code != 0, "nothing was left")
        // Whoever wants the lines all the same gets them, and is told.
        let piped = try clerk("export")
        #expect(piped.code == 1 && piped.bytes.count == before.count, "\(piped.complaint)")
        #expect(try clerk("export --known 3 -o early.jsonl").code == 0, "those before it are as they were")
    }

    /// Of a ledger whose end was cut off, only what is left can be exported, by who names its size.
    @Test func aCutLedgerIsNotExportedAsIfItWereWhole() throws {
        let clerk = try Self.clerk()
        try TemporaryLedger.tamper(path: clerk.ledger) { try $0.execute(sql: "DELETE FROM events WHERE seq = 8") }
        let refused = try clerk("export -o all.jsonl")
        #expect(refused.code == 1 && refused.complaint.contains("the newest events were cut off"), "\(refused)")
        #expect(try clerk("export -o all.jsonl --known 7").code == 0)
        let appended = try clerk("retract t1 --reason r")
        #expect(appended.code == 1 && appended.complaint.contains("the newest events were cut off"), "\(appended)")
        #expect(try clerk("rebuild").complaint.contains("keep this file as evidence"))
    }

    @Test func anExistingLedgerIsNeverOverwritten() throws {
        let clerk = try Self.clerk()
        _ = try clerk("export -o all.jsonl")
        let before = try Self.root(clerk)
        #expect(try clerk("restore all.jsonl").code == 1)
        #expect(try Self.root(clerk) == before)
    }

    /// With the root, any changed byte is refused, and nothing is left behind.
    @Test func everyChangedByteIsRefused() throws {
        let clerk = try Self.clerk()
        let root = try Self.root(clerk)
        _ = try clerk("export -o all.jsonl")
        let bytes = try clerk.bytes("all.jsonl")
        let scheme = try #require(bytes.firstIndex(of: 0x0A))
        // Most of the file is the scheme: a third of the places there, the others in the lines below it, and the ends.
        let places =
            Array(stride(from: 0, to: scheme, by: scheme / 20))
            + Array(stride(from: scheme, to: bytes.count, by: (bytes.count - scheme) / 38)) + [bytes.count - 1]
        #expect(places.count >= 60)
        for (index, place) in places.enumerated() {
            var changed = bytes
            changed[place] ^= [0x01, 0x02, 0x20, 0x80][index % 4]
            try Data(changed).write(to: clerk.folder.appendingPathComponent("changed.jsonl"))
            let answer = try clerk("restore changed.jsonl --ledger copy.sqlite --root \(root)")
            #expect(
                answer.code == 1 && answer.complaint.hasPrefix("changed.jsonl:"), "byte \(place): \(answer.complaint)")
        }
        #expect(!clerk.files.contains { $0.hasPrefix("copy.sqlite") }, "\(clerk.files)")
    }

    /// Lines left out, doubled, swapped or cut, and what is no export at all.
    @Test func aFileInAnotherOrderIsRefused() throws {
        let clerk = try Self.clerk()
        _ = try clerk("export -o all.jsonl")
        let lines = String(decoding: try clerk.bytes("all.jsonl"), as: UTF8.self).split(separator: "\n").map(
            String.init)
        func told(_ lines: [String], end: String = "\n") throws -> Substring {
            try clerk.write("wrong.jsonl", lines.joined(separator: "\n") + end)
            let answer = try clerk("restore wrong.jsonl --ledger copy.sqlite")
            #expect(answer.code == 1)
            return answer.complaint.prefix { $0 != " " }
        }
        #expect(try told(lines.enumerated().filter { $0.offset != 3 }.map(\.element)) == "wrong.jsonl:4:")
        #expect(try told(lines.prefix(3) + lines.suffix(6)) == "wrong.jsonl:4:")
        #expect(try told(lines.prefix(4) + [lines[5], lines[4]] + lines.suffix(2)) == "wrong.jsonl:5:")
        #expect(try told(Array(lines.dropFirst())) == "wrong.jsonl:1:")
        #expect(try told(lines, end: "") == "wrong.jsonl:8:")
        #expect(try told(lines, end: "\n\n") == "wrong.jsonl:9:")
        #expect(try told(Array(lines.dropLast()) + [String(lines[7].dropLast(9))]) == "wrong.jsonl:8:")
        #expect(try told(Array(lines.dropLast()) + [" " + lines[7]]) == "wrong.jsonl:8:")
        #expect(try told(["x"]) == "wrong.jsonl:1:")
        #expect(!clerk.files.contains { $0.hasPrefix("copy.sqlite") }, "\(clerk.files)")
        // The newest lines left out are found by the root alone.
        let root = try Self.root(clerk)
        try clerk.write("wrong.jsonl", lines.dropLast().joined(separator: "\n") + "\n")
        #expect(try clerk("restore wrong.jsonl --ledger copy.sqlite --root \(root)").code == 1)
        #expect(!clerk.files.contains { $0.hasPrefix("copy.sqlite") }, "\(clerk.files)")
    }

    /// Whatever became of the derived tables, the events can be saved and counted.
    @Test(arguments: [
        "UPDATE event_ids SET seq = 5", "DELETE FROM event_ids", "DROP TABLE event_ids", "DROP TABLE postings",
        "DELETE FROM sums", "DROP TABLE sums",
        "DELETE FROM schemes", "DROP TABLE live", "UPDATE accounts SET township = 'sian'",
    ])
    func exportAndReplayNeedTheEventsOnly(damage: String) throws {
        let clerk = try Self.clerk()
        let commands = [
            "export", "score --on 2020-06-30 --rebuild --format json", "score --on 2020-06-30 --known 5 --rebuild",
            "score --on 2020-06-30 --township jiapu --rebuild", "progress --on 2020-06-30 --rebuild --format json",
        ]
        let sound = try commands.map { try clerk($0).bytes }
        try TemporaryLedger.tamper(path: clerk.ledger) { try $0.execute(sql: damage) }
        for (command, bytes) in zip(commands, sound) {
            let answer = try clerk(command)
            #expect(answer.code == 0 && answer.bytes == bytes, "\(damage), \(command): \(answer.complaint)")
        }
    }

    @Test func verifyFindsWhatWasChangedInTheFile() throws {
        let clerk = try Self.clerk()
        let root = try Self.root(clerk)
        #expect(try clerk("verify --root \(root)").code == 0)
        try TemporaryLedger.tamper(path: clerk.ledger) {
            try $0.execute(
                sql: "UPDATE postings SET day = day + 1 WHERE first = 4; DELETE FROM live WHERE seq = 5")
        }
        let derived = try clerk("verify")
        #expect(derived.code == 1 && derived.output.isEmpty)
        #expect(derived.complaint.contains("postings") && derived.complaint.contains("live"))
        #expect(try clerk("verify --format json").json?["valid"] == .boolean(false))
        // What is derived is made anew from the events.
        #expect(try clerk("rebuild").code == 0)
        #expect(try clerk("verify --root \(root)").code == 0)
        // What was recorded is not.
        try TemporaryLedger.tamper(path: clerk.ledger) {
            try $0.execute(sql: "UPDATE events SET line = replace(line, '1250000.5', '9250000.5') WHERE seq = 4")
        }
        let changed = try clerk("verify")
        #expect(changed.code == 1 && changed.complaint.contains("event 4:"), "\(changed.complaint)")
        #expect(try clerk("rebuild").code == 1)
        // Nor are figures made from it: a replay holds each line against the tree.
        let refused = try clerk("score --on 2020-06-30 --rebuild")
        #expect(refused.code == 1 && refused.complaint.contains("event 4 "), "\(refused.complaint)")
    }
}
