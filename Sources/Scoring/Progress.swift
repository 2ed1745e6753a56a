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

    public init(on: CivilDate, scheme: Scheme, balances: Balances) {
        let figures = Figures(balances, on: on)
        func counters(_ places: (Tally) -> Set<String>) -> Counters {
            func sum(_ tally: Tally, _ one: (String) -> Int128) -> Int128 { places(tally).reduce(0) { $0 + one($1) } }
            func monthly(_ tally: Tally, _ back: Int = 0) -> Int128 {
                sum(tally) { figures.monthly(tally, $0, yearsBack: back) }
            }
            func dated(_ tally: Tally) -> Int128 { sum(tally) { figures.dated(tally, $0) } }
            let before = monthly(.exports, 1)
            return Counters(
                fairVisits: dated(.fairVisits), fairOrders: dated(.fairOrders), newExporters: dated(.newExporters),
                insurance: Ratio(dated(.insured), monthly(.exporters)),
                insuranceUnderFiveMillion: Ratio(dated(.insuredUnderFiveMillion), monthly(.exportersUnderFiveMillion)),
                growth: Ratio(monthly(.exports) - before, before))
        }
        self.on = on
        self.scheme = scheme
        county = counters { balances.townships($0) }
        townships = scheme.townships.map { township in (township, counters { _ in [township.id] }) }
    }
}
