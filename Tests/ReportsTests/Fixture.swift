import Accounts
import Foundation
import Ledger
import Scoring
import Synchronization
import TestSupport

/// A small ledger whose answers an independent implementation has computed (Tests/ConformanceTests/Cases).
enum Fixture {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("ConformanceTests").appendingPathComponent("Cases")

    /// Calls `body` with a ledger restored from a case, in a folder of its own that is removed afterwards.
    static func withOffice<R>(_ name: String, _ body: (Office) throws -> R) throws -> R {
        let lines = try Array(Data(contentsOf: folder.appendingPathComponent(name + ".jsonl"))).split(separator: 0x0A)
        let ledger = try TemporaryLedger()
        try ledger.restore(lines)
        return try body(ledger.office)
    }

    /// A day's two answers.
    struct Answers: Sendable {
        let table: ScoreTable
        let progress: Scoring.Progress
        let head: LogHead
    }

    /// Restoring the larger ledger takes a second, so each day is asked for once.
    private static let known = Mutex<[String: Answers]>([:])

    private static func answers(_ name: String, on: Int32) throws -> Answers {
        try known.withLock { known in
            if let answers = known["\(name) \(on)"] { return answers }
            let answers = try withOffice(name) { office in
                let date = CivilDate(trusted: on)
                let (table, head) = try office.score(on: date, known: .everything)
                return Answers(
                    table: table, progress: try office.progress(on: date, known: .everything).progress, head: head)
            }
            known["\(name) \(on)"] = answers
            return answers
        }
    }

    static func score(_ name: String, on: Int32) throws -> (table: ScoreTable, head: LogHead) {
        let answers = try answers(name, on: on)
        return (answers.table, answers.head)
    }

    static func progress(_ name: String, on: Int32) throws -> (progress: Scoring.Progress, head: LogHead) {
        let answers = try answers(name, on: on)
        return (answers.progress, answers.head)
    }
}
