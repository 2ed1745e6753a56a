import Ledger
import Programmes
import Records

/// The claims of new exporters that customs figures speak against, and what each channel has brought.
public struct ExporterReviewPage: Page {
    public let review: ExporterReview
    public let head: LogHead
    public let language: Language
    private let names: TownshipNames
    /// Whether every claim is listed, or only those to be looked at.
    private let isWhole: Bool

    /// - Parameter townships: those whose names are shown for their ids.
    public init(
        _ review: ExporterReview, head: LogHead, townships: [Scheme.Township], isWhole: Bool = false,
        language: Language
    ) {
        self.review = review
        self.head = head
        self.isWhole = isWhole
        self.language = language
        names = TownshipNames(townships, language)
    }

    public var document: Document {
        var document = Document(language("新增出口企业核查", "Review of new exporters"), language: language)
        document.facts = [
            .init(
                language("首次出口", "first export"),
                language("\(review.from) 至 \(review.on)", "\(review.from) to \(review.on)")
            ),
            PageHead.known(head, language),
        ]
        document.sections = [channels, claims]
        document.time = head.recordedAt
        return document
    }

    private var channels: Document.Section {
        func cells(_ name: String, _ channels: [ExporterReview.Channel], _ style: TextTable.Style) -> [TextTable.Cell] {
            let counts: [(ExporterReview.Channel) -> Int] = [\.claims, \.confirmed, \.waiting, \.review]
            return [.init(name, style)]
                + counts.map { count in .count(channels.reduce(0) { $0 + count($1) }, style) }
        }
        let table = TextTable(
            [
                .init(language("来源渠道", "channel"), least: 8), .init(language("申报", "claims"), .right),
                .init(language("有出口", "exporting"), .right), .init(language("待首单", "waiting"), .right),
                .init(language("需核查", "to review"), .right),
            ],
            rows: review.channels.map { cells($0.name, [$0], .plain) }
                + [cells(language("合计", "all"), review.channels, .bold)])
        var section = Document.Section(language("来源渠道", "Channels"), table: table)
        section.notes = [
            language(
                "有出口：申报之月起有出口额；待首单：尚无出口额，未满三个月",
                "exporting: exports since the month claimed; waiting: none yet, and the three months are not over")
        ]
        section.notes += review.channels.compactMap { unusual($0.name) }
        return section
    }

    /// A word about a channel that is none of the usual ones, and close to one of them.
    private func unusual(_ channel: String) -> String? {
        guard case .listed(_, let choices)? = Catalog[.exporterEntered].field("channel")?.kind,
            !choices.contains(where: { $0.value == channel })
        else { return nil }
        guard let near = Nearest.to(channel, among: choices.map { [$0.value] }).first else { return nil }
        return language(
            "渠道“\(channel)”与“\(near)”相近；如是同一渠道，请用 \(CommandName.correct) 统一名称",
            "the channel \"\(channel)\" looks like \"\(near)\"; if they are one, give its records that name with "
                + "\(CommandName.correct)")
    }

    private var claims: Document.Section {
        let findings = isWhole ? review.findings : review.review
        var section = Document.Section(
            isWhole
                ? language("全部申报", "All claims")
                : language("需核查的申报 \(findings.count) 家", "Claims to review: \(findings.count)"))
        guard !findings.isEmpty else {
            section.paragraphs = [language("没有需核查的申报。", "There are none.")]
            return section
        }
        section.table = TextTable(
            [
                .init(language("企业", "enterprise"), least: 12),
                .init(language("乡镇", "township"), least: 8, mayFold: true),
                .init(language("渠道", "channel"), least: 6, mayFold: true), .init(language("首次出口", "first export")),
                .init(language("上年出口\n（元）", "year before\n(CNY)"), .right),
                .init(language("此前出口\n（元）", "earlier\n(CNY)"), .right, mayFold: true),
                .init(language("此后出口\n（元）", "since\n(CNY)"), .right, mayFold: true),
                .init(language("缘由", "why"), least: 24),
                .init(language("编号", "record"), least: 12),
            ], rows: findings.map(row), foldedNote: language("未显示：", "not shown: "))
        section.isBroad = true
        section.notes = [
            language(
                "出口额按企业月度进出口；此前：本年申报之月前，此后：申报之月起。申报之月后满三个整月仍无出口额，或上年、本年申报之月前已有出口额的，列入核查",
                "exports by monthly trade figures; earlier: the same year, before the month claimed; since: from that month on. A claim is listed after three whole months behind the one claimed "
                    + "without exports, or with exports in the year before, or in the year before the month claimed"),
            language(
                "核实后：月报有误的用 \(CommandName.correct) 更正月报；申报不成立的用 \(CommandName.retract) 撤销",
                "when looked into: correct the month's figures with \(CommandName.correct), or end the claim with "
                    + "\(CommandName.retract)"),
        ]
        return section
    }

