import Accounts
import BigInt
import Ledger
import Records

/// The score of every township on a day, as known at a size (scoring.md).
public struct ScoreTable: Sendable, Hashable {
    public enum Flag: String, Sendable {
        /// A ratio whose denominator is 0.
        case undefined
        /// The first target column, before it has ended.
        case provisional
    }
    public struct Item: Sendable, Hashable {
        public let id: String
        /// Rounded half up to 0.01, once.
        public let points: Hundredths
        public let flags: [Flag]
    }
    public struct Row: Sendable, Hashable {
        public let id: String
        public let name: String
        public let rank: Int
        /// The sum of the rounded points.
        public let total: Hundredths
        public let items: [Item]
    }

    public let on: CivilDate
    public let scheme: Scheme
    public let months: Int
    /// In scheme order.
    public let rows: [Row]

    /// Computes the table.
    /// - Parameters:
    ///   - adopted: the scheme in force on the day.
    ///   - balances: the sums of what is known.
    /// - Throws: what reading `balances` throws.
    /// - Complexity: O(townships × indicators) look-ups.
    public init(on: CivilDate, adopted: AdoptedScheme, balances: some Balances) throws {
        let scheme = adopted.scheme
        let figures = try scheme.townships.map { try Figures(balances, township: $0.id, on: on) }
        let columns = try scheme.indicators.map { try ScoreTable.column($0, adopted, figures, balances, on: on) }
        let totals = scheme.townships.indices.map { place in columns.reduce(0) { $0 + $1[place].points.value } }
        self.on = on
        self.scheme = scheme
        months = on.wholeMonths
        rows = scheme.townships.enumerated().map { place, township in
            Row(
                id: township.id, name: township.name, rank: 1 + totals.count { $0 > totals[place] },
                total: Hundredths(totals[place]), items: columns.map { $0[place] })
        }
    }

    /// One indicator's points for every township, in scheme order (scoring.md §3).
    private static func column(
        _ indicator: Scheme.Indicator, _ adopted: AdoptedScheme, _ figures: [Figures], _ balances: some Balances,
        on: CivilDate
    ) throws -> [Item] {
        let townships = adopted.scheme.townships
        let months = on.wholeMonths
        /// Points of a measure: 0 where its value is undefined or not above 0, else what `points` makes of it.
        func items(
            _ measure: Measure, flags: [Flag] = [], _ points: (Ratio, Scheme.Township) -> (BigInt, BigInt)
        ) -> [Item] {
            zip(townships, figures).map { township, figures in
                let value = figures.value(measure)
                let (numerator, denominator) = value.isPositive ? points(value, township) : (0, 1)
                return Item(
                    id: indicator.id, points: halfUp(numerator, denominator),
                    flags: (value.isDefined ? [] : [.undefined]) + flags)
            }
        }
        func capped(_ value: (String) throws -> Int128) rethrows -> [Item] {
            try townships.map { township in
                let points = max(0, min(try value(township.id), Int128(indicator.points.value)))
                return Item(id: indicator.id, points: Hundredths(Int64(points)), flags: [])
            }
        }
        let full = BigInt(indicator.points.value)
        switch indicator.method {
        case .targetRatio(let measure):
            let target = adopted.scheme.target(through: Int32(on.year * 100 + months))
            return items(measure, flags: target?.provisional == true ? [.provisional] : []) { value, township in
                let rate = target?.column.townships[township.id]?[measure.rawValue]?.millionths ?? 0
                // value / target ≥ 1 gives all; a target of 0 is met by any growth.
                let reached = value.numerator * 1_000_000
                let wanted = value.denominator * BigInt(rate)
                return reached >= wanted ? (full, 1) : (full * reached, wanted)
            }
        case .shareOfBest(let measure):
            let best = figures.map { $0.value(measure) }.filter(\.isPositive).max(by: Ratio.precedes)
            return items(measure) { value, _ in
                guard let best else { return (0, 1) }
                return (full * value.numerator * best.denominator, value.denominator * best.numerator)
            }
        case .rankStep(let measure, let step):
            let placed = figures.map { $0.value(measure) }.filter(\.isPositive)
            return items(measure) { value, _ in
                let ahead = placed.count { Ratio.precedes(value, $0) }
                return (max(0, full - BigInt(step.value) * BigInt(ahead)), 1)
            }
        case .rated:
            return try capped {
                try balances.latest(
                    .rated, present: .ratedPresent, $0, item: indicator.id, year: on.year, months: months) ?? 0
            }
        case .tieredSum:
            let item = Account.investmentItem(scheme: adopted.seq, indicator: indicator.id)
            return try capped { try balances.sum(.investments, $0, item: item, through: on) }
        case .tally(let submitted, let city, let province):
            return try capped { township in
                Int128(submitted.value) * (try balances.sum(.reportsSubmitted, township, through: on))
                    + Int128(city.value) * (try balances.sum(.reportsCity, township, through: on))
                    + Int128(province.value) * (try balances.sum(.reportsProvince, township, through: on))
            }
        }
    }

    /// A fraction of hundredths, never negative, rounded half up.
    static func halfUp(_ numerator: BigInt, _ denominator: BigInt) -> Hundredths {
        Hundredths(Int64((numerator * 2 + denominator) / (denominator * 2)))
    }
}
