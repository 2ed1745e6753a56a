/// One type of the catalog: its fields, its date, what makes it unique, and the rules between fields.
public struct RecordType: Sendable {
    /// What a field may hold.
    public enum Kind: Sendable, Hashable {
        case enterprise
        case township
        case month
        /// Money in a currency, in hundredths, never negative.
        case amount(Currency)
        /// A number of points from 0 to the maximum, two decimals.
        case points(upTo: Int64)
        /// Points of a rated indicator: from 0 to that indicator's own maximum.
        case ratedPoints
        /// The id of an indicator whose method is `rated`.
        case ratedItem
        case text(limit: Int)
        case choice([Choice])
        /// ISO 3166-1 alpha-2.
        case country
        case date
        case count
        case hash(HashForm)
        case scheme
        /// The id of an event.
        case target
        /// The facts of another type, whole.
        case facts
    }
    public enum Currency: String, Sendable { case cny, usd }
    public enum HashForm: Sendable { case base64, hex }
    /// One value of a fixed list, with its names.
    public struct Choice: Sendable, Hashable {
        public let value: String
        public let zh: String
        public let en: String
        public init(_ value: String, zh: String, en: String) {
            self.value = value
            self.zh = zh
            self.en = en
        }
    }

    public struct Field: Sendable {
        public let name: String
        public let zh: String
        public let en: String
        public let kind: Kind
        public init(_ name: String, _ kind: Kind, zh: String, en: String) {
            self.name = name
            self.kind = kind
            self.zh = zh
            self.en = en
        }
    }

    /// Where the effective date comes from.
    public enum Effective: Sendable, Hashable {
        /// The last day of the field `month`.
        case monthEnd
        /// Given by the submitter; the words say which day it is.
        case given(zh: String, en: String)
    }

    public let type: EventType
    public let zh: String
    public let en: String
    public let fields: [Field]
    public let effective: Effective
    /// The business identity in words, e.g. 企业 + 月份.
    public let naturalKey: (zh: String, en: String)?
    /// Fields that may not exceed another: (field, limit).
    public let notAbove: [(field: String, limit: String)]
    /// A command line that records one, as an example.
    public let example: String

    public init(
        _ type: EventType, zh: String, en: String, fields: [Field], effective: Effective,
        naturalKey: (zh: String, en: String)?, notAbove: [(field: String, limit: String)] = [], example: String
    ) {
        self.type = type
        self.zh = zh
        self.en = en
        self.fields = fields
        self.effective = effective
        self.naturalKey = naturalKey
        self.notAbove = notAbove
        self.example = example
    }

    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// Whether a correction may change records of this type (ledger.md §3).
    public var isCorrectable: Bool { type.opensRecord && type != .schemeAdopted && type != .monthClosed }
    /// Whether the type's facts belong to an enterprise.
    public var isEnterpriseBound: Bool { type != .enterpriseRegistered && field("enterprise") != nil }
}

/// All types, in the order of ledger.md §3. One file a type.
public enum Catalog {
    public static let types: [RecordType] = [
        .schemeAdopted, .enterpriseRegistered, .enterpriseRelocated, .tradeReported, .serviceTradeReported,
        .monitoringScored, .pointsRated, .exporterEntered, .serviceTraderEntered, .investmentApproved,
        .fairParticipated, .insuranceInsured, .reportSubmitted, .reportAdopted, .eventCorrected, .eventRetracted,
        .monthClosed,
    ]
    private static let byType = Dictionary(uniqueKeysWithValues: types.map { ($0.type, $0) })

    /// The catalog entry of a type. Every type has one, which a test holds.
    public static subscript(type: EventType) -> RecordType { byType[type] ?? .eventRetracted }
}

extension RecordType.Field {
    static let enterprise = Self("enterprise", .enterprise, zh: "统一社会信用代码", en: "unified social credit code")
    static let township = Self("township", .township, zh: "乡镇(街道、园区)", en: "township")
    static let month = Self("month", .month, zh: "月份", en: "month")
    static let reportNumber = Self("report_no", .text(limit: 100), zh: "信息编号", en: "report number")
    static let reason = Self("reason", .text(limit: 500), zh: "理由", en: "reason")
    static let target = Self("target", .target, zh: "原记录编号", en: "record to change")
}