    private func row(_ finding: ExporterReview.Finding) -> [TextTable.Cell] {
        let claim = finding.claim
        func amount(_ value: Int128, isAgainst: Bool) -> TextTable.Cell {
            value == 0
                ? .init(isAgainst ? "0" : "—", isAgainst ? .red : .dim, .money(0))
                : .money(value, isAgainst ? .red : .plain)
        }
        return [
            .init(claim.name.isEmpty ? claim.enterprise : claim.name), .init(names[claim.township]),
            .init(claim.channel),
            .day(claim.firstExport),
            amount(claim.exportedYearBefore, isAgainst: claim.exportedYearBefore > 0),
            amount(claim.exportedEarlier, isAgainst: claim.exportedEarlier > 0),
            amount(claim.exportedSince, isAgainst: finding.reasons.contains(.noExports)),
            .init(why(finding), finding.state == .review ? .yellow : .dim), .init(claim.record),
        ]
    }

    private func why(_ finding: ExporterReview.Finding) -> String {
        switch finding.state {
        case .confirmed: return language("有出口", "exporting")
        case .waiting: return language("待首单，至 \(finding.claim.due)", "waiting, until \(finding.claim.due)")
        case .review: break
        }
        return language.list(
            finding.reasons.map { reason in
                switch reason {
                case .noExports: language("三个月无出口", "no exports in three months")
                case .exportedYearBefore: language("上年有出口", "exports the year before")
                case .exportedEarlier: language("申报前已出口", "exports before the month claimed")
                }
            })
    }

    /// A line a claim, whatever is listed: the members of the JSON's `claims`, with the reasons apart by spaces.
    public func csv(withByteOrderMark: Bool) -> String {
        func amount(_ value: Int128) -> String { DecimalText.trimmed(value, decimals: 2) }
        let header = [
            "record", "seq", "enterprise", "name", "township", "channel", "first_export", "due", "state", "reasons",
            "year_before_cny", "earlier_cny", "since_cny",
        ]
        let rows = review.findings.map { finding in
            let claim = finding.claim
            return [
                claim.record, String(claim.seq), claim.enterprise, claim.name, claim.township, claim.channel,
                claim.firstExport.description, claim.due.description, finding.state.rawValue,
                finding.reasons.map(\.rawValue).joined(separator: " "), amount(claim.exportedYearBefore),
                amount(claim.exportedEarlier), amount(claim.exportedSince),
            ]
        }
        return CSV.text([header] + rows, withByteOrderMark: withByteOrderMark)
    }

    /// `{"on","from","known","channels":[{"name","claims","confirmed","waiting","review"}],"claims":[{"record","seq",
    /// "enterprise","name","township","channel","first_export","due","state","reasons":[…],"year_before_cny","earlier_cny",
    /// "since_cny"}]}`; every claim, whatever is listed.
    public func json() -> JSON {
        func amount(_ value: Int128) -> JSON { .string(DecimalText.trimmed(value, decimals: 2)) }
        return .members([
            .init("on", .string(review.on.description)), .init("from", .string(review.from.description)),
            .init("known", head.json),
            .init(
                "channels",
                .array(
                    review.channels.map { channel in
                        .members([
                            .init("name", .string(channel.name)), .init("claims", .integer(Int64(channel.claims))),
                            .init("confirmed", .integer(Int64(channel.confirmed))),
                            .init("waiting", .integer(Int64(channel.waiting))),
                            .init("review", .integer(Int64(channel.review))),
                        ])
                    })),
            .init(
                "claims",
                .array(
                    review.findings.map { finding in
                        let claim = finding.claim
                        return .members([
                            .init("record", .string(claim.record)), .init("seq", .integer(claim.seq)),
                            .init("enterprise", .string(claim.enterprise)), .init("name", .string(claim.name)),
                            .init("township", .string(claim.township)), .init("channel", .string(claim.channel)),
                            .init("first_export", .string(claim.firstExport.description)),
                            .init("due", .string(claim.due.description)),
                            .init("state", .string(finding.state.rawValue)),
                            .init("reasons", .array(finding.reasons.map { .string($0.rawValue) })),
                            .init("year_before_cny", amount(claim.exportedYearBefore)),
                            .init("earlier_cny", amount(claim.exportedEarlier)),
                            .init("since_cny", amount(claim.exportedSince)),
                        ])
                    })),
        ])
    }
}
