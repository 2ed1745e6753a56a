/// The live trade records of one enterprise and year, by month.
public struct TradeYear: Sendable, BitwiseCopyable {
    /// Bit n is set where month n has a record, with exports or without.
    var reported: UInt16 = 0
    /// The opening position of each month's record that has exports, 0 where there is none; January first. In place: one
    /// place of memory to fetch for an event.
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

/// The trade records of enterprises by year. The year that an enterprise reported last lies with the enterprise; those before
/// it, which are seldom asked for, stand in one list for all, each enterprise's in a chain.
struct TradeYears: ~Copyable {
    struct Former: BitwiseCopyable {
        var year: Int32 = 0
        /// The place behind that of the year that the enterprise reported before; 0 for none.
        var before: UInt32 = 0
        var months = TradeYear()
    }

    private var former: SpilledList<Former>

    init(_ list: consuming SpilledList<Former> = SpilledList(empty: Former())) { former = list }

    /// The trade records of a year; nil where there are none, or they were not loaded.
    /// - Complexity: O(years).
    func months(of enterprise: Enterprise, _ year: Int32) throws -> TradeYear? {
        if let current = enterprise.current, current.year == year { return current.months }
        return try find(enterprise, year)?.former.months
    }

    mutating func set(_ months: TradeYear, of enterprise: Enterprise, _ year: Int32) throws {
        if let current = enterprise.current, current.year != year {
            if let found = try find(enterprise, year) {
                var changed = found.former
                changed.months = months
                return try former.set(changed, at: found.place)
            }
            let place = former.count
            try former.set(
                Former(year: current.year, before: enterprise.formerYears, months: current.months), at: place)
            enterprise.formerYears = UInt32(place + 1)
            enterprise.latestFormerYear = max(enterprise.latestFormerYear, current.year)
        }
        enterprise.current = (year, months)
    }

    private func find(_ enterprise: Enterprise, _ year: Int32) throws -> (place: Int, former: Former)? {
        // A new year, which each enterprise has once, is none of those before it.
        guard year <= enterprise.latestFormerYear else { return nil }
        var next = enterprise.formerYears
        while next != 0 {
            let found = try former.value(at: Int(next) - 1)
            if found.year == year { return (Int(next) - 1, found) }
            next = found.before
        }
        return nil
    }
}
