import Ledger

/// What a record says that figures are made of, read from the canonical bytes of an event's `data`.
///
/// The bytes come from the ledger's own store or from an event that was just admitted, so that the keys stand in
/// canonical order and every value was checked: each type is read in one pass over the keys it has.
public enum Facts: Hashable, Sendable {
    case scheme
    case registered(enterprise: CreditCode, township: String, underFiveMillion: Bool)
    case relocated(enterprise: CreditCode, township: String)
    /// Amounts in 分.
    case trade(enterprise: CreditCode, exports: Int64, imports: Int64, general: Int64, epidemic: Int64)
    case serviceTrade(enterprise: CreditCode, outsourcing: Int64)
    /// Hundredths of a point.
    case monitoring(township: String, score: Int64)
    case rated(township: String, item: String, points: Int64)
    case exporterEntered(enterprise: CreditCode)
    case serviceTraderEntered(enterprise: CreditCode)
    /// US cents.
    case investment(enterprise: CreditCode, country: String, amount: Int64)
    case fair(enterprise: CreditCode, orders: Int64)
    case insured(enterprise: CreditCode)
    case reportSubmitted(report: String, township: String)
    case reportAdopted(report: String, province: Bool)
    case monthClosed
    /// A record that no figure is made from but the count of its type's: see `EventType.isJournaled`.
    case journaled
    case corrected(Change)
    case retracted(target: String)

    /// A correction's new facts, still in bytes: what they say depends on the type of the record they change.
    public struct Change: Hashable, Sendable {
        public let target: String
        public let effective: CivilDate
        /// The canonical bytes of the record's new `data`.
        public let data: [UInt8]
    }

    /// Reads the facts of a type from canonical `data`; nil where the bytes are not of the type's form.
    public init?(_ type: EventType, canonical data: UnsafeBufferPointer<UInt8>) {
        var cursor = CanonicalCursor(data)
        self.init(type, &cursor)
        guard cursor.atEnd else { return nil }
    }

