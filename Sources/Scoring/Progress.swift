import Accounts
import Ledger
import Records

/// The counters of Attachments 3 and 4 for the county and each township (scoring.md §5).
public struct Progress: Sendable {
    public struct Counters: Sendable, Hashable {
        public let fairVisits: Int128
        /// US cents.
        public let fairOrders: Int128
        public let newExporters: Int128
        public let insurance: Ratio
        public let insuranceUnderFiveMillion: Ratio
        public let growth: Ratio
    }

    public let on: CivilDate
    public let scheme: Scheme
    /// Counts every fact, unassigned ones too.
    public let county: Counters
    /// In scheme order.
    public let townships: [(township: Scheme.Township, counters: Counters)]

    /// Computes the counters.
    /// - Throws: what reading `balances` throws.
    public init(on: CivilDate, scheme: Scheme, balances: some Balances) throws {
        self.on = on
        self.scheme = scheme
        townships = try scheme.townships.map {
            ($0, Counters(of: [try Figures(balances, township: $0.id, on: on)]))
        }
        var everywhere: [String] = []
        for tally in Tally.allCases {
            for township in balances.chart.townships(tally) where !everywhere.contains(township) {
                everywhere.append(township)
            }
        }
        county = Counters(of: try everywhere.map { try Figures(balances, township: $0, on: on) })
    }
}

extension Progress.Counters {
    fileprivate init(of places: [Figures]) {
        func sum(_ figure: (Figures) -> Int128) -> Int128 { places.reduce(0) { $0 + figure($1) } }
        let before = sum(\.exportsBefore)
        self.init(
            fairVisits: sum(\.fairVisits), fairOrders: sum(\.fairOrders), newExporters: sum(\.newExporters),
            insurance: Ratio(sum(\.insured), sum(\.exporters)),
            insuranceUnderFiveMillion: Ratio(sum(\.insuredUnderFiveMillion), sum(\.exportersUnderFiveMillion)),
            growth: Ratio(sum(\.exports) - before, before))
    }
}
