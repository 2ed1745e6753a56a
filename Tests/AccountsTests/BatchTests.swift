import Accounts
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// ledger.md §3: a batch lands whole or not at all, and nothing refused leaves a trace.
@Suite struct BatchTests {
    static func ledger() throws -> TemporaryLedger {
        let ledger = try TemporaryLedger()
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme()), .register(1, "jiapu"), .trade(1, "2020-04", "5"),
        ])
        return ledger
    }

    /// What a question about the ledger would answer.
    static func state(_ ledger: TemporaryLedger) throws -> [[UInt8]] {
        let head = try ledger.head()
        return try ledger.lines() + [Array("\(head.size) \(head.root.base64)".utf8)]
    }

    @Test func oneBadRowRefusesAllAndEveryRowsFaultsAreTold() throws {
        let ledger = try Self.ledger()
        let before = try Self.state(ledger)
        #expect(
            try ledger.faults(of: [
                .trade(1, "2020-05", "1"), .trade(1, "2020-06", "x"), .monitor("heping", "2020-05", "9"),
            ]).map(\.row) == [2])
        #expect(try Self.state(ledger) == before)

        let faults = try ledger.faults(of: [
            .trade(1, "2020-5", "1"), .trade(1, "2020-06", "1"), .trade(2, "2020-06", "1"),
            .monitor("nowhere", "2020-06", "101"),
        ])
        #expect(faults.map(\.row) == [1, 3, 4, 4])
        #expect(
            faults.map(\.refusal.field) == ["data.month", "data.enterprise", "data.score", "data.township"])
        #expect(try Self.state(ledger) == before)
        #expect(try ledger.office.verify().faults == [])
        // The office goes on from where it was.
        #expect(try ledger.append(.trade(1, "2020-05", "1")).head.size == 4)
        #expect(try ledger.office.verify().faults == [])
    }

    /// The limit is watched while the batch is read: behind the first row too many nothing is asked for.
    @Test func aBatchHasALimit() throws {
        let ledger = try Self.ledger()
        let before = try Self.state(ledger)
        let row = Result<PreparedSubmission, Refusals>.failure(Refusals([Refusal("", found: "", .notAnObject)]))
        var given = 0
        func rows(_ count: Int) -> some Sequence<Result<PreparedSubmission, Refusals>> {
            given = 0
            return sequence(state: count) { left in
                guard left > 0 else { return nil }
                left -= 1
                given += 1
                return row
            }
        }
        let refused = #expect(throws: BatchRefused.self) {
            try ledger.office.append(prepared: rows(Office.batchLimit), actor: "test")
        }
        #expect(refused?.rows == Office.batchLimit)
        #expect(throws: LedgerError.batchTooLarge(limit: Office.batchLimit)) {
            try ledger.office.append(prepared: rows(3 * Office.batchLimit), actor: "test")
        }
        #expect(given == Office.batchLimit + 1)
        #expect(try Self.state(ledger) == before)
    }

    /// Lines that could not be read are rows like others.
    @Test func anUnreadableRowIsToldWithTheOthers() throws {
        let ledger = try Self.ledger()
        do {
            _ = try ledger.office.append(
                [.success(.trade(1, "2020-13")), Submission.read("{".utf8), .success(.trade(1, "2020-05", "1"))],
                actor: "test")
            Issue.record("the batch was taken")
        } catch let refused as BatchRefused {
            #expect(refused.faults.map(\.row) == [1, 2] && refused.rows == 3)
            #expect(refused.placed { $0 * 10 }.faults.map(\.row) == [10, 20])
        }
    }

    @Test func aRegistrationServesTheRowsBelowIt() throws {
        let ledger = try Self.ledger()
        #expect(try ledger.append([.register(2, "heping"), .trade(2, "2020-05", "1")]).head.size == 5)
        // But not those above it.
        #expect(
            try ledger.faults(of: [.trade(3, "2020-05", "1"), .register(3, "heping")]).map(\.refusal.problem)
                == [.enterpriseNotRegistered])
    }

    @Test func aRefusedRegistrationIsNotBlamedAgain() throws {
        let ledger = try Self.ledger()
        let faults = try ledger.faults(of: [
            .register(2, "nowhere"), .trade(2, "2020-05", "1"), .insure(2, on: "2020-05-01"), .trade(3, "2020-05", "1"),
            .trade(2, "2020-06", "x"),
        ])
        #expect(faults.map(\.row) == [1, 4, 5])
        #expect(faults.map(\.refusal.field) == ["data.township", "data.enterprise", "data.export_cny"])
        #expect(try ledger.head().size == 3)
    }

    /// What became of each submission, by its place, whichever ids it brought.
    @Test func everyOutcomeIsItsSubmissions() throws {
        let ledger = try Self.ledger()
        let long = String(repeating: "a", count: 64)
        let receipt = try ledger.append([
            .register(2, "heping", id: "e2"), .trade(1, "2020-04", "5"), .trade(2, "2020-05", "1", id: long),
            .trade(2, "2020-06", "1"), .register(2, "heping", id: "e2"),
        ])
        let told = receipt.outcomes.map { outcome in
            switch outcome {
            case .recorded(let seq, let id): "\(seq) \(id)"
            case .alreadyRecorded(let seq, let id): "(\(seq) \(id))"
            }
        }
        #expect(told == ["4 e2", "(3 made-3)", "5 \(long)", "6 made-4", "(4 e2)"])
        #expect(receipt.outcomes.count == 5 && receipt.outcomes.last.map { "\($0)" }?.contains("e2") == true)
    }

    @Test func anEmptyBatchChangesNothing() throws {
        let ledger = try Self.ledger()
        let before = try ledger.head()
        #expect(try ledger.append([]).head == before)
    }

    @Test func aRehearsalRecordsNothing() throws {
        let ledger = try Self.ledger()
        let before = try Self.state(ledger)
        let batch: [Submission] = [.register(2, "heping"), .trade(2, "2020-05", "1"), .trade(1, "2020-04", "5.0")]
        for _ in 1...2 {
            let receipt = try ledger.office.append(batch.map { .success($0) }, actor: "test", rehearse: true)
            #expect(receipt.outcomes.count == 3)
            guard case .recorded(4, _) = receipt.outcomes[0], case .alreadyRecorded(3, _) = receipt.outcomes[2] else {
                Issue.record("\(receipt.outcomes)")
                return
            }
            #expect(try Self.state(ledger) == before)
        }
        #expect(throws: BatchRefused.self) {
            try ledger.office.append([.success(.trade(2, "2020-05", "1"))], actor: "test", rehearse: true)
        }
        #expect(try ledger.office.verify().faults == [])
        // Another office on the file sees nothing of it, and this one goes on.
        let other = Office(
            log: try SQLiteEventLog.open(path: ledger.path, readOnly: true), clock: { Instant.latest },
            newID: { _ in "" })
        #expect(try other.log.read { try $0.head() } == ledger.head())
        #expect(try ledger.append(batch).head.size == 5)
    }

    /// What was undone is forgotten, even where another hand brings the log to the same size with other events.
    @Test(arguments: ["rehearsed", "refused", "previewed"]) func whatWasUndoneIsForgotten(how: String) throws {
        let ledger = try Self.ledger()
        let undone: [Result<Submission, Refusals>] = [
            .success(.register(2, "heping")), .success(.trade(2, "2020-05", "1")),
        ]
        switch how {
        case "rehearsed": _ = try ledger.office.append(undone, actor: "test", rehearse: true)
        case "previewed": _ = try ledger.office.preview(undone, actor: "test") { reader, _ in reader.size }
        default:
            #expect(throws: BatchRefused.self) {
                try ledger.office.append(undone + [.success(.trade(3, "2020-05"))], actor: "test")
            }
        }
        let other = Office(
            log: try SQLiteEventLog.open(path: ledger.path),
            clock: { Instant.startOfDay(CivilDate(trusted: 20_200_701)) },
            newID: { _ in "other" })
        _ = try other.append(
            [.success(.register(2, "sian", id: "o1")), .success(.monitor("sian", "2020-05", "9", id: "o2"))],
            actor: "other")
        #expect(try ledger.append(.trade(2, "2020-05", "7")).head.size == 6)
        #expect(try ledger.office.verify().faults == [])
        let rows = try ledger.office.score(on: CivilDate(trusted: 20_200_531), known: .everything).table.rows
        let volume = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.items[3].points.twoDecimals) })
        #expect(volume["sian"] == "6.00" && volume["heping"] == "0.00")
    }

    @Test func aPreviewAnswersBeforeAndAfterAndRecordsNothing() throws {
        let ledger = try Self.ledger()
        let before = try Self.state(ledger)
        let (old, new) = try ledger.office.preview([.success(.trade(1, "2020-05", "1"))], actor: "test") { reader, _ in
            reader.size
        }
        #expect(old == 3 && new == 4)
        #expect(try Self.state(ledger) == before)
    }
}
