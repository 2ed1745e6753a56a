import Accounts
import Ledger
import Records

/// What a monitoring sum counts.
public enum MonitoringNumber: String, CaseIterable, Sendable {
    case due, filled, warnings, answered
}

/// One thing that is counted, and the record that it is counted for: the listing for a figure that was due, the figures, the
/// warning, its first response.
public struct MonitoringEntry: Sendable, Hashable {
    public let township: String
    public let number: MonitoringNumber
    public let record: Int64
    /// The event that has the record's facts: the opening one, or the latest that changed them.
    public let seq: Int64
}

/// The monitoring's counts by township and month, on any day of a year as known at any size: a pure function of the versions
/// of its records, which are read when a month is asked for first.
///
/// A month has the weeks whose Sunday lies in it and is over, and the warnings raised in it; a response counts from its day
/// on. An enterprise's township is the one it belonged to on the Sunday, or the day of the warning, as known.
public final class MonitoringHistory {
    private let source: any MonitoringSource
    private var read: [Asked: [RecordVersion]] = [:]
    private let homes: KnownHomes

    private struct Asked: Hashable {
        let type: EventType
        let from: CivilDate
        let through: CivilDate
    }

    public init(_ source: any MonitoringSource) {
        self.source = source
        homes = KnownHomes { try source.belongings(of: $0) }
    }

    /// What is asked: the day, what is known, and records that are left out.
    public struct Moment: Sendable {
        public let on: CivilDate
        public let known: Int64
        public let without: Set<Int64>

        public init(on: CivilDate, known: Int64, without: Set<Int64> = []) {
            self.on = on
            self.known = known
            self.without = without
        }
    }

    // MARK: - Counts

    /// The sums of the latest month of the day's year that has any, by township, of the months that are over (scoring.md §2).
    /// Townships that have none are left out.
    /// - Complexity: O(list and warnings + figures of those months).
    public func latest(_ townships: [String], _ moment: Moment) throws -> [String: MonitoringSum] {
        try latestEntries(townships, moment).mapValues { $0.entries.sum }
    }

    /// The month and what was counted in it, by township: what `latest` sums.
    public func latestEntries(
        _ townships: [String], _ moment: Moment
    ) throws -> [String: (month: CivilMonth, entries: [MonitoringEntry])] {
        var missing = Set(townships)
        var found: [String: (month: CivilMonth, entries: [MonitoringEntry])] = [:]
        for number in stride(from: moment.on.wholeMonths, to: 0, by: -1) where !missing.isEmpty {
            let month = CivilMonth(trusted: Int32(moment.on.year * 100 + number))
            // Figures are read for months only in which some were due.
            let asked = try asked(month, moment)
            let here = missing.intersection(asked.map(\.township))
            guard !here.isEmpty else { continue }
            let given = try given(month, moment)
            let entries = Dictionary(grouping: asked + given, by: \.township)
            for township in here { found[township] = (month, entries[township] ?? []) }
            missing.subtract(here)
        }
        return found
    }

    /// A month's sums by township; of its weeks those that are over on the day.
    public func sums(of month: CivilMonth, _ moment: Moment) throws -> [String: MonitoringSum] {
        Dictionary(grouping: try asked(month, moment) + given(month, moment), by: \.township).mapValues(\.sum)
    }

    /// What was due and what was warned of.
    private func asked(_ month: CivilMonth, _ moment: Moment) throws -> [MonitoringEntry] {
        var entries: [MonitoringEntry] = []
        let listed = try listed(moment)
        for sunday in MonitoringHistory.sundays(of: month) where sunday <= moment.on {
            for (code, turns) in listed {
                guard let turn = turns.last(where: { $0.effective <= sunday }), turn.type == .monitoringListed else {
                    continue
                }
                entries.append(entry(.due, turn, try homes.township(of: code, on: sunday, known: moment.known)))
            }
        }
        for warning in try warnings(of: month, moment) {
            let place = try homes.township(
                of: warning.text("enterprise"), on: warning.effective, known: moment.known)
            entries.append(entry(.warnings, warning, place))
        }
        return entries
    }

    /// What was filled in of what was due, and which of the warnings were responded to.
    private func given(_ month: CivilMonth, _ moment: Moment) throws -> [MonitoringEntry] {
        var entries: [MonitoringEntry] = []
        let listed = Dictionary(uniqueKeysWithValues: try listed(moment))
        for fill in try facts(.monitoringFilled, from: month.start, through: min(month.end, moment.on), moment) {
            let code = fill.text("enterprise")
            guard listed[code]?.last(where: { $0.effective <= fill.effective })?.type == .monitoringListed else {
                continue
            }
            entries.append(entry(.filled, fill, try homes.township(of: code, on: fill.effective, known: moment.known)))
        }
        let responses = Dictionary(
            try facts(.warningResponded, from: month.start.newYear, through: moment.on, moment)
                .map { ($0.text("warning"), $0) }, uniquingKeysWith: { first, _ in first })
        for warning in try warnings(of: month, moment) {
            guard let response = responses[warning.text("warning")] else { continue }
            let place = try homes.township(
                of: warning.text("enterprise"), on: warning.effective, known: moment.known)
            entries.append(entry(.answered, response, place))
        }
        return entries
    }

