import Accounts
import Ledger
import Records
import Scoring

/// A month told day by day: what happened, the table after it, who passed whom.
public struct DayByDay: Sendable {
    public struct Day: Sendable {
        public let day: CivilDate
        /// The day's events in order: recorded on it, or effective on it.
        public let entries: [EventEntry]
        /// Nil where no scheme is in force.
        public let table: ScoreTable?
        public let head: LogHead
    }
    public let month: CivilMonth
    public let clock: Clock
    /// The table on the day before the month.
    public let before: ScoreTable?
    public let days: [Day]
}

extension Office {
    /// Tells a month day by day, up to `today`.
    /// - Throws: `LedgerError`.
    public func replay(_ month: CivilMonth, clock: Clock, today: CivilDate) throws -> DayByDay {
        try read { reader, books in
            let head = try reader.head()
            var names = EntryReader(books)
            func table(_ on: CivilDate, _ known: Int64) throws -> ScoreTable? {
                try books.schemes.inForce(on: on, known: known).map {
                    try books.table($0, on: on, known: known)
                }
            }
            let yesterday = CivilDate(daysSinceEpoch: month.start.daysSinceEpoch - 1)
            let before = try reader.size(known: clock == .recorded ? .day(yesterday) : .everything)
            var reached = before
            var days: [DayByDay.Day] = []
            for number in month.start.daysSinceEpoch...month.end.daysSinceEpoch {
                let day = CivilDate(daysSinceEpoch: number)
                guard day <= today else { break }
                var entries: [EventEntry] = []
                var known = head
                switch clock {
                case .recorded:
                    known = try reader.head(known: .day(day))
                    if known.size > reached {
                        for seq in (reached + 1)...known.size { entries.append(try names.entry(seq).0) }
                    }
                    reached = known.size
                case .effective:
                    for seq in try books.facts(of: day, known: head.size) {
                        entries.append(try names.entry(seq).0)
                    }
                }
                days.append(.init(day: day, entries: entries, table: try table(day, known.size), head: known))
            }
            return DayByDay(month: month, clock: clock, before: try table(yesterday, before), days: days)
        }
    }
}