    /// Reads the facts of a type from the canonical `data` at which a cursor stands, and steps over it; nil where the
    /// bytes are not of the type's form.
    public init?(_ type: EventType, _ cursor: inout CanonicalCursor) {
        switch type {
        case .schemeAdopted:
            guard cursor.nested() != nil else { return nil }
            self = .scheme
            return
        case .monthClosed:
            guard cursor.nested() != nil else { return nil }
            self = .monthClosed
            return
        case .tradeReported:
            guard cursor.skip(#"{"enterprise":"#), let code = cursor.code(),
                cursor.skip(#","epidemic_goods_export_cny":"#), let epidemic = cursor.hundredths(),
                cursor.skip(#","export_cny":"#), let exports = cursor.hundredths(),
                cursor.skip(#","general_trade_export_cny":"#), let general = cursor.hundredths(),
                cursor.skip(#","import_cny":"#), let imports = cursor.hundredths(),
                cursor.skip(#","month":"#), cursor.string() != nil
            else { return nil }
            self = .trade(enterprise: code, exports: exports, imports: imports, general: general, epidemic: epidemic)
        case .serviceTradeReported:
            guard cursor.skip(#"{"enterprise":"#), let code = cursor.code(), cursor.skip(#","month":"#),
                cursor.string() != nil, cursor.skip(#","offshore_outsourcing_cny":"#), let amount = cursor.hundredths()
            else { return nil }
            self = .serviceTrade(enterprise: code, outsourcing: amount)
        case .enterpriseRegistered:
            guard cursor.skip(#"{"enterprise":"#), let code = cursor.code(), cursor.skip(#","export_band":"#),
                let band = cursor.string(), cursor.skip(#","name":"#), cursor.string() != nil,
                cursor.skip(#","township":"#), let township = cursor.string()
            else { return nil }
            self = .registered(
                enterprise: code, township: township.text, underFiveMillion: band.text == "under_5m_usd")
        case .enterpriseRelocated:
            guard cursor.skip(#"{"enterprise":"#), let code = cursor.code(), cursor.skip(#","township":"#),
                let township = cursor.string()
            else { return nil }
            self = .relocated(enterprise: code, township: township.text)
        case .monitoringScored:
            guard cursor.skip(#"{"month":"#), cursor.string() != nil, cursor.skip(#","score":"#),
                let score = cursor.hundredths(), cursor.skip(#","township":"#), let township = cursor.string()
            else { return nil }
            self = .monitoring(township: township.text, score: score)
        case .pointsRated:
            guard cursor.skip(#"{"item":"#), let item = cursor.string(), cursor.skip(#","month":"#),
                cursor.string() != nil, cursor.skip(#","points":"#), let points = cursor.hundredths(),
                cursor.skip(#","township":"#), let township = cursor.string()
            else { return nil }
            self = .rated(township: township.text, item: item.text, points: points)
        case .exporterEntered:
            guard cursor.skip(#"{"channel":"#), cursor.string() != nil, cursor.skip(#","enterprise":"#),
                let code = cursor.code()
            else { return nil }
            self = .exporterEntered(enterprise: code)
        case .serviceTraderEntered:
            guard cursor.skip(#"{"enterprise":"#), let code = cursor.code() else { return nil }
            self = .serviceTraderEntered(enterprise: code)
        case .investmentApproved:
            guard cursor.skip(#"{"amount_usd":"#), let amount = cursor.hundredths(), cursor.skip(#","approval_no":"#),
                cursor.string() != nil, cursor.skip(#","country":"#), let country = cursor.string(),
                cursor.skip(#","enterprise":"#), let code = cursor.code(), cursor.skip(#","project":"#),
                cursor.string() != nil
            else { return nil }
            self = .investment(enterprise: code, country: country.text, amount: amount)
        case .fairParticipated:
            guard cursor.skip(#"{"enterprise":"#), let code = cursor.code(), cursor.skip(#","fair":"#),
                cursor.string() != nil, cursor.skip(#","intended_orders_usd":"#), let orders = cursor.hundredths(),
                cursor.skip(#","mode":"#), cursor.string() != nil
            else { return nil }
            self = .fair(enterprise: code, orders: orders)
        case .insuranceInsured:
            guard cursor.skip(#"{"enterprise":"#), let code = cursor.code(), cursor.skip(#","policy_no":"#),
                cursor.string() != nil
            else { return nil }
            self = .insured(enterprise: code)
        case .reportSubmitted:
            guard cursor.skip(#"{"kind":"#), cursor.string() != nil, cursor.skip(#","report_no":"#),
                let report = cursor.string(), cursor.skip(#","title":"#), cursor.string() != nil,
                cursor.skip(#","township":"#), let township = cursor.string()
            else { return nil }
            self = .reportSubmitted(report: report.text, township: township.text)
        case .reportAdopted:
            guard cursor.skip(#"{"bulletin":"#), cursor.string() != nil, cursor.skip(#","level":"#),
                let level = cursor.string(), cursor.skip(#","report_no":"#), let report = cursor.string()
            else { return nil }
            self = .reportAdopted(report: report.text, province: level.text == "province")
        case .eventCorrected:
            guard cursor.skip(#"{"data":"#), let data = cursor.nested(), cursor.skip(#","effective":"#),
                let date = cursor.string(), let effective = CivilDate(in: date.bytes), cursor.skip(#","reason":"#),
                cursor.string() != nil, cursor.skip(#","target":"#), let target = cursor.string()
            else { return nil }
            self = .corrected(Change(target: target.text, effective: effective, data: Array(data)))
        case .eventRetracted:
            guard cursor.skip(#"{"reason":"#), cursor.string() != nil, cursor.skip(#","target":"#),
                let target = cursor.string()
            else { return nil }
            self = .retracted(target: target.text)
        default:
            guard cursor.nested() != nil else { return nil }
            self = .journaled
            return
        }
        guard cursor.skip("}") else { return nil }
    }

    /// The enterprise that the facts belong to or register.
    public var enterprise: CreditCode? {
        switch self {
        case .registered(let code, _, _), .relocated(let code, _), .trade(let code, _, _, _, _),
            .serviceTrade(let code, _), .exporterEntered(let code), .serviceTraderEntered(let code),
            .investment(let code, _, _), .fair(let code, _), .insured(let code):
            code
        default: nil
        }
    }
}

extension CanonicalCursor {
    @inline(__always)
    fileprivate mutating func code() -> CreditCode? {
        guard let value = string() else { return nil }
        return CreditCode(trusted: value.bytes)
    }

    /// An amount in stored form (`"1250000.5"`) in hundredths.
    @inline(__always)
    fileprivate mutating func hundredths() -> Int64? {
        guard let value = string(), !value.bytes.isEmpty, value.bytes.count <= 18 else { return nil }
        var amount: Int64 = 0
        var decimals = -1
        for byte in value.bytes {
            if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
                continue
            }
            let digit = byte &- 0x30
            guard digit <= 9, decimals < 2 else { return nil }
            amount = amount &* 10 &+ Int64(digit)
            if decimals >= 0 { decimals += 1 }
        }
        // More than any amount has: bytes that rotted.
        guard value.bytes.count - decimals - 1 <= Hundredths.wholeDigits else { return nil }
        if decimals < 1 { return amount * 100 }
        return decimals == 1 ? amount * 10 : amount
    }
}