    private func entry(_ number: MonitoringNumber, _ version: RecordVersion, _ township: String) -> MonitoringEntry {
        MonitoringEntry(township: township, number: number, record: version.record, seq: version.since)
    }

    private func warnings(of month: CivilMonth, _ moment: Moment) throws -> [RecordVersion] {
        try facts(.warningRaised, from: month.start, through: min(month.end, moment.on), moment)
    }

    /// Each enterprise's turns on and off the list, in order; enterprises in order of code.
    private func listed(_ moment: Moment) throws -> [(String, [RecordVersion])] {
        let turns =
            try facts(.monitoringListed, from: .first, through: moment.on, moment)
            + facts(.monitoringDelisted, from: .first, through: moment.on, moment)
        return Dictionary(grouping: turns) { $0.text("enterprise") }
            .mapValues { $0.sorted(by: MonitoringHistory.precedes) }.sorted { $0.key < $1.key }
    }

    // MARK: - Records

    /// The records of a type on some days that are known and not left out, in order of (effective date, seq).
    private func facts(
        _ type: EventType, from: CivilDate, through: CivilDate, _ moment: Moment
    ) throws -> [RecordVersion] {
        try versions(type, of: moment.on, from).filter {
            $0.isKnown(moment.known) && $0.effective >= from && $0.effective <= through
                && !moment.without.contains($0.record)
        }
        .sorted(by: MonitoringHistory.precedes)
    }

    /// Every version that may matter on a day: of figures those of one month, of warnings those of the year that is asked
    /// about, of responses those since then (the day may lie in a later year), of the list all.
    private func versions(_ type: EventType, of day: CivilDate, _ from: CivilDate) throws -> [RecordVersion] {
        let asked =
            switch type {
            case .monitoringFilled: Asked(type: type, from: from.month.start, through: from.month.end)
            case .warningRaised: Asked(type: type, from: from.newYear, through: from.newYearsEve)
            case .warningResponded: Asked(type: type, from: from.newYear, through: max(from, day).newYearsEve)
            default: Asked(type: type, from: .first, through: day.newYearsEve)
            }
        if let known = read[asked] { return known }
        let found = try source.versions(type, from: asked.from, through: asked.through)
        read[asked] = found
        return found
    }

    // MARK: - Changes

    /// The events after `from` and up to `to` that may change what `latest` says of a day.
    public func steps(_ townships: [String], on: CivilDate, from: Int64, to: Int64) throws -> Set<Int64> {
        func steps(_ versions: [RecordVersion]) -> Set<Int64> {
            Set(versions.flatMap { [$0.since, $0.until] }.filter { $0 > from && $0 <= to })
        }
        let turns = try [EventType.monitoringListed, .monitoringDelisted, .warningRaised]
            .flatMap { try versions($0, of: on, on) }
        var found = steps(turns)
        for code in Set(turns.map { $0.text("enterprise") }) { found.formUnion(steps(try homes.versions(of: code))) }
        // Only these can change which months are looked at; the figures of each of them matter.
        var months: Set<CivilMonth> = []
        for known in [from] + found.sorted() {
            months.formUnion(try latestMonths(townships, Moment(on: on, known: known)))
        }
        for month in months { found.formUnion(steps(try versions(.monitoringFilled, of: on, month.start))) }
        return found.union(steps(try versions(.warningResponded, of: on, on)))
    }

    private func latestMonths(_ townships: [String], _ moment: Moment) throws -> Set<CivilMonth> {
        Set(try latestEntries(townships, moment).values.map(\.month))
    }

    /// The records of the list, of figures, warnings and responses whose date is this day, as known, in order.
    public func records(on day: CivilDate, known: Int64) throws -> [Int64] {
        try MonitoringHistory.types.flatMap { type in
            try facts(type, from: day, through: day, Moment(on: day, known: known)).map(\.record)
        }
        .sorted()
    }

    // MARK: - Parts

    /// The types that are counted.
    static let types: [EventType] = [
        .monitoringListed, .monitoringDelisted, .monitoringFilled, .warningRaised, .warningResponded,
    ]

    /// The Sundays of a month, in order.
    public static func sundays(of month: CivilMonth) -> [CivilDate] {
        let first = CivilWeek(of: month.start).end
        return stride(from: first.daysSinceEpoch, through: month.end.daysSinceEpoch, by: 7).map {
            CivilDate(daysSinceEpoch: $0)
        }
    }

    private static func precedes(_ a: RecordVersion, _ b: RecordVersion) -> Bool {
        (a.effective, a.record) < (b.effective, b.record)
    }
}

extension [MonitoringEntry] {
    /// How many there are of each.
    public var sum: MonitoringSum {
        reduce(into: MonitoringSum()) { sum, entry in
            switch entry.number {
            case .due: sum.due += 1
            case .filled: sum.filled += 1
            case .warnings: sum.warnings += 1
            case .answered: sum.answered += 1
            }
        }
    }
}

extension RecordVersion {
    fileprivate func text(_ key: String) -> String { data[key]?.text ?? "" }
}

extension CivilDate {
    fileprivate var newYear: CivilDate { CivilDate(trusted: Int32(year * 10_000 + 101)) }
    fileprivate var newYearsEve: CivilDate { CivilDate(trusted: Int32(year * 10_000 + 1231)) }
}
