import Accounts
import ExampleCounty
import Ledger
import Records
import Scoring
import Testing

/// A submission of the county that was refused.
struct Refused: Error {
    let id: String?
    let faults: [Refusal]
}

/// Takes the days in as an office would, in memory: admission decides each submission, and the book folds it.
struct Admitting {
    private(set) var book = Book()
    /// Submissions that the ledger had already; the county hands in none.
    private(set) var repeated = 0

    /// - Parameter last: the last day of recording that is known.
    init(_ county: ExampleCounty, through last: CivilDate? = nil) throws {
        try take(OfficeDay.adoption(of: BuiltInScheme.text, source: BuiltInScheme.source, county: county))
        for day in county.days() {
            if let last, day.recordedAt.shanghaiDate > last { break }
            try take(day)
        }
    }

    private mutating func take(_ day: OfficeDay) throws {
        for submission in day.submissions {
            let decision = Admission.decide(
                submission, register: book.register, today: day.recordedAt.shanghaiDate, actor: day.actor)
            switch decision {
            case .failure(let refusals): throw Refused(id: submission.id, faults: refusals.faults)
            case .success(.alreadyRecorded): repeated += 1
            case .success(.event(let type, let effective, let data, let id, let actor, let source)):
                book.fold(
                    Event(
                        seq: book.register.size + 1, id: id ?? "", type: type.rawValue, effective: effective,
                        recordedAt: day.recordedAt, actor: actor, source: source, data: data))
            }
        }
    }

    func progress(on: CivilDate) throws -> Progress {
        Progress(on: on, scheme: try adopted(on).scheme, balances: book.balances)
    }

    func score(on: CivilDate) throws -> ScoreTable {
        ScoreTable(on: on, adopted: try adopted(on), balances: book.balances)
    }

    private func adopted(_ on: CivilDate) throws -> AdoptedScheme { try #require(book.register.scheme(on: on)) }
}
