import Accounts
import Ledger
import Programmes
import Records
import Scoring

/// What a month's notice to the townships tells (出口专班工作方案 三（四）：每月通报).
public struct Bulletin: Sendable {
    public let month: CivilMonth
    public let head: LogHead
    public let table: ScoreTable
    /// The notice that the scheme is from, as the scheme names it.
    public let source: String
    /// The month before, as known now too; nil in January or where no scheme was in force.
    public let before: ScoreTable?
    /// The counters at the end of the month.
    public let progress: Progress
    /// Each month of the year up to this one; months without a scheme are left out.
    public let months: [(month: CivilMonth, table: ScoreTable)]
    /// The edition that readers last saw, and what changed its table since; nil where none was published.
    public let sinceEdition: (edition: Edition, number: Int, difference: Difference)?
    /// What inspections found up to the end of the month, and what became of it (三(四): 专项督查).
    public let inspections: InspectionBook
}

extension Office {
    /// Gathers a month's bulletin.
    ///
    /// Corrections are told since the last edition of the month whose table is not the one that is told now; where
    /// there is none, since the last edition of the month before.
    /// - Throws: `NoSchemeInForce` where none is in force on the month's last day; `LedgerError`.
    /// - Complexity: a score a month, and a difference.
    public func bulletin(_ month: CivilMonth, known: Known) throws -> Bulletin {
        try read { reader, books in
            let head = try reader.head(known: known)
            let table = try books.score(on: month.end, known: head.size)
            guard let adopted = books.schemes.inForce(on: month.end, known: head.size) else {
                throw NoSchemeInForce(on: month.end, knownSize: head.size)
            }
            let progress = try Progress(
                on: month.end, scheme: adopted.scheme, balances: books.balances(known: head.size))
            let months = try (1...month.monthOfYear).compactMap { CivilMonth(year: month.year, month: $0) }
                .filter { books.schemes.inForce(on: $0.end, known: head.size) != nil }
                .map { (month: $0, table: try books.score(on: $0.end, known: head.size)) }
            let last = try books.lastSeen(reader, month, table, head)
            let since = try last.map { edition, number in
                (
                    edition: edition, number: number,
                    difference: try books.difference(
                        reader, on: edition.on, from: edition.known.size, to: head.size)
                )
            }
            return Bulletin(
                month: month, head: head, table: table,
                source: try books.schemeText(on: month.end, known: head.size)["source"]?.text ?? "",
                before: months.dropLast().last.flatMap { $0.month.end.month == month.previous ? $0.table : nil },
                progress: progress, months: months, sinceEdition: since,
                inspections: try books.inspections(on: month.end, known: head.size))
        }
    }
}

extension Books {
    fileprivate func lastSeen(
        _ reader: LogReader, _ month: CivilMonth, _ table: ScoreTable, _ head: LogHead
    ) throws -> (Edition, Int)? {
        func known(_ month: CivilMonth) throws -> [(Edition, Int)] {
            try editions(reader, of: month).filter { $0.closing.seq <= head.size }.map { ($0, $0.number) }
        }
        if let own = try known(month).last(where: { $0.0.table != table }) { return own }
        return try month.previous.flatMap { try known($0).last }
    }
}

extension CivilMonth {
    /// The month before; nil before year 1.
    var previous: CivilMonth? {
        monthOfYear > 1
            ? CivilMonth(year: year, month: monthOfYear - 1) : CivilMonth(year: year - 1, month: 12)
    }
}
