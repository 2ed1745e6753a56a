import Ledger

/// Where an enterprise belongs from a date on: a registration or a relocation.
public struct Belonging: Hashable, Sendable {
    public let seq: Int64
    public let effective: CivilDate
    public let township: String
}

/// What the register keeps of one enterprise. One object for all who look at it: it is asked for at nearly every event, each
/// time of another enterprise, so that what is asked for most lies in the object itself and not behind it.
public final class Enterprise {
    /// The live registration.
    public internal(set) var registration: Belonging?
    public internal(set) var isUnderFiveMillion = false
    /// The trade records of the year that was loaded last, which is nearly always the one that is asked for.
    private var current: (year: Int32, months: TradeYear)?
    private var others: [(year: Int32, months: TradeYear)] = []
    /// The live relocations.
    public internal(set) var moves: [Belonging] = []
    /// The newest of its records, its registration aside, in the register's chain; 0 for none. Kept only where no tables
    /// are.
    var newest: UInt32 = 0

    /// The trade records of a year; nil where the year is not loaded. An enterprise has few years.
    subscript(year: Int32) -> TradeYear? {
        get {
            if let current, current.year == year { return current.months }
            return others.last { $0.year == year }?.months
        }
        set {
            guard let newValue else { return }
            if let current, current.year != year {
                if let index = others.lastIndex(where: { $0.year == year }) {
                    others[index].months = newValue
                    return
                }
                // By one and not by doubling: once a year for each enterprise, of which there are many, and most of what is held.
                others.reserveCapacity(others.count + 1)
                others.append(current)
            }
            current = (year, newValue)
        }
    }

    /// The township to which the enterprise belongs on a date: that of its latest live registration or relocation
    /// effective on or before it, the later seq on a tie; empty where there is none (scoring.md §1).
    public func township(on date: CivilDate) -> String {
        var latest: Belonging?
        if let registration, registration.effective <= date { latest = registration }
        for move in moves where move.effective <= date {
            if let known = latest, (known.effective, known.seq) > (move.effective, move.seq) { continue }
            latest = move
        }
        return latest?.township ?? ""
    }
}

/// The live trade records of one enterprise and year, by month.
public struct TradeYear: Sendable {
    /// Bit n is set where month n has a record, with exports or without.
    var reported: UInt16 = 0
    /// The opening position of each month's record that has exports, 0 where there is none; January first. In place: the
    /// years of all enterprises are most of what a replay holds.
    private var positions = InlineArray<12, UInt32>(repeating: 0)

    subscript(month: Int) -> UInt32 {
        get { positions[month - 1] }
        set { positions[month - 1] = newValue }
    }

    /// The first month (1–12) with exports, and its record.
    public var first: (month: Int, record: Int64)? {
        for month in 1...12 where self[month] != 0 { return (month, Int64(self[month])) }
        return nil
    }
}
