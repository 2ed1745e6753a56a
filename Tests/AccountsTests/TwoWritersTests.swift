import Accounts
import Foundation
import GRDB
import Ledger
import Records
import TestSupport
import Testing

/// Two writers on one file: each waits for the other, none is refused, nothing is lost.
@Suite struct TwoWritersTests {
    @Test func bothOfTwoOfficesAppend() async throws {
        let ledger = try TemporaryLedger()
        try ledger.append([.adopt(try TemporaryLedger.builtInScheme()), .register(1, "jiapu"), .register(2, "heping")])
        let path = ledger.path
        let each = 24
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...2 {
                group.addTask {
                    let office = Office(
                        log: try SQLiteEventLog.open(path: path),
                        clock: { Instant.startOfDay(CivilDate(trusted: 20_200_701)) }, newID: { _ in UUID().uuidString }
                    )
                    for turn in 0..<each {
                        let month = "20\(18 + turn / 12)-" + (turn % 12 < 9 ? "0" : "") + "\(turn % 12 + 1)"
                        let receipt = try office.append(
                            [.success(.trade(writer, month, "\(turn + 1)", id: "w\(writer)-\(turn)"))],
                            actor: "writer \(writer)")
                        guard case .recorded = receipt.outcomes[0] else { throw LedgerError.damaged("not recorded") }
                    }
                }
            }
            try await group.waitForAll()
        }
        let events = try ledger.lines().map { try Event(line: $0) }
        #expect(events.map(\.seq) == (1...Int64(3 + 2 * each)).map { $0 })
        for writer in 1...2 {
            #expect(
                events.filter { $0.actor == "writer \(writer)" }.map(\.id) == (0..<each).map { "w\(writer)-\($0)" })
        }
        // An office that was open all the while sees what the others wrote, and its books are right.
        #expect(try ledger.office.verify().faults == [])
        #expect(try ledger.append(.trade(1, "2020-06", "1")).head.size == Int64(4 + 2 * each))
        #expect(try ledger.office.verify().faults == [])
    }

    /// A write that has only read so far keeps others from writing ahead of it: else its own first write would find the
    /// ledger grown since its read, which SQLite refuses at once, without waiting (SQLITE_BUSY_SNAPSHOT).
    @Test func aWriteHoldsItsPlaceFromItsFirstReadOn() throws {
        let ledger = try TemporaryLedger()
        try ledger.append([.adopt(try TemporaryLedger.builtInScheme()), .register(1, "jiapu")])
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        let other = try DatabaseQueue(path: ledger.path, configuration: configuration)
        let receipt = try ledger.office.append(actor: "test") { reader, _ in
            #expect(reader.size == 2)
            let refused = #expect(throws: DatabaseError.self) {
                try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE; ROLLBACK") }
            }
            #expect(refused?.resultCode == .SQLITE_BUSY)
            return [.trade(1, "2020-05", "1")]
        }
        #expect(receipt.head.size == 3)
        #expect(try ledger.office.verify().faults == [])
    }

    /// The same natural key from two writers: one records it, the other is told that it is there.
    @Test func oneOfTwoWinsAKey() async throws {
        let ledger = try TemporaryLedger()
        try ledger.append([.adopt(try TemporaryLedger.builtInScheme()), .register(1, "jiapu")])
        let path = ledger.path
        let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 1...2 {
                group.addTask {
                    let office = Office(
                        log: try SQLiteEventLog.open(path: path),
                        clock: { Instant.startOfDay(CivilDate(trusted: 20_200_701)) }, newID: { _ in UUID().uuidString }
                    )
                    var recorded = 0
                    for month in 1...12 {
                        let text = "2019-" + (month < 10 ? "0" : "") + "\(month)"
                        let receipt = try office.append([.success(.trade(1, text, "7"))], actor: "\(writer)")
                        if case .recorded = receipt.outcomes[0] { recorded += 1 }
                    }
                    return recorded
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(recorded == 12)
        #expect(try ledger.head().size == 14)
        #expect(try ledger.office.verify().faults == [])
    }
}
