import Accounts
import Ledger
import Records
import Scoring

/// The table as it would be after a batch that is not recorded.
public struct WhatIf: Sendable {
    public let on: CivilDate
    public let before: ScoreTable?
    public let after: ScoreTable?
    public var changes: PointChanges { PointChanges(from: before, to: after) }
}

extension Office {
    /// What a batch would change, recording nothing.
    /// - Parameter days: the days to compare, e.g. one, or each month's end under draft rules.
    /// - Throws: `BatchRefused`, `LedgerError`.
    public func whatIf(
        _ submissions: some Sequence<Result<Submission, Refusals>>, actor: String, on days: [CivilDate]
    ) throws -> [WhatIf] {
        let (before, after) = try preview(submissions, actor: actor) { reader, books in
            try days.map { day in
                try books.schemes.inForce(on: day).map {
                    try books.table($0, on: day, known: reader.size)
                }
            }
        }
        return days.indices.map { WhatIf(on: days[$0], before: before[$0], after: after[$0]) }
    }
}
