import Ledger

/// One type of the catalog: its fields, its date, what makes it unique, and the rules between fields. One object for all
/// who look at it: it is looked up for every submission.
public final class RecordType: Sendable {
    /// What a field may hold.
    public enum Kind: Sendable, Hashable {
        case enterprise
        case township
        case month
        /// A week of ISO 8601, `YYYY-Www`.
        case week
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
        /// Text for which there are usual values; others are taken too.
        case listed(limit: Int, [Choice])
        /// ISO 3166-1 alpha-2.
        case country
        case date
        case count
        /// A measured number with up to two decimals, never negative. Its unit stands in the field's name.
        case quantity
        /// The number of a record of another type, whose natural key is that number alone.
        case reference(EventType)
        /// A member unit of the group (Attachment 1).
        case unit
        /// An item of the work list, and one of its stages, by id.
        case workItem
        case workStage
        case hash(HashForm)
        case scheme
        /// Units, groups and work list.
        case plan
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

    public final class Field: Sendable {
        public let name: String
        public let zh: String
        public let en: String
        public let kind: Kind
        /// Whether the field may be left empty; it is then stored as an empty text.
        public let isOptional: Bool
        public init(_ name: String, _ kind: Kind, zh: String, en: String, isOptional: Bool = false) {
            self.name = name
            self.kind = kind
            self.zh = zh
            self.en = en
            self.isOptional = isOptional
        }
    }

    /// Where the effective date comes from.
    public enum Effective: Sendable, Hashable {
        /// The last day of the field `month`.
        case monthEnd
        /// The Sunday of the field `week`.
        case weekEnd
        /// Given by the submitter; the words say which day it is.
        case given(zh: String, en: String)

        /// Whether the submitter gives it, rather than a month or a week.
        public var isGiven: Bool { if case .given = self { true } else { false } }
    }

    public let type: EventType
    public let zh: String
    public let en: String
    public let fields: [Field]
    public let effective: Effective
    /// The business identity in words, e.g. 企业 + 月份.
    public let naturalKey: (zh: String, en: String)?
    /// The fields that make the natural key of a journaled type, the subject first; `effective` stands for the effective
    /// date. All but the last hold no spaces.
    public let identity: [String]
    /// A state that the subject's course must have on the effective date, such as an enterprise that is monitored.
    public let during: (course: Course, state: Course.State)?
    /// Dates that may not lie before the effective date.
    public let notBeforeEffective: [String]
    /// The amount that records of this type take from the record which their subject names: together at most what that one
    /// has in the field of the same name.
    public let drawsOn: String?
    /// Fields that may not exceed another, amounts, counts or dates: (field, limit).
    public let notAbove: [(field: String, limit: String)]
    /// A command line that records one, as an example.
    public let example: String
    /// The fields whose values are looked up in the ledger.
    let lookedUp: [Field]
    /// The fields' indexes in order of key, in which the stored form has them.
    let order: [Int]
    /// By index of a field: its place in that order.
    let places: [Int]
    /// The fields in order of key.
    let canonical: [CanonicalField]
    /// `notAbove` by places in that order.
    let notAbovePlaces: [(field: Int, limit: Int)]

    /// Where the parts of a monthly figure stand in that order; nil for other types.
    let tradePlaces: TradePlaces?

    /// A field as it stands in canonical data.
    struct CanonicalField {
        let name: String
        let kind: Kind
        /// What stands before its value: `{"enterprise":`, `,"month":` …
        let key: [UInt8]
    }

    struct TradePlaces {
        let enterprise, exports, imports, general, epidemic: Int

        /// - Parameter place: gives the place of a field by its name.
        init?(_ place: (String) -> Int?) {
            guard let enterprise = place("enterprise"), let exports = place("export_cny"),
                let imports = place("import_cny"), let general = place("general_trade_export_cny"),
                let epidemic = place("epidemic_goods_export_cny")
            else { return nil }
            (self.enterprise, self.exports, self.imports) = (enterprise, exports, imports)
            (self.general, self.epidemic) = (general, epidemic)
        }
    }

