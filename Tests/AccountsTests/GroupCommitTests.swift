import Accounts
import Foundation
import GRDB
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// Many tasks that record through one ledger.
@Suite struct GroupCommitTests {
    /// A ledger with a scheme and eight enterprises, and the door for many to it.
    private static func open() throws -> (ledger: TemporaryLedger, group: GroupCommit) {
        let ledger = try TemporaryLedger()
        let townships = ["jiapu", "heping", "meishan", "xiaopu"]
        try ledger.append(
            [.adopt(try TemporaryLedger.builtInScheme(), from: "2010-01-01")]
                + (1...8).map { .register($0, townships[$0 % 4], from: "2010-01-01") })
        let log = try SQLiteEventLog.open(path: ledger.path)
        let group = GroupCommit(
            Office(
                log: log, clock: { Instant.startOfDay(CivilDate(trusted: 20_200_701)) },
                newID: { _ in UUID().uuidString }))
        return (ledger, group)
    }

    private static func month(_ turn: Int) -> String {
        "20\(10 + turn / 12)-" + (turn % 12 < 9 ? "0" : "") + "\(turn % 12 + 1)"
    }

    @Test func eightTasksRecordAtOnce() async throws {
        let (ledger, group) = try Self.open()
        let each = 40
        let heads = try await withThrowingTaskGroup(of: [LogHead].self) { tasks in
            for writer in 1...8 {
                tasks.addTask {
                    var heads: [LogHead] = []
                    for turn in 0..<each {
                        // Every fifth batch has a bad row behind a good one.
                        let isBad = turn % 5 == 4
                        let batch: [Submission] = [
                            .trade(writer, Self.month(turn), "\(turn + 1)", id: "w\(writer)-\(turn)"),
                            .insure(writer, on: isBad ? "2020-13-01" : "\(2010 + turn / 12)-0\(turn % 9 + 1)-01"),
                        ]
                        do {
                            let batch = isBad ? batch : [batch[0]]
                            let receipt = try await group.append(batch.map { .success($0) }, actor: "w\(writer)")
                            #expect(!isBad)
                            heads.append(receipt.head)
                        } catch let refused as BatchRefused {
                            #expect(isBad && refused.faults.map(\.row) == [2])
                        }
                    }
                    return heads
                }
            }
            return try await tasks.reduce(into: []) { $0 += $1 }
        }
        let good = each - each / 5
        #expect(group.tally.batches == 8 * each && group.tally.waiting == 0)
        #expect(group.tally.transactions < 8 * each, "some batches shared a transaction")
        // Each one's batches in the order in which they were handed in, none twice, none of a refused one.
        let events = try ledger.lines().map { try Event(line: $0) }
        #expect(events.count == 9 + 8 * good)
        for writer in 1...8 {
            #expect(
                events.filter { $0.actor == "w\(writer)" }.map(\.id)
                    == (0..<each).filter { $0 % 5 != 4 }.map { "w\(writer)-\($0)" })
        }
        // Every receipt has the root of its own moment.
        #expect(Set(heads.map(\.size)) == Set((10...(9 + 8 * good)).map { Int64($0) }))
        for head in heads { #expect(try ledger.office.log.read { try $0.root(at: head.size) } == head.root) }
        #expect(try ledger.office.verify().faults == [])
    }

    /// Somebody else holds the ledger while batches come in, small ones behind a large one: they are recorded in the order
    /// in which they came, and all share one wait for the disk.
    @Test func firstComeFirstServed() async throws {
        let (ledger, group) = try Self.open()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: ledger.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let count = 20
        let sizes = try await withThrowingTaskGroup(of: (Int, Int64).self) { tasks in
            for place in 0..<count {
                let batch: [Result<Submission, Refusals>] = (0..<(place == 1 ? 40 : 1)).map { turn in
                    .success(.trade(place % 8 + 1, Self.month(place == 1 ? turn + 24 : place), "1"))
                }
                tasks.addTask { (place, try await group.append(batch, actor: "\(place)").head.size) }
                // The next one comes when this one stands in line; the very first is being recorded, and waits.
                while group.tally.recording < 1 || group.tally.waiting < place { await Task.yield() }
            }
            try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            return try await tasks.reduce(into: [Int: Int64]()) { $0[$1.0] = $1.1 }
        }
        let expected = (0..<count).map { Int64($0 == 0 ? 10 : $0 + 49) }
        #expect((0..<count).map { sizes[$0] } == expected)
        #expect(group.tally.transactions == 1, "they all came before the first one's could begin")
        #expect(try ledger.office.verify().faults == [])
    }

    @Test func aCancelledTaskDoesNotBegin() async throws {
        let (ledger, group) = try Self.open()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await group.append([.success(.trade(1, "2020-05", "1"))], actor: "late")
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try ledger.head().size == 9)
    }
}
