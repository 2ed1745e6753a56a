import Accounts
import Ledger
import Records
import Scoring

/// Why a day's table as known at one size differs from the same day's as known at a later one: every event that made a
/// difference, in order of recording, with what it did. The effects add up to the difference to the hundredth, since
/// each is taken between the tables right before and right after its event.
public struct Difference: Sendable {
    public let on: CivilDate
    public let from: LogHead
    public let to: LogHead
    /// Nil where no scheme was in force as known then.
    public let before: ScoreTable?
    public let after: ScoreTable?
    public let effects: [Effect]

    /// The whole difference.
    public var total: PointChanges { PointChanges(from: before, to: after) }

    /// The part of the difference that is due to one kind of event; the parts sum to `total`.
    public func part(_ kind: Effect.Kind) -> PointChanges {
        effects.reduce(into: PointChanges()) { if $1.kind == kind { $0 += $1.changes } }
    }
}

extension Books {
    /// Walks from one size to another on one day.
    /// - Parameter rates: those of a longer walk; else they are read for this one.
    /// - Complexity: O(changes of the day's sums · townships · indicators); the ledger's size does not matter.
    func difference(
        _ reader: LogReader, on: CivilDate, from: Int64, to: Int64, rates: WalkingRates? = nil
    ) throws -> Difference {
        let balances = walking(from: from)
        let rates = rates ?? walkingRates(known: to)
        let rateSteps = try rates.steps(schemes, on: on, from: from, to: to)
        var counts: [String: MonitoringSum] = [:]
        var counted: Int64?
        // An event changes the sums of a township or two: the other ones' figures stay.
        var kept: [String: Figures] = [:]
        func table(_ known: Int64) throws -> ScoreTable? {
            guard let adopted = schemes.inForce(on: on, known: known) else { return nil }
            if counted != adopted.seq || rateSteps.contains(known) {
                let next = try rates.counts(adopted.scheme, on: on, known: known)
                for id in Set(counts.keys).union(next.keys) where counts[id] != next[id] { kept[id] = nil }
                counts = next
                counted = adopted.seq
            }
            let figures = try adopted.scheme.townships.map { township in
                let figures =
                    try kept[township.id]
                    ?? Figures(balances, township: township.id, on: on, rates: counts[township.id])
                kept[township.id] = figures
                return figures
            }
            return try ScoreTable(on: on, adopted: adopted, figures: figures, balances: balances)
        }
        var steps = Dictionary(
            uniqueKeysWithValues: try movements(Horizon(on: on), from: from, to: to).map { ($0.seq, $0) })
        // A change of rules moves points without moving a sum, and so do fills and warnings.
        let rules = schemes.flatMap { [$0.seq, $0.ended ?? 0] }.filter { $0 > from && $0 <= to }
        for seq in rateSteps.union(rules) where steps[seq] == nil { steps[seq] = Movement(seq: seq) }
        let before = try table(from)
        var latest = before
        var effects: [Effect] = []
        var names = EntryReader(self)
        for step in steps.values.sorted(by: { $0.seq < $1.seq }) {
            try balances.apply(step)
            for change in step.changes { kept[balances.chart.accounts[Int(change.account)].township] = nil }
            let next = try table(step.seq)
            let changes = PointChanges(from: latest, to: next)
            latest = next
            guard !changes.isEmpty else { continue }
            let (entry, kind) = try names.entry(step.seq)
            effects.append(Effect(kind: kind, day: nil, entry: entry, changes: changes))
        }
        return Difference(
            on: on, from: try reader.head(known: .size(from)), to: try reader.head(known: .size(to)), before: before,
            after: latest, effects: effects)
    }
}

extension Office {
    /// What lies between a day's table as known at one size and as known at a later one.
    /// - Throws: `LedgerError.noSuchSize` where the log has no such sizes in this order; `LedgerError`.
    public func difference(on: CivilDate, from: Int64, to: Int64) throws -> Difference {
        guard from <= to else { throw LedgerError.noSuchSize(from, size: to) }
        return try read { reader, books in try books.difference(reader, on: on, from: from, to: to) }
    }
}

/// Reads events with their township and enterprise for an audit.
struct EntryReader {
    private let books: Books
    private var names: [String: String] = [:]

    init(_ books: Books) { self.books = books }

    mutating func entry(_ seq: Int64) throws -> (EventEntry, Effect.Kind) {
        let event = try books.recorded.event(seq)
        let type = EventType(rawValue: event.type)
        var target: Record?
        if type?.opensRecord == false, let id = event.data["target"]?.text {
            target = try books.recorded.event(id: id).flatMap { try books.recorded.record($0) }
        }
        let facts = type?.opensRecord == false ? event.data["data"] ?? target?.data ?? .object([]) : event.data
        let date = event.data["effective"]?.text.flatMap { CivilDate($0) } ?? target?.effective ?? event.effective
        var name = ""
        if let code = facts["enterprise"]?.text {
            if let known = names[code] { name = known } else { name = try books.recorded.name(of: code) ?? "" }
            names[code] = name
        }
        let entry = EventEntry(
            event: event, township: try books.recorded.township(of: facts, on: date), enterprise: name)
        return (entry, Effect.Kind(type, target: target?.type))
    }
}
