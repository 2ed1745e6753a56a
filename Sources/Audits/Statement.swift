import Accounts
import Ledger
import Records
import Scoring

/// Which of the two clocks a story follows.
public enum Clock: String, CaseIterable, Sendable {
    /// By effective date, with everything known now.
    case effective
    /// By recording, each day as it was known at its end.
    case recorded
}

/// A township's bank statement of points: opening, a line for each event or day of the calendar that moved its total,
/// closing. It balances to the hundredth.
public struct Statement: Sendable {
    public struct Line: Sendable {
        public let effect: Effect
        /// What the township's total changed by, in hundredths.
        public let change: Int64
        /// The total after it.
        public let balance: Int64
    }
    public let township: Scheme.Township
    public let clock: Clock
    public let from: CivilDate
    public let to: CivilDate
    /// The total on the day before `from`; 0 where no scheme was in force then.
    public let opening: Int64
    public let lines: [Line]
    public let closing: Int64
    public let head: LogHead
}

extension Office {
    /// A township's statement from one day to another, both included.
    /// - Parameters:
    ///   - known: for the clock `effective`, what is known; the clock `recorded` brings its own.
    /// - Throws: `NoSchemeInForce` where none is in force on the last day; `NoSuchTownship`; `LedgerError`.
    public func statement(
        _ township: String, from: CivilDate, to: CivilDate, clock: Clock, known: Known = .everything
    ) throws -> Statement {
        try read { reader, books in
            let walk = try books.walk(reader, from: from, to: to, clock: clock, known: known)
            guard let last = walk.after else { throw NoSchemeInForce(on: to, knownSize: walk.head.size) }
            guard let place = last.scheme.townships.first(where: { $0.id == township }) else {
                throw NoSuchTownship(id: township, scheme: last.scheme.id)
            }
            let opening = walk.before?.rows.first { $0.id == township }?.total.value ?? 0
            var balance = opening
            var lines: [Statement.Line] = []
            for effect in walk.effects where effect.changes.townships[township] != nil {
                let change = effect.changes.total(township)
                balance += change
                lines.append(.init(effect: effect, change: change, balance: balance))
            }
            return Statement(
                township: place, clock: clock, from: from, to: to, opening: opening, lines: lines, closing: balance,
                head: walk.head)
        }
    }
}

/// A walk through days on one of the clocks: everything that moved points, in order.
struct Walk {
    /// The table on the day before the first one.
    let before: ScoreTable?
    /// The table on the last day.
    let after: ScoreTable?
    let effects: [Effect]
    let head: LogHead
}

extension Books {
    /// Walks the days `from … to`.
    ///
    /// Each day first begins to count with what is known by then (the calendar's part), and then takes its events one by
    /// one: on the clock `recorded` those that were recorded that day, on the clock `effective` those that are effective
    /// on it.
    /// - Complexity: O(days · townships · indicators + changes).
    func walk(
        _ reader: LogReader, from: CivilDate, to: CivilDate, clock: Clock, known: Known
    ) throws -> Walk {
        let end = try reader.head(known: clock == .recorded ? .day(to) : known)
        var names = EntryReader(self)
        let rates = walkingRates(known: end.size)
        var effects: [Effect] = []
        let yesterday = CivilDate(daysSinceEpoch: from.daysSinceEpoch - 1)
        let start = clock == .recorded ? try reader.size(known: .day(yesterday)) : end.size
        let before = try table(on: yesterday, known: start, rates)
        var latest = before
        var known = start
        for days in from.daysSinceEpoch...max(from.daysSinceEpoch, to.daysSinceEpoch) {
            let day = CivilDate(daysSinceEpoch: days)
            switch clock {
            case .recorded:
                let calendar = try table(on: day, known: known, rates)
                note(&effects, .calendar, day, nil, from: latest, to: calendar)
                let size = try reader.size(known: .day(day))
                let difference = try difference(reader, on: day, from: known, to: size, rates: rates)
                effects += difference.effects.map {
                    Effect(kind: $0.kind, day: day, entry: $0.entry, changes: $0.changes)
                }
                latest = difference.after
                known = size
            case .effective:
                latest = try effectiveDay(
                    day, known: end.size, latest: latest, rates, &effects, &names)
            }
        }
        return Walk(before: before, after: latest, effects: effects, head: end)
    }

    private func table(on: CivilDate, known: Int64, _ rates: WalkingRates) throws -> ScoreTable? {
        guard let adopted = schemes.inForce(on: on, known: known) else { return nil }
        return try ScoreTable(
            on: on, adopted: adopted, balances: balances(known: known),
            rates: rates.counts(adopted.scheme, on: on, known: known))
    }

    private func note(
        _ effects: inout [Effect], _ kind: Effect.Kind, _ day: CivilDate, _ entry: EventEntry?, from: ScoreTable?,
        to: ScoreTable?
    ) {
        let changes = PointChanges(from: from, to: to)
        if !changes.isEmpty { effects.append(Effect(kind: kind, day: day, entry: entry, changes: changes)) }
    }

    /// The day begins to count without its own facts, and then takes them one record after the other.
    private func effectiveDay(
        _ day: CivilDate, known: Int64, latest: ScoreTable?, _ rates: WalkingRates, _ effects: inout [Effect],
        _ names: inout EntryReader
    ) throws -> ScoreTable? {
        guard let adopted = schemes.inForce(on: day, known: known) else { return nil }
        let counted = try rates.records(adopted.scheme, on: day, known: known)
        var missing = Set(counted)
        let facts = (try records(on: day, known: known) + counted.map { Movement(seq: $0) }).sorted { $0.seq < $1.seq }
        let balances = walking(from: known)
        for fact in facts { try balances.apply(fact.negated) }
        func table() throws -> ScoreTable {
            try ScoreTable(
                on: day, adopted: adopted, balances: balances,
                rates: rates.counts(adopted.scheme, on: day, known: known, without: missing))
        }
        var latest = latest
        let empty = try table()
        note(&effects, .calendar, day, nil, from: latest, to: empty)
        latest = empty
        for fact in facts {
            try balances.apply(fact)
            missing.remove(fact.seq)
            let next = try table()
            let changes = PointChanges(from: latest, to: next)
            latest = next
            guard !changes.isEmpty else { continue }
            let (entry, kind) = try names.entry(fact.seq)
            effects.append(Effect(kind: kind, day: day, entry: entry, changes: changes))
        }
        return latest
    }
}

extension Books {
    /// The records whose facts count from a day on, by opening position, as known.
    func facts(of day: CivilDate, known: Int64) throws -> [Int64] {
        let moved = try records(on: day, known: known).map(\.seq)
        guard let adopted = schemes.inForce(on: day, known: known) else { return moved }
        return (moved + (try walkingRates(known: known).records(adopted.scheme, on: day, known: known))).sorted()
    }
}
