import Ledger

/// What a township is measured by (scoring.md §2). The raw value is the name in a scheme.
public enum Measure: String, CaseIterable, Sendable {
    case exportsTotal = "exports.total"
    case exportsIncrement = "exports.increment"
    case exportsGrowth = "exports.growth"
    case exportersRatio = "exporters.ratio"
    case epidemicShare = "epidemic.share"
    case importsIncrement = "imports.increment"
    case outsourcingShare = "outsourcing.share"
    case serviceTraders = "service_traders.count"
    case insuredShare = "insured.share"
    case monitoringScore = "monitoring.score"
    case monitoringRates = "monitoring.rates"
    case investments
    case reports

    /// How many units of its figure make one of what a scheme writes: amounts are kept in 分 and scores in hundredths of a
    /// point, a scheme writes yuan and points.
    public var unitsInOne: Int64 {
        switch self {
        case .exportsTotal, .exportsIncrement, .importsIncrement, .monitoringScore, .monitoringRates: 100
        default: 1
        }
    }
}

/// How a measure becomes points, with the method's own parameters (scoring.md §3).
public enum Method: Sendable, Hashable {
    case targetRatio(Measure)
    case shareOfBest(Measure)
    case rankStep(Measure, step: Hundredths)
    case banded(Bands)
    case rated
    case tieredSum(TieredSum)
    case tally(submitted: Hundredths, city: Hundredths, province: Hundredths)

    /// The measure that is compared; nil for methods that count records or take ratings.
    public var measure: Measure? {
        switch self {
        case .targetRatio(let measure), .shareOfBest(let measure), .rankStep(let measure, _): measure
        case .banded(let bands): bands.measure
        case .rated, .tieredSum, .tally: nil
        }
    }
}

/// Points by the band that a measure's value reaches (分档计分), whatever the others reach.
public struct Bands: Sendable, Hashable {
    public let measure: Measure
    /// From the lowest limit to the highest.
    public let bands: [Band]

    public struct Band: Sendable, Hashable {
        /// In what a scheme writes: a ratio, yuan, points, a count. A value at the limit itself is in the band.
        public let from: Rate
        public let points: Hundredths
    }
}

/// Points for investments: a base by country and a tier by amount (Attachment 2, 境外投资 1–2).
public struct TieredSum: Sendable, Hashable {
    public let base: Hundredths
    public let beltAndRoadBase: Hundredths
    public let beltAndRoad: Set<String>
    /// Tiers from the lowest limit to the highest; an amount at the limit itself is in the tier (以上 includes it).
    public let tiers: [Tier]

    public struct Tier: Sendable, Hashable {
        /// US cents.
        public let from: Hundredths
        public let points: Hundredths
    }

    /// Points of one investment.
    /// - Parameter amount: the Chinese side's, in US cents.
    public func points(country: String, amount: Int64) -> Int64 {
        let base = beltAndRoad.contains(country) ? beltAndRoadBase : base
        return base.value + (tiers.last { $0.from.value <= amount }?.points.value ?? 0)
    }
}

/// A scoring scheme: a notice as data (scoring.md §4). Next year's notice is a new value and no new code.
public struct Scheme: Sendable, Hashable {
    public struct Township: Sendable, Hashable {
        public let id: String
        public let name: String
    }
    public struct Indicator: Sendable, Hashable {
        public let id: String
        public let name: String
        public let group: String
        public let points: Hundredths
        public let method: Method
        /// How the rates are weighed; nil where the method measures something else.
        public let weights: MonitoringWeights?
        /// The clause of the notice that it comes from.
        public let clause: String
        /// The clause's own words; nil where the scheme does not quote them.
        public let clauseText: String?
        /// How the clause was read where the notice is silent; nil where it says all.
        public let reading: String?
    }
    /// A column of Attachment 3.
    public struct TargetColumn: Sendable, Hashable {
        public let through: CivilMonth
        public let county: [String: Rate]
        public let townships: [String: [String: Rate]]

        /// What there may be targets for: measures, and what `progress` shows.
        static let measures =
            ["exporters.new", "insurance.completion", "insurance.completion_under_5m"]
            + Measure.allCases.map(\.rawValue)
    }
    /// A county goal of Attachment 4.
    public struct Milestone: Sendable, Hashable {
        public let measure: String
        public let by: CivilDate
        public let atLeast: Hundredths
        public let clause: String

        /// What there may be milestones of: what `progress` counts (scoring.md §5), and the goals of the programmes.
        public static let measures = [
            "fair.visits", "fair.intended_orders_usd", "exporters.new", "ecommerce.growth", "online_retail.sales_cny",
            "online_retail.growth",
        ]
    }

    public let id: String
    public let title: String
    /// The notice's number; empty where none is given.
    public let source: String
    public let year: Int
    public let total: Hundredths
    public let townships: [Township]
    public let indicators: [Indicator]
    /// In order of `through`.
    public let targets: [TargetColumn]
    public let milestones: [Milestone]
    /// Units, groups and work list; nil where the scheme brings none.
    public let plan: Plan?

    /// Whether a table needs the monitoring's counts.
    public var usesRates: Bool { indicators.contains { $0.weights != nil } }

    public func indicator(_ id: String) -> Indicator? { indicators.first { $0.id == id } }

    /// The column in force after `month` (Y-m, where m may be 0) and whether it is only provisional, because the
    /// first column has not ended yet (scoring.md §4).
    /// - Parameter months: `yyyymm`, with mm from 00 to 12.
    public func target(through months: Int32) -> (column: TargetColumn, provisional: Bool)? {
        if let column = targets.last(where: { $0.through.number <= months }) { return (column, false) }
        return targets.first.map { ($0, true) }
    }
}
