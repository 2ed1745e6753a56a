import GRDB
import Ledger
import Records
import Scoring
import TestSupport
import Testing

@testable import Accounts

/// Batches of one transaction, held against the same batches one after the other.
@Suite struct JointAppendTests {
    /// What became of a batch, as somebody is told it.
    private static func told(_ answer: Result<Receipt, any Error>) -> String {
        switch answer {
        case .success(let receipt): "\(receipt.outcomes) \(receipt.head)"
        case .failure(let refused as BatchRefused): "\(refused.faults) \(refused.rows) \(refused.refusedRows)"
        case .failure(let error): "\(error)"
        }
    }

    private static func batch(_ submissions: [Submission], expecting expected: Int64? = nil) -> WaitingBatch {
        WaitingBatch(
            submissions: submissions.map {
                .success(PreparedSubmission($0, actor: "test", today: CivilDate(trusted: 20_200_701)))
            }, actor: "test", expected: expected, changed: .refused)
    }

    /// - Returns: the answers to all batches, taken as `GroupCommit` does, and how many calls that took.
    private static func together(
        _ office: Office, _ batches: [WaitingBatch]
    ) -> (answers: [Result<Receipt, any Error>], calls: Int) {
        var answers: [Result<Receipt, any Error>] = []
        var calls = 0
        while answers.count < batches.count {
            answers += office.append(together: batches[answers.count...])
            calls += 1
        }
        return (answers, calls)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>) func togetherIsAsOneAfterTheOther(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var clerks = RandomOffice(seed: seed)
        let (one, joint) = (try TemporaryLedger(), try TemporaryLedger())
        let adoption = Submission.adopt(try TemporaryLedger.builtInScheme(), id: "scheme")
        for ledger in [one, joint] { try ledger.append(adoption) }
        var refused = 0
        for _ in 0..<30 {
            let batches = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                (0..<Int.random(in: 1...4, using: &random)).map { _ in clerks.next() }
            }
            let expected = batches.map { batch in
                Result { try one.office.append(batch.map { .success($0) }, actor: "test") }
            }
            for case .success(let receipt) in expected {
                for case .recorded(_, let id) in receipt.outcomes { clerks.note(id: id) }
            }
            let (answers, _) = Self.together(joint.office, batches.map { Self.batch($0) })
            #expect(answers.map(Self.told) == expected.map(Self.told), "seed \(seed)")
            refused += answers.count { if case .failure = $0 { true } else { false } }
        }
        #expect(refused > 20, "seed \(seed): \(refused) batches were refused, too few to mean something")
        #expect(try joint.lines() == one.lines())
        #expect(try joint.office.verify().faults == [])
    }

    /// A batch is refused after its first row was written: the ones around it are recorded whole, and it not at all.
    @Test func aBadBatchAmongGoodOnesIsUndoneAlone() throws {
        let ledger = try BatchTests.ledger()
        let batches = [
            Self.batch([.register(2, "heping"), .trade(2, "2020-05", "2", id: "good-1")]),
            Self.batch([.trade(1, "2020-05", "1", id: "bad-1"), .trade(1, "2020-06", "x", id: "bad-2")]),
            // What the bad batch would have recorded, and what the first one did.
            Self.batch([.trade(1, "2020-05", "3", id: "good-2")]),
            Self.batch([.trade(2, "2020-05", "9", id: "conflict")]),
            Self.batch([.trade(2, "2020-06", "4", id: "good-3")], expecting: 6),
            Self.batch([.trade(2, "2020-04", "4", id: "late")], expecting: 6),
        ]
        let (answers, calls) = Self.together(ledger.office, batches)
        #expect(calls == 3, "what stands ahead of the bad batch, it by itself, and the others")
        let events = try ledger.lines().map { try Event(line: $0) }
        #expect(events.dropFirst(4).map(\.id) == ["good-1", "good-2", "good-3"])
        guard case .failure(let bad as BatchRefused) = answers[1],
            case .failure(let conflict as BatchRefused) = answers[3], case .success(let third) = answers[4]
        else {
            Issue.record("\(answers)")
            return
        }
        #expect(bad.faults.map(\.row) == [2])
        // The refusal names the event that the ledger holds.
        #expect(conflict.faults.map(\.refusal.problem) == [.conflict(holder: "good-1", seq: 5)])
        #expect(third.head.size == 7)
        #expect(Self.told(answers[5]) == "\(LedgerError.otherSize(expected: 6, found: 7))")
        #expect(try ledger.office.verify().faults == [])
        #expect(try ledger.append(.trade(1, "2020-06", "1")).head.size == 8)
    }

    /// The first of all is refused after it has written: the call answers that one alone.
    @Test func aBadBatchInFrontIsAnsweredByItself() throws {
        let ledger = try BatchTests.ledger()
        let bad = Self.batch([.trade(1, "2020-05", "1"), .trade(1, "2020-06", "x")])
        let answers = ledger.office.append(together: [bad, Self.batch([.trade(1, "2020-05", "1")])])
        #expect(answers.count == 1)
        #expect(try ledger.head().size == 3)
        #expect(try ledger.office.verify().faults == [])
    }

    @Test func whatTheFirstRecordedTheNextRepeats() throws {
        let ledger = try BatchTests.ledger()
        let same = Self.batch([.trade(1, "2020-05", "1", id: "t")])
        let answers = ledger.office.append(together: [same, same])
        #expect(answers.map { (try? $0.get())?.head.size } == [4, 4])
        guard case .alreadyRecorded(4, "t")? = try answers[1].get().outcomes.first else {
            Issue.record("\(answers)")
            return
        }
    }

    /// Where the transaction can't even begin, as when somebody holds the ledger too long, nobody of those in line waits once
    /// more by himself.
    @Test func whereNothingCanBeginAllAreTold() throws {
        let ledger = try BatchTests.ledger()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: ledger.path, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let log = try SQLiteEventLog.open(path: ledger.path)
        // From then on it does not wait.
        log.interrupt()
        let office = Office(log: log, clock: { Instant(milliseconds: 0) }, newID: { _ in "none" })
        let batches = (5...7).map { Self.batch([.trade(1, "2020-0\($0)", "1")]) }
        let answers = office.append(together: batches[...])
        #expect(answers.map(Self.told) == Array(repeating: "\(LedgerError.interrupted)", count: 3))
        try other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try ledger.head().size == 3)
    }
}
