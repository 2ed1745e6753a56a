import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

@testable import TortureRigs

/// Whoever reads while others write sees one moment: size, root and table belong together.
@Suite struct ReadersTests {
    private actor Counter {
        private(set) var count = 0
        func add() { count += 1 }
    }

    @Test func readersSeeOneMoment() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        let on = CivilDate(trusted: 20_200_630)
        let batches = 40
        let answered = Counter()
        let seen = try await withThrowingTaskGroup(of: [(head: LogHead, table: ScoreTable)].self) { group in
            for writer in 0..<2 {
                group.addTask {
                    let office = try SmallLedger.open(path)
                    for batch in 0..<batches / 2 {
                        let month = "201\(8 + batch / 12)-" + (batch % 12 < 9 ? "0" : "") + "\(batch % 12 + 1)"
                        // Three figures at a time, and reports that change today's table.
                        let facts: [Submission] = [
                            .trade(1 + writer, month, "\(batch + 1)00"), .trade(3 + writer, month, "\(batch + 1)0"),
                            .report("r\(writer)-\(batch)", ["a", "b"][writer], on: "2020-03-01"),
                        ]
                        let named = facts.enumerated().map { index, fact in
                            var fact = fact
                            fact.id = "w\(writer)-\(batch)-\(index)"
                            return fact
                        }
                        _ = try office.append(named.map { .success($0) }, actor: "writer")
                        // Every few batches the writers wait for an answer, so that readers meet several moments on
                        // any machine; between them nobody waits.
                        guard batch % 3 == 0 else { continue }
                        let seen = await answered.count
                        while await answered.count == seen { try await Task.sleep(for: .milliseconds(1)) }
                    }
                    return []
                }
            }
            for reader in 0..<2 {
                group.addTask {
                    let office = SmallLedger.office(try SQLiteEventLog.open(path: path, readOnly: reader == 0))
                    var answers: [(LogHead, ScoreTable)] = []
                    let last = Int64(SmallLedger.ids.count + 3 * batches)
                    while answers.last.map({ $0.0.size < last }) ?? true {
                        let answer = try office.score(on: on, known: .everything)
                        answers.append((answer.head, answer.table))
                        await answered.add()
                        try await Task.sleep(for: .milliseconds(3))
                    }
                    return answers
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let office = try SmallLedger.open(path)
        #expect(Set(seen.map(\.head.size)).count > 5, "readers met several moments")
        for (head, table) in seen {
            #expect((head.size - Int64(SmallLedger.ids.count)) % 3 == 0, "a batch is seen whole or not at all")
            let again = try office.score(on: on, known: .size(head.size))
            #expect(again.head == head && again.table == table)
        }
        #expect(try office.verify().faults == [])
    }
}
