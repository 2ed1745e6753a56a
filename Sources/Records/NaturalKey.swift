import Ledger

/// The business identity of a record (ledger.md §2): among live records each one stands once.
///
/// In the store a key is one text, by year first, then by subject: what is recorded now goes to the pages of this year,
/// however many years there are, and what an enterprise has in a year lies together.
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
        switch type {
        case .schemeAdopted: self.init(data["scheme"]?["id"]?.text ?? "", type, effective.description)
        case .planAdopted:
            self.init(NaturalKey.plans, type, (data["plan"]?["id"]?.text ?? "") + " " + effective.description)
        default:
            self.init(type, effective: effective) { name in
                data[name]?.text ?? data[name]?.integer.map { String($0) } ?? ""
            }
        }
    }

    /// The natural key of facts whose fields are texts and numbers; nil for types that have none.
    /// - Parameter text: gives a field's text by its name, empty where there is none.
    init?(_ type: EventType, effective: CivilDate, text: (String) -> String) {
        switch type {
        case .enterpriseRegistered: self.init(text("enterprise"), type)
        case .enterpriseRelocated: self.init(text("enterprise"), type, effective.description)
        case .tradeReported, .serviceTradeReported: self.init(text("enterprise"), type, text("month"))
        case .monitoringScored: self.init(text("township"), type, text("month"))
        case .pointsRated: self.init(text("township"), type, text("month") + " " + text("item"))
        case .exporterEntered, .serviceTraderEntered, .insuranceInsured:
            self.init(text("enterprise"), type, NaturalKey.yearText(Int32(effective.year)))
        // An approval number is unique among all enterprises: see `RecordTables`, which keeps approvals by number too.
        case .investmentApproved: self.init(text("enterprise"), type, text("approval_no"))
        case .fairParticipated: self.init(text("enterprise"), type, text("fair"))
        case .reportSubmitted: self.init(text("report_no"), type)
        case .reportAdopted: self.init(text("report_no"), type, text("level"))
        case .monthClosed: self.init(text("month"), type, text("known_size"))
        // The subject is the cell, whose course is one.
        case .workReported:
            self.init(text("item") + "/" + text("stage"), type, effective.description + " " + text("unit"))
        case .workConfirmed: self.init(text("item") + "/" + text("stage"), type)
        case .eventCorrected, .eventRetracted: return nil
        default:
            let parts = Catalog[type].identity.map { $0 == "effective" ? effective.description : text($0) }
            self.init(parts.first ?? "", type, parts.dropFirst().joined(separator: " "))
        }
    }

    /// The subject of all plans, so that they are found together.
    static let plans = "plan"

    /// The year that the key itself names; 0 for keys that name none, such as a registration's or a fair's. Relocations
    /// are kept with the registrations, since where an enterprise belongs is asked without a year.
    public var year: Int32 {
        switch type {
        case .tradeReported, .serviceTradeReported, .monitoringScored, .pointsRated, .exporterEntered,
            .serviceTraderEntered, .insuranceInsured:
            NaturalKey.year(detail)
        default: type.isJournaled && Catalog[type].isKeyedByTime ? NaturalKey.year(detail) : 0
        }
    }

    /// The number that four digits make.
    private static func year(_ text: String) -> Int32 {
        text.utf8.prefix(4).reduce(0) { $0 &* 10 &+ Int32($1 &- 0x30) }
    }

    /// Writes the key as the store has it: year, subject, type's code and detail with tabs between them, which no text of
    /// an event holds.
    func appendStored(to bytes: inout [UInt8]) {
        NaturalKey.appendPrefix(year: year, subject: subject, to: &bytes)
        bytes.append(UInt8(0x30 + type.code / 10))
        bytes.append(UInt8(0x30 + type.code % 10))
        bytes.append(0x09)
        bytes.append(contentsOf: detail.utf8)
    }

    /// The key as the store has it.
    public var stored: [UInt8] {
        var bytes: [UInt8] = []
        appendStored(to: &bytes)
        return bytes
    }

    /// What the stored keys of a subject in a year begin with, its last byte being a tab.
    static func appendPrefix(year: Int32, subject: String, to bytes: inout [UInt8]) {
        // Years have at most four digits.
        let digits = Int(year)
        bytes.append(UInt8(0x30 + digits / 1000 % 10))
        bytes.append(UInt8(0x30 + digits / 100 % 10))
        bytes.append(UInt8(0x30 + digits / 10 % 10))
        bytes.append(UInt8(0x30 + digits % 10))
        bytes.append(0x09)
        bytes.append(contentsOf: subject.utf8)
        bytes.append(0x09)
    }

    /// A year in four digits.
    static func yearText(_ year: Int32) -> String {
        let digits = String(year)
        return digits.utf8.count < 4 ? String(repeating: "0", count: 4 - digits.utf8.count) + digits : digits
    }

    /// Whether the two are one identity: the subject plays no part in an approval number's.
    public func isSame(as other: NaturalKey) -> Bool {
        type == other.type && detail == other.detail && (subject == other.subject || type == .investmentApproved)
    }
}
