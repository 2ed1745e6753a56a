import Ledger

/// The business identity of a record (ledger.md §2): among live records each one stands once.
///
/// It is ordered subject first, so that the keys of one enterprise, township or report lie together in the store, and
/// new months of old enterprises go to pages that are in memory already.
public struct NaturalKey: Hashable, Sendable {
    /// The enterprise, township, report, scheme or month that the record speaks of.
    public let subject: String
    public let type: EventType
    /// What tells the subject's records of this type apart: a month, a date, a year, a fair …; may be empty.
    public let detail: String

    public init(_ subject: String, _ type: EventType, _ detail: String = "") {
        self.subject = subject
        self.type = type
        self.detail = detail
    }

    /// The natural key of facts; nil for types that have none.
    public init?(_ type: EventType, effective: CivilDate, data: JSON) {
        func text(_ key: String) -> String { data[key]?.text ?? "" }
        switch type {
        case .schemeAdopted: self.init(data["scheme"]?["id"]?.text ?? "", type, effective.description)
        case .enterpriseRegistered: self.init(text("enterprise"), type)
        case .enterpriseRelocated: self.init(text("enterprise"), type, effective.description)
        case .tradeReported, .serviceTradeReported: self.init(text("enterprise"), type, text("month"))
        case .monitoringScored: self.init(text("township"), type, text("month"))
        case .pointsRated: self.init(text("township"), type, text("month") + " " + text("item"))
        case .exporterEntered, .serviceTraderEntered, .insuranceInsured:
            self.init(text("enterprise"), type, padded(effective.year))
        // An approval number is unique among all enterprises: see `RecordTables`, which asks for it without the subject.
        case .investmentApproved: self.init(text("enterprise"), type, text("approval_no"))
        case .fairParticipated: self.init(text("enterprise"), type, text("fair"))
        case .reportSubmitted: self.init(text("report_no"), type)
        case .reportAdopted: self.init(text("report_no"), type, text("level"))
        case .monthClosed: self.init(text("month"), type, String(data["known_size"]?.integer ?? 0))
        case .eventCorrected, .eventRetracted: return nil
        }
    }

    /// Whether the two are one identity: the subject plays no part in an approval number's.
    public func isSame(as other: NaturalKey) -> Bool {
        type == other.type && detail == other.detail && (subject == other.subject || type == .investmentApproved)
    }
}

private func padded(_ year: Int) -> String { String(CivilMonth(trusted: Int32(year * 100 + 1)).description.prefix(4)) }
