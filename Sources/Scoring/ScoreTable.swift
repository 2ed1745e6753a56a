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
    /// - Complexity: O(townships × indicators).
    public init(on: CivilDate, adopted: AdoptedScheme, balances: Balances) {
        let figures = Figures(balances, on: on)
        let scheme = adopted.scheme
        let columns = scheme.indicators.map { ScoreTable.column($0, adopted, figures) }
        let totals = scheme.townships.indices.map { place in columns.reduce(0) { $0 + $1[place].points.value } }
        self.on = on
        self.scheme = scheme
        months = figures.months
        rows = scheme.townships.enumerated().map { place, township in
            Row(
                id: township.id, name: township.name, rank: 1 + totals.count { $0 > totals[place] },
                total: Hundredths(totals[place]), items: columns.map { $0[place] })
        }
    }

    /// One indicator's points for every township, in scheme order (scoring.md §3).
    private static func column(_ indicator: Scheme.Indicator, _ adopted: AdoptedScheme, _ figures: Figures) -> [Item] {
        let townships = adopted.scheme.townships
        func items(_ measure: Measure, _ points: (Ratio, Scheme.Township) -> (BigInt, BigInt), flags: [Flag] = [])
            -> [Item]
        {
            townships.map { township in
                let value = figures.value(measure, township.id)
                let (numerator, denominator) = value.isPositive ? points(value, township) : (0, 1)
                return Item(
                    id: indicator.id, points: halfUp(numerator, denominator),
                    flags: (value.isDefined ? [] : [.undefined]) + flags)
            }
        }
        func plain(_ value: (Scheme.Township) -> Int128) -> [Item] {
            townships.map { township in
                let capped = min(value(township), Int128(indicator.points.value))
                return Item(id: indicator.id, points: Hundredths(Int64(max(0, capped))), flags: [])
            }
        }
        let full = BigInt(indicator.points.value)
        switch indicator.method {
        case .targetRatio(let measure):
            let through = Int32(figures.on.year * 100 + figures.months)
            let target = adopted.scheme.target(through: through)
            return items(
                measure,
                { value, township in
                    let rate = target?.column.townships[township.id]?[measure.rawValue]?.millionths ?? 0
                    // value / target ≥ 1 gives all; a target of 0 is met by any growth.
                    let reached = value.numerator * 1_000_000
                    let wanted = value.denominator * BigInt(rate)
                    return reached >= wanted ? (full, 1) : (full * reached, wanted)
                }, flags: target?.provisional == true ? [.provisional] : [])
        case .shareOfBest(let measure):
            let best = townships.map { figures.value(measure, $0.id) }.filter(\.isPositive).max(by: Ratio.precedes)
            return items(measure) { value, _ in
                guard let best else { return (0, 1) }
                return (full * value.numerator * best.denominator, value.denominator * best.numerator)
            }
        case .rankStep(let measure, let step):
            let placed = townships.map { figures.value(measure, $0.id) }.filter(\.isPositive)
            return items(measure) { value, _ in
                let ahead = placed.count { Ratio.precedes(value, $0) }
                return (max(0, full - BigInt(step.value) * BigInt(ahead)), 1)
            }
        case .rated:
            return plain { figures.latest(.rated, present: .ratedPresent, $0.id, item: indicator.id) ?? 0 }
        case .tieredSum:
            let item = Poster.investmentItem(scheme: adopted.seq, indicator: indicator.id)
            return plain { figures.dated(.investments, $0.id, item: item) }
        case .tally(let submitted, let city, let province):
            return plain { township in
                Int128(submitted.value) * figures.dated(.reportsSubmitted, township.id)
                    + Int128(city.value) * figures.dated(.reportsCity, township.id)
                    + Int128(province.value) * figures.dated(.reportsProvince, township.id)
            }
        }
    }

    /// A fraction of hundredths, never negative, rounded half up.
    static func halfUp(_ numerator: BigInt, _ denominator: BigInt) -> Hundredths {
        Hundredths(Int64((numerator * 2 + denominator) / (denominator * 2)))
    }
}
