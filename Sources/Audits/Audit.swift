import Accounts
import Ledger
import Records
import Scoring

/// A month's table as it was published: what its closing says, and the table that this ledger makes at the same (on,
/// known size).
public struct Edition: Sendable {
    /// The how-manieth closing of the month it is, retracted ones counted: the number under which it was published stays
    /// its own, whatever becomes of the others.
    public let number: Int
    public let closing: Event
    public let month: CivilMonth
    public let on: CivilDate
    public let known: LogHead
    public let table: ScoreTable
    /// Whether the table made anew has the hash that the closing states.
    public let isTrue: Bool
}

/// "What was the score on this day?": as it stood, as published, as restated, and what lies between.
public struct Audit: Sendable {
    public enum Stage: Sendable {
        /// As known at the end of the day.
        case asStood
        /// A closing of the day's month, by its number.
        case published(Edition, number: Int)
        /// As known now.
        case restated
    }
    public let on: CivilDate
    /// In order of what was known.
    public let stages: [(stage: Stage, head: LogHead, table: ScoreTable?)]
    /// Between each two stages.
    public let differences: [Difference]
    /// From the first stage to the last.
    public let whole: Difference
}

extension Office {
    /// Audits a day.
    /// - Throws: `NoSchemeInForce` where no scheme is in force on the day even as known now; `LedgerError`.
    public func audit(on: CivilDate) throws -> Audit {
        try read { reader, books in
            let head = try reader.head()
            guard books.schemes.inForce(on: on) != nil else { throw NoSchemeInForce(on: on, knownSize: head.size) }
            let stood = try reader.head(known: .day(on))
            var stages: [(stage: Audit.Stage, head: LogHead)] = [(.asStood, stood)]
            for edition in try books.editions(reader, of: on.month) where edition.on == on {
                stages.append((.published(edition, number: edition.number), edition.known))
            }
            stages.append((.restated, head))
            stages = stages.enumerated().sorted {
                ($0.element.head.size, $0.offset) < ($1.element.head.size, $1.offset)
            }
            .map(\.element)
            let differences = try zip(stages, stages.dropFirst()).map {
                try books.difference(reader, on: on, from: $0.head.size, to: $1.head.size)
            }
            let tables = [differences.first?.before] + differences.map(\.after)
            let whole = Difference(
                on: on, from: stages.first?.head ?? head, to: head, before: tables.first ?? nil,
                after: tables.last ?? nil, effects: differences.flatMap(\.effects))
            return Audit(
                on: on, stages: zip(stages, tables).map { ($0.stage, $0.head, $1) }, differences: differences,
                whole: whole)
        }
    }
}
