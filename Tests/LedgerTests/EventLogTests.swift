import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite final class EventLogTests {
    let folder: TemporaryFolder
    var path: String { folder.path("ledger.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    func event(_ seq: Int64, at instant: Instant = Instant(milliseconds: 1_577_926_800_000)) throws -> Event {
        Event(
            seq: seq, id: "e\(seq)", type: "report.submitted", effective: try #require(CivilDate("2020-01-02")),
            recordedAt: instant, actor: "县商务局·王", source: "a \"b\" \\",
            data: .members([.init("title", .string("稳外贸")), .init("kind", .string("问题反映"))]))
    }

    @Test func eventsAreReadBackAndRootsAtEverySizeStay() throws {
        let log = try SQLiteEventLog.create(path: path, schemas: [])
        var roots: [Hash] = [MerkleTree.emptyRoot]
        for seq in 1...40 {
            try log.write { writer in
                _ = try writer.append(event(Int64(seq)))
                roots.append(try writer.newHead().root)
            }
        }
        try SQLiteEventLog.open(path: path).read { reader in
            #expect(reader.size == 40)
            let leaves = try (1...40).map { MerkleTree.leaf(try #require(try reader.line($0))) }
            for size in 0...40 {
                #expect(try reader.root(at: Int64(size)) == roots[size])
                #expect(roots[size] == MerkleTree.root(of: leaves[0..<size]))
            }
            let seventh = try event(7)
            #expect(try reader.event(7) == seventh)
        }
    }

    @Test func theFastReaderAgreesWithTheSlowOne() throws {
        let event = try event(12)
        let line = event.canonical
        #expect(try Event(line: line) == event)
        line.withUnsafeBufferPointer { bytes in
            let fast = CanonicalLine(bytes)
            #expect(fast?.seq == 12 && fast?.id.text == "e12" && fast?.source.text == "a \"b\" \\")
            #expect(fast?.actor.text == "县商务局·王" && fast?.effective == event.effective)
            #expect(fast.map { Array($0.data) } == event.data.canonical)
            #expect(fast?.recordedAt.text == event.recordedAt.description)
        }
    }

    /// A log that claims to have one event less than the most: nobody has time to record them.
    @Test func aFullLedgerTakesNoMore() throws {
        let log = try SQLiteEventLog.create(path: path, schemas: [])
        let size = LogWriter.limit - 1
        let last = try event(size)
        try log.write { writer in
            try writer.connection.execute("DROP TRIGGER events_have_no_gaps")
            try last.canonical.withUnsafeBufferPointer { line in
                try writer.connection.prepare("INSERT INTO events VALUES (?, ?)").bind(1, size).bind(2, text: line)
                    .run()
            }
            // The right-most tiles of its tree.
            var level = 0
            while size >> (4 * level) > 0 {
                let key = LogReader.tileKey(level: level, position: size >> (4 * level) / 16)
                try writer.connection.prepare("INSERT INTO tree_tiles VALUES (?, zeroblob(?))").bind(1, key)
                    .bind(2, size >> (4 * level) % 16 * 32).run()
                level += 1
            }
        }
        #expect(throws: LedgerError.ledgerFull(limit: size + 1)) {
            try log.write { writer in
                try writer.append(event(size + 1))
                try writer.append(event(size + 2))
            }
        }
        #expect(try log.read { $0.size } == size, "nothing of the transaction is there")
        try log.write { try $0.append(event(size + 1)) }
        #expect(try log.read { $0.size } == LogWriter.limit)
    }

    /// A line that a reader would not take back is not recorded, whatever let it through before.
    @Test func aLineThatCouldNotBeReadAgainIsNotRecorded() throws {
        let log = try SQLiteEventLog.create(path: path, schemas: [])
        let plain = try event(1)
        let room = JSONReader.lengthLimit - plain.canonical.count
        func titled(_ more: Int) -> Event {
            Event(
                seq: 1, id: plain.id, type: plain.type, effective: plain.effective, recordedAt: plain.recordedAt,
                actor: plain.actor, source: plain.source + String(repeating: "a", count: more), data: plain.data)
        }
        let fault = JSONFault(kind: .tooLong(limit: JSONReader.lengthLimit), byte: JSONReader.lengthLimit + 1)
        #expect(throws: LedgerError.unreadable(seq: 1, .notJSON(fault))) {
            try log.write { try $0.append(titled(room + 1)) }
        }
        #expect(try log.read { $0.size } == 0)
        try log.write { try $0.append(titled(room)) }
        #expect(try log.read { try $0.event(1) } == titled(room))
    }

    @Test func aRefusedBatchLeavesNoTrace() throws {
        struct Refused: Error {}
        let log = try SQLiteEventLog.create(path: path, schemas: [])
        try log.write { _ = try $0.append(event(1)) }
        #expect(throws: Refused.self) {
            try log.write { writer in
                _ = try writer.append(event(2))
                throw Refused()
            }
        }
        #expect(try log.read { try $0.head() }.size == 1)
    }

    @Test(arguments: [
        "UPDATE events SET line = '' WHERE seq = 1", "DELETE FROM events",
        "INSERT OR REPLACE INTO events(seq, line) VALUES (1, '')", "INSERT INTO events(seq, line) VALUES (9, '')",
    ])
    func theDatabaseItselfRefusesChanges(sql: String) throws {
        let log = try SQLiteEventLog.create(path: path, schemas: [])
        try log.write { _ = try $0.append(event(1)) }
        #expect(throws: (any Error).self) { try log.write { try $0.connection.execute(sql) } }
        let first = try event(1).canonical
        #expect(try log.read { try $0.line(1) } == first)
    }

    @Test func knownIsADayAnInstantOrASize() throws {
        let log = try SQLiteEventLog.create(path: path, schemas: [])
        let noon = Instant(milliseconds: 1_577_926_800_000)  // 2020-01-02T01:00:00Z
        try log.write { writer in
            for seq in 1...3 {
                _ = try writer.append(event(Int64(seq), at: Instant(milliseconds: noon.milliseconds + Int64(seq))))
            }
        }
        try log.read { reader in
            #expect(try reader.size(known: .everything) == 3)
            #expect(try reader.size(known: .size(2)) == 2)
            let day = try #require(CivilDate("2020-01-02"))
            #expect(try reader.size(known: .day(CivilDate(daysSinceEpoch: day.daysSinceEpoch - 1))) == 0)
            #expect(try reader.size(known: .day(day)) == 3)
            #expect(try reader.size(known: .instant(Instant(milliseconds: noon.milliseconds + 2))) == 2)
            #expect(throws: LedgerError.noSuchSize(4, size: 3)) { try reader.size(known: .size(4)) }
        }
    }

    @Test func otherFilesAreRefused() throws {
        #expect(throws: LedgerError.noLedger(path: path)) { try SQLiteEventLog.open(path: path) }
        try Data("not a database at all, just some text".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: (any Error).self) { try SQLiteEventLog.open(path: path) }
        #expect(throws: LedgerError.alreadyExists(path: path)) { try SQLiteEventLog.create(path: path, schemas: []) }
    }
}
