import Accounts
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
    ///   - rates: the monitoring's counts of what is known, by township; needed where the scheme `usesRates`.
    /// - Throws: what reading `balances` throws.
    /// - Complexity: O(townships × indicators) look-ups.
    public init(
        on: CivilDate, adopted: AdoptedScheme, balances: some Balances, rates: [String: MonitoringSum]
    ) throws {
        let figures = try adopted.scheme.townships.map {
            try Figures(balances, township: $0.id, on: on, rates: rates[$0.id])
        }
        try self.init(on: on, adopted: adopted, figures: figures, balances: balances)
    }

    /// Computes the table where the figures are there already.
    /// - Parameter figures: each township's, in scheme order, as `balances` make them.
    public init(on: CivilDate, adopted: AdoptedScheme, figures: [Figures], balances: some Balances) throws {
        self.init(
            on: on, scheme: adopted.scheme,
            cells: try adopted.scheme.indicators.map {
                try ScoreTable.cells($0, adopted, figures, balances, on: on)
            })
    }

    /// Puts the table together from its cells.
    /// - Parameter cells: for each indicator of the scheme what `cells` makes of it.
    public init(on: CivilDate, scheme: Scheme, cells: [[Cell]]) {
        let columns = zip(scheme.indicators, cells).map { indicator, cells in
            cells.map { Item(id: indicator.id, points: ScoreTable.rounded($0.exact), flags: $0.flags) }
        }
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

    /// One township's points for one indicator before they are rounded.
    public struct Cell: Sendable, Hashable {
        /// What is measured; nil for methods that measure nothing.
        public let value: Ratio?
        /// Hundredths of a point, exactly.
        public let exact: Ratio
        public let flags: [Flag]
    }

    /// One indicator's points for every township, in scheme order (scoring.md §3).
    public static func cells(
        _ indicator: Scheme.Indicator, _ adopted: AdoptedScheme, _ figures: [Figures], _ balances: some Balances,
        on: CivilDate
    ) throws -> [Cell] {
        let townships = adopted.scheme.townships
        let months = on.wholeMonths
        /// Points of a measure: 0 where its value is undefined or not above 0, else what `points` makes of it.
        func cells(
            _ measure: Measure, flags: [Flag] = [], _ points: (Ratio, Scheme.Township) -> Ratio
        ) -> [Cell] {
            zip(townships, figures).map { township, figures in
                let value = figures.value(measure, indicator.weights)
                return Cell(
                    value: value, exact: value.isPositive ? points(value, township) : Ratio(0),
                    flags: (value.isDefined ? [] : [.undefined]) + flags)
            }
        }
        func capped(_ value: (String) throws -> Int128) rethrows -> [Cell] {
            try townships.map { township in
                let points = max(0, min(try value(township.id), Int128(indicator.points.value)))
                return Cell(value: nil, exact: Ratio(points), flags: [])
            }
        }
        let full = ExactInteger(indicator.points.value)
        switch indicator.method {
        case .targetRatio(let measure):
            let target = adopted.scheme.target(through: Int32(on.year * 100 + months))
            return cells(measure, flags: target?.provisional == true ? [.provisional] : []) { value, township in
                let rate = target?.column.townships[township.id]?[measure.rawValue]
                // value / target ≥ 1 gives all; a target of 0 is met by any growth.
                let reached = value.numerator * 1_000_000
                let wanted = value.denominator * ExactInteger(rate?.millionths ?? 0) * ExactInteger(measure.unitsInOne)
                return reached >= wanted ? Ratio(exact: full) : Ratio(exact: full * reached, over: wanted)
            }
        case .shareOfBest(let measure):
            let best = figures.map { $0.value(measure, indicator.weights) }.filter(\.isPositive).max(by: Ratio.precedes)
            return cells(measure) { value, _ in
                guard let best else { return Ratio(0) }
                return Ratio(
                    exact: full * value.numerator * best.denominator, over: value.denominator * best.numerator)
            }
        case .rankStep(let measure, let step):
            let placed = figures.map { $0.value(measure, indicator.weights) }.filter(\.isPositive)
            return cells(measure) { value, _ in
                let ahead = placed.count { Ratio.precedes(value, $0) }
                return Ratio(exact: max(0, full - ExactInteger(step.value) * ExactInteger(ahead)))
            }
        case .banded(let bands):
            return cells(bands.measure) { value, _ in
                Ratio(exact: ExactInteger(bands.reached(by: value)?.points.value ?? 0))
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
    public static func rounded(_ exact: Ratio) -> Hundredths {
        let rounded = (exact.numerator * 2 + exact.denominator) / (exact.denominator * 2)
        // Points are no more than a scheme gives, which fits.
        return Hundredths(Int64(clamping: rounded.small ?? .max))
    }
}
