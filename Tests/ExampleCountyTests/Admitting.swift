import Accounts
import ExampleCounty
import Ledger
import Records
import Scoring
import TestSupport

/// Takes the days in as an office would, one batch a day, at the day's own time.
struct Admitting {
    let ledger: TemporaryLedger
    /// Submissions that the ledger had already; the county hands in none.
    private(set) var repeated = 0
    /// What is known to the answers.
    var known: Known = .everything

    /// - Parameter last: the last day of recording that is known.
    /// - Throws: `BatchRefused` where the county hands in something that is refused.
    init(_ county: ExampleCounty, through last: CivilDate? = nil) throws {
        let adoption = try OfficeDay.adoption(of: BuiltInScheme.text, source: BuiltInScheme.source, county: county)
        ledger = try TemporaryLedger(now: adoption.recordedAt)
        try take(adoption)
        for day in county.days() {
            if let last, day.recordedAt.shanghaiDate > last { break }
            try take(day)
        }
    }

    private mutating func take(_ day: OfficeDay) throws {
        ledger.now = day.recordedAt
        for outcome in try ledger.office.append(day.submissions.map { .success($0) }, actor: day.actor).outcomes {
            if case .alreadyRecorded = outcome { repeated += 1 }
        }
    }

    func progress(on: CivilDate) throws -> Progress {
        try ledger.office.progress(on: on, known: known).progress
    }

    func score(on: CivilDate) throws -> ScoreTable { try ledger.office.score(on: on, known: known).table }

    /// Every record, retracted ones too.
    func records() throws -> [Record] {
        try ledger.office.read { reader, books in
            guard reader.size > 0 else { return [] }
            return try (1...reader.size).compactMap { try books.recorded.record($0) }
        }
    }
}