    public init(
        _ type: EventType, zh: String, en: String, fields: [Field], effective: Effective,
        naturalKey: (zh: String, en: String)?, identity: [String] = [],
        during: (course: Course, state: Course.State)? = nil, notBeforeEffective: [String] = [],
        drawsOn: String? = nil, notAbove: [(field: String, limit: String)] = [], example: String
    ) {
        self.type = type
        self.zh = zh
        self.en = en
        self.fields = fields
        self.effective = effective
        self.naturalKey = naturalKey
        self.identity = identity
        self.during = during
        self.notBeforeEffective = notBeforeEffective
        self.drawsOn = drawsOn
        self.notAbove = notAbove
        self.example = example
        isEnterpriseBound = type != .enterpriseRegistered && fields.contains { $0.name == "enterprise" }
        lookedUp = fields.filter { field in
            switch field.kind {
            case .township, .ratedItem, .enterprise, .reference, .unit, .workItem: true
            default: false
            }
        }
        let isAskedMore =
            !type.opensRecord || type.isJournaled || during != nil || [.schemeAdopted, .monthClosed].contains(type)
            || lookedUp.contains { ![.enterprise, .township, .ratedItem].contains($0.kind) }
        let isOfSchemes = lookedUp.contains { [.township, .ratedItem].contains($0.kind) }
        restoreAsks = isAskedMore ? .more : type == .reportAdopted ? .report : isOfSchemes ? .schemes : .nothing
        isKeyedByTime = identity.dropFirst().first.map { ["effective", "month", "week"].contains($0) } ?? false
        let order = fields.indices.sorted { JSON.keyPrecedes(fields[$0].name, fields[$1].name) }
        self.order = order
        places = fields.indices.map { order.firstIndex(of: $0) ?? $0 }
        let canonical = order.enumerated().map { place, index in
            CanonicalField(
                name: fields[index].name, kind: fields[index].kind,
                key: Array("\(place == 0 ? "{" : ",")\"\(fields[index].name)\":".utf8))
        }
        self.canonical = canonical
        tradePlaces = type == .tradeReported ? TradePlaces { name in canonical.firstIndex { $0.name == name } } : nil
        notAbovePlaces = notAbove.compactMap { pair in
            guard let field = canonical.firstIndex(where: { $0.name == pair.field }),
                let limit = canonical.firstIndex(where: { $0.name == pair.limit })
            else { return nil }
            return (field, limit)
        }
    }

    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// Whether a correction may change records of this type (ledger.md §3).
    public var isCorrectable: Bool {
        type.opensRecord && ![.schemeAdopted, .planAdopted, .monthClosed].contains(type)
    }
    /// Whether the type's facts belong to an enterprise.
    public let isEnterpriseBound: Bool
    /// What a restore has to ask of what is recorded before it takes a record of this type whose form is right.
    let restoreAsks: RestoreQuestion

    /// That an id and a natural key are free, the store tells; an enterprise may be registered later in the file.
    enum RestoreQuestion {
        case nothing
        /// The townships and items that schemes have.
        case schemes
        /// When a report was submitted.
        case report
        case more
    }
    /// Whether what follows the subject in the natural key begins with a year.
    let isKeyedByTime: Bool
}

/// All types, in the order of ledger.md §3. One file a type.
public enum Catalog {
    public static let types: [RecordType] = [
        .schemeAdopted, .enterpriseRegistered, .enterpriseRelocated, .tradeReported, .serviceTradeReported,
        .monitoringScored, .pointsRated, .exporterEntered, .serviceTraderEntered, .investmentApproved,
        .fairParticipated, .insuranceInsured, .reportSubmitted, .reportAdopted, .eventCorrected, .eventRetracted,
        .monthClosed,
        .enterpriseVisited, .problemRaised, .ticketAssigned, .ticketProgressed, .ticketResolved, .ticketConfirmed,
        .ticketReopened, .monitoringListed, .monitoringDelisted, .monitoringFilled, .warningRaised, .warningResponded,
        .warningCleared,
        .fairRegistered, .ecommerceReported, .onlineRetailReported, .fundsAllotted, .fundsPaid, .loansReported,
        .warehouseOpened, .warehouseClosed, .inspectionFound, .inspectionProgressed, .inspectionMended,
        .inspectionReopened, .indexPublished,
        .planAdopted, .workReported, .workConfirmed, .unitRated,
    ]
    /// The types that name a record of another type as their subject.
    static func naming(_ type: EventType) -> [EventType] {
        types.filter { entry in entry.identity.first.flatMap { entry.field($0)?.kind } == .reference(type) }.map(\.type)
    }
    /// Fields that name a record by its number, and of which type it is.
    static let references: [String: EventType] = Dictionary(
        types.flatMap(\.fields).compactMap { field in
            if case .reference(let type) = field.kind { (field.name, type) } else { nil }
        }, uniquingKeysWith: { first, _ in first })
    /// The journaled types whose subject is an enterprise.
    public static let ofEnterprises = Set(types.filter { $0.identity.first == "enterprise" }.map(\.type))
    /// By code: whether a correction of such a record asks for no more than its opening does (see `GlancedCorrection`): no
    /// other records name it, and it draws on none.
    private static let correctedAtAGlance = byCode.map { entry in
        entry.isCorrectable && entry.restoreAsks != .more && entry.drawsOn == nil && naming(entry.type).isEmpty
            && ![.enterpriseRegistered, .reportSubmitted].contains(entry.type)
    }
    static func isCorrectedAtAGlance(_ type: EventType) -> Bool { correctedAtAGlance[Int(type.code)] }
    /// By code.
    private static let byCode = (0...(types.map(\.type.code).max() ?? 0)).map { code in
        types.first { $0.type.code == code } ?? .eventRetracted
    }

    /// The catalog entry of a type. Every type has one, which a test holds.
    public static subscript(type: EventType) -> RecordType { byCode[Int(type.code)] }
}

extension RecordType.Field {
    static let enterprise = RecordType.Field(
        "enterprise", .enterprise, zh: "统一社会信用代码", en: "unified social credit code")
    static let township = RecordType.Field("township", .township, zh: "乡镇(街道、园区)", en: "township")
    static let month = RecordType.Field("month", .month, zh: "月份", en: "month")
    static let reportNumber = RecordType.Field("report_no", .text(limit: 100), zh: "信息编号", en: "report number")
    static let unit = RecordType.Field("unit", .unit, zh: "单位", en: "unit")
    static let workItem = RecordType.Field("item", .workItem, zh: "重点工作", en: "item of the work list")
    static let workStage = RecordType.Field("stage", .workStage, zh: "阶段", en: "stage")
    static let reason = RecordType.Field("reason", .text(limit: 500), zh: "理由", en: "reason")
    static let target = RecordType.Field("target", .target, zh: "原记录编号", en: "record to change")
}
