import Accounts
import Ledger
import Records

/// The sums that one township's measures are made from, on one day as known at one size (scoring.md §1–2).
public struct Figures: Sendable, Hashable {
    /// Amounts in 分 over the months 1…m of the year; `…Before` over the same months of the year before.
    public let exports, exportsBefore, imports, importsBefore, generalExports, epidemicExports, outsourcing: Int128
    /// Enterprises with exports in some month of 1…m.
    public let exporters, exportersBefore, exportersUnderFiveMillion: Int128
    /// Counts of the year's days up to the day.
    public let serviceTraders, insured, insuredUnderFiveMillion, newExporters, fairVisits: Int128
    /// US cents.
    public let fairOrders: Int128
    /// Hundredths of a point of the latest month that has a score; nil where none has.
    public let monitoring: Int128?
    /// Fills and warnings of the latest month that has any; nil where none has, or the scheme does not ask.
    public let rates: MonitoringSum?

    /// Reads a township's sums.
    /// - Parameters:
    ///   - township: an id; empty for what belongs to none.
    ///   - rates: the township's (see `MonitoringHistory`).
    /// - Complexity: about 120 look-ups, whatever the number of events.
    public init(_ balances: some Balances, township: String, on: CivilDate, rates: MonitoringSum? = nil) throws {
        let months = on.wholeMonths
        func monthly(_ tally: Tally, back: Int = 0) throws -> Int128 {
            try balances.sum(tally, township, year: on.year - back, months: months)
        }
        func dated(_ tally: Tally) throws -> Int128 { try balances.sum(tally, township, through: on) }
        exports = try monthly(.exports)
        exportsBefore = try monthly(.exports, back: 1)
        imports = try monthly(.imports)
        importsBefore = try monthly(.imports, back: 1)
        generalExports = try monthly(.generalExports)
        epidemicExports = try monthly(.epidemicExports)
        outsourcing = try monthly(.outsourcing)
        exporters = try monthly(.exporters)
        exportersBefore = try monthly(.exporters, back: 1)
        exportersUnderFiveMillion = try monthly(.exportersUnderFiveMillion)
        serviceTraders = try dated(.serviceTraders)
        insured = try dated(.insured)
        insuredUnderFiveMillion = try dated(.insuredUnderFiveMillion)
        newExporters = try dated(.newExporters)
        fairVisits = try dated(.fairVisits)
        fairOrders = try dated(.fairOrders)
        monitoring = try balances.latest(
            .monitoring, present: .monitoringPresent, township, year: on.year, months: months)
        self.rates = rates
    }

    /// A measure's value. `investments` and `reports` are records, not figures, and have none.
    /// - Parameter weights: those of the indicator that asks for the rates.
    public func value(_ measure: Measure, _ weights: MonitoringWeights? = nil) -> Ratio {
        switch measure {
        case .exportsTotal: Ratio(exports)
        case .exportsIncrement: Ratio(exports - exportsBefore)
        case .exportsGrowth: Ratio(exports - exportsBefore, exportsBefore)
        case .exportersRatio: Ratio(exporters, exportersBefore)
        case .epidemicShare: Ratio(epidemicExports, generalExports)
        case .importsIncrement: Ratio(imports - importsBefore)
        case .outsourcingShare: Ratio(outsourcing, exports)
        case .serviceTraders: Ratio(serviceTraders)
        case .insuredShare: Ratio(insured, exporters)
        case .monitoringScore: Ratio(monitoring ?? 0)
        case .monitoringRates: weights.flatMap { rates?.score($0) } ?? Ratio(0, 0)
        case .investments, .reports: Ratio(0)
        }
    }
}
