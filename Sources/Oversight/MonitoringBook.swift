import Accounts
import Ledger
import Records
import Scoring

/// The monitoring system 订单+清单 over some weeks, as it stands on a day. A pure function of its parts.
public struct MonitoringBook: Sendable {
    /// A week's figures that are due from an enterprise.
    public struct Duty: Sendable {
        public let week: CivilWeek
        public let concerned: Concerned
        public let isFilled: Bool
    }

    public let on: CivilDate
    /// The weeks that had ended by the day, oldest first; none where there is no list yet.
    public let weeks: [CivilWeek]
    /// In order of week and enterprise.
    public let duties: [Duty]
    /// Raised up to the day, in order; older than the weeks, too.
    public let warnings: [Warning]
    /// From the week before to the last one, of those who filled in both; the worst first.
    public let changes: [WeeklyChange]

    public init(
        on: CivilDate, weeks: [CivilWeek], duties: [Duty], warnings: [Warning], changes: [WeeklyChange]
    ) {
        self.on = on
        self.weeks = weeks
        self.duties = duties
        self.warnings = warnings
        self.changes = changes.sorted { ($1.worst, $0.after.enterprise) < ($0.worst, $1.after.enterprise) }
    }

    /// Warnings raised in the weeks.
    public var warningsOfWeeks: [Warning] {
        guard let first = weeks.first, let last = weeks.last else { return [] }
        return warnings.filter { $0.raised >= first.start && $0.raised <= last.end }
    }

    /// Warnings that nobody has responded to, the oldest first.
    public var open: [Warning] { warnings.filter(\.isOpen) }
    /// What is due and not filled in, the oldest first.
    public var overdue: [Duty] { duties.filter { !$0.isFilled } }

    /// What stands of the duties and warnings that are let through.
    public func sum(
        where isWanted: (_ township: String, _ week: CivilWeek) -> Bool = { _, _ in true }
    ) -> MonitoringSum {
        var sum = MonitoringSum()
        for duty in duties where isWanted(duty.concerned.township, duty.week) {
            sum.due += 1
            if duty.isFilled { sum.filled += 1 }
        }
        for warning in warningsOfWeeks where isWanted(warning.concerned.township, CivilWeek(of: warning.raised)) {
            sum.warnings += 1
            if !warning.isOpen { sum.answered += 1 }
        }
        return sum
    }

    /// The townships that something is due from or that have a warning, in order of id.
    public var townships: [String] {
        Set(duties.map(\.concerned.township) + warningsOfWeeks.map(\.concerned.township)).sorted()
    }

    /// How many enterprises' figures went which way.
    public func count(_ figure: MonitoredFigure, _ trend: Trend) -> Int {
        changes.filter { $0.trend(figure) == trend }.count
    }
}

extension Books {
    /// The monitoring of the last `count` weeks that ended by a day, as the first `known` events have it.
    /// - Complexity: O(list and warnings ever + figures of those weeks).
    public func monitoring(on: CivilDate, weeks count: Int, known: Int64) throws -> MonitoringBook {
        let list = try monitoringList(on: on, known: known)
        let register = KnownRegister(self, known: known)
        var last = CivilWeek(of: on)
        if last.end > on { last = last.previous }
        var weeks = [last]
        while weeks.count < count, weeks[0].start > .first { weeks.insert(weeks[0].previous, at: 0) }
        let filled = try journal(
            .monitoringFilled, from: weeks[0].previous.end, through: last.end, known: known
        ).compactMap(WeeklyFigures.init)
        let byWeek = Dictionary(grouping: filled, by: \.week)
            .mapValues { Dictionary($0.map { ($0.enterprise, $0) }) { first, _ in first } }
        let duties = try weeks.flatMap { week in
            try list.enterprises(on: week.end).map { code in
                MonitoringBook.Duty(
                    week: week, concerned: try register.concerned(code, on: week.end),
                    isFilled: byWeek[week]?[code] != nil)
            }
        }
        let changes = try (byWeek[last] ?? [:]).values.compactMap { after -> WeeklyChange? in
            guard let before = byWeek[last.previous]?[after.enterprise] else { return nil }
            return WeeklyChange(
                concerned: try register.concerned(after.enterprise, on: last.end), before: before, after: after)
        }
        return MonitoringBook(
            on: on, weeks: weeks, duties: duties, warnings: try warnings(on: on, known: known), changes: changes)
    }
}

extension Office {
    /// The monitoring of the last weeks that ended by a day, as known.
    /// - Throws: `LedgerError`.
    public func monitoring(
        on: CivilDate, weeks: Int, known: Known
    ) throws -> (book: MonitoringBook, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            return (try books.monitoring(on: on, weeks: weeks, known: head.size), head)
        }
    }
}
