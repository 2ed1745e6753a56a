import Ledger
import Records

/// What a record says, read from an event's data as JSON values: the plain form of `Facts`.
public enum ReferenceFacts: Hashable, Sendable {
    case scheme
    case registered(enterprise: String, township: String, underFiveMillion: Bool)
    case relocated(enterprise: String, township: String)
    /// Amounts in 分.
    case trade(enterprise: String, exports: Int64, imports: Int64, general: Int64, epidemic: Int64)
    case serviceTrade(enterprise: String, outsourcing: Int64)
    /// Hundredths of a point.
    case monitoring(township: String, score: Int64)
    case rated(township: String, item: String, points: Int64)
    case exporterEntered(enterprise: String)
    case serviceTraderEntered(enterprise: String)
    /// US cents.
    case investment(enterprise: String, country: String, amount: Int64)
    case fair(enterprise: String, orders: Int64)
    case insured(enterprise: String)
    case reportSubmitted(report: String, township: String)
    case reportAdopted(report: String, province: Bool)
    /// A record of a journaled type, which counts as one.
    case journaled
    case none

    /// Facts of a type's data, which was checked when it was recorded.
    public init(type: EventType, data: JSON) {
        func text(_ key: String) -> String { data[key]?.text ?? "" }
        func amount(_ key: String) -> Int64 { (try? Hundredths(text(key)))?.value ?? 0 }
        let enterprise = text("enterprise")
        switch type {
        case .schemeAdopted: self = .scheme
        case .enterpriseRegistered:
            self = .registered(
                enterprise: enterprise, township: text("township"),
                underFiveMillion: text("export_band") == "under_5m_usd")
        case .enterpriseRelocated: self = .relocated(enterprise: enterprise, township: text("township"))
        case .tradeReported:
            self = .trade(
                enterprise: enterprise, exports: amount("export_cny"), imports: amount("import_cny"),
                general: amount("general_trade_export_cny"), epidemic: amount("epidemic_goods_export_cny"))
        case .serviceTradeReported:
            self = .serviceTrade(enterprise: enterprise, outsourcing: amount("offshore_outsourcing_cny"))
        case .monitoringScored: self = .monitoring(township: text("township"), score: amount("score"))
        case .pointsRated: self = .rated(township: text("township"), item: text("item"), points: amount("points"))
        case .exporterEntered: self = .exporterEntered(enterprise: enterprise)
        case .serviceTraderEntered: self = .serviceTraderEntered(enterprise: enterprise)
        case .investmentApproved:
            self = .investment(enterprise: enterprise, country: text("country"), amount: amount("amount_usd"))
        case .fairParticipated: self = .fair(enterprise: enterprise, orders: amount("intended_orders_usd"))
        case .insuranceInsured: self = .insured(enterprise: enterprise)
        case .reportSubmitted: self = .reportSubmitted(report: text("report_no"), township: text("township"))
        case .reportAdopted: self = .reportAdopted(report: text("report_no"), province: text("level") == "province")
        case .eventCorrected, .eventRetracted, .monthClosed: self = .none
        default: self = .journaled
        }
    }

    /// The enterprise that the facts belong to or register.
    public var enterprise: String? {
        switch self {
        case .registered(let code, _, _), .relocated(let code, _), .trade(let code, _, _, _, _),
            .serviceTrade(let code, _), .exporterEntered(let code), .serviceTraderEntered(let code),
            .investment(let code, _, _), .fair(let code, _), .insured(let code):
            code
        default: nil
        }
    }
}
