import Audits
import Ledger
import Records
import Scoring

/// What it would take, each thing alone.
public struct ReachPage: Page {
    public let reach: Reach
    public let language: Language

    public init(_ reach: Reach, language: Language) {
        self.reach = reach
        self.language = language
    }

    private var goal: String {
        switch reach.goal {
        case .rank(let rank): language("第 \(rank) 名", "rank \(rank)")
        case .points(let points): language("\(points.twoDecimals) 分", "\(points.twoDecimals) points")
        }
    }

    public func text(width: Int?, colour: Bool) -> String {
        let page = TextTable.Style.bold.paint(title, colour) + "\n\n"
        guard !reach.isReached else { return page + language("已经达到\n", "reached already\n") }
        return page + ways.render(width: width, colour: colour) + "\n"
            + FootNotes.text([note], width: width, colour: colour)
    }

    public var document: Document {
        var document = Document(title, language: language)
        document.sections = [
            Document.Section(
                "", table: ways, notes: [reach.isReached ? language("已经达到", "reached already") : note])
        ]
        return document
    }

    private var title: String {
        let row = reach.table.rows.first { $0.id == reach.township.id }
        return language(
            "\(reach.township.name) 要达到\(goal)（\(reach.on)，现 \(row?.total.twoDecimals ?? "—") 分，第 \(row?.rank ?? 0) 名）",
            "\(reach.township.name): what it takes to \(goal) on \(reach.on) (now \(row?.total.twoDecimals ?? "—"), rank \(row?.rank ?? 0))"
        )
    }

    private var note: String {
        language("其他都不变；出口增加也会摊薄占出口的比重", "all else stays; more exports also thin out shares of exports")
    }

    private var ways: TextTable {
        TextTable(
            [
                .init(language("只增加这一项", "this alone")), .init(language("至少再要", "at least"), .right),
                .init(language("考核项", "indicator"), least: 10, mayFold: true),
            ],
            rows: reach.ways.map { way in
                [
                    .init(name(way.lever)),
                    way.amount.map { .init(amount($0, way.lever), .bold) }
                        ?? .init(language("单靠此项达不到", "can't be reached by it"), .dim),
                    .init(
                        way.indicator.flatMap { reach.table.scheme.indicator($0) }.map { language($0.name, $0.id) }
                            ?? language("多项", "several")),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private func name(_ lever: Lever) -> String {
        switch lever {
        case .exports: language("出口额", "exports")
        case .imports: language("进口额", "imports")
        case .epidemicExports: language("防疫物资出口额", "epidemic goods exports")
        case .outsourcing: language("离岸服务外包执行额", "offshore outsourcing")
        case .exporters: language("有出口实绩企业", "exporters")
        case .insured: language("投保企业", "insured enterprises")
        case .serviceTraders: language("新增服务贸易企业", "new service traders")
        case .monitoring: language("订单+清单得分", "monitoring score")
        case .fills: language("补填逾期周报", "overdue weekly figures filled in")
        case .responses: language("响应未响应的预警", "open warnings responded to")
        case .rated: language("酌情评分", "rating")
        case .reports: language("报送信息", "reports submitted")
        case .cityBulletins: language("已报信息被市简报录用", "reports taken up by the city")
        case .provincialBulletins: language("已报信息被省简报录用", "reports taken up by the province")
        case .investments: language("境外投资项目得分", "points of investment projects")
        }
    }

    private func amount(_ value: Int128, _ lever: Lever) -> String {
        let decimal = Numerals.grouped(DecimalText.trimmed(value, decimals: 2))
        switch lever {
        case .exports, .imports, .epidemicExports, .outsourcing: return language("\(decimal) 元", "\(decimal) CNY")
        case .monitoring, .rated, .investments: return language("\(decimal) 分", "\(decimal) points")
        case .exporters, .insured, .serviceTraders: return language("\(value) 家", "\(value)")
        case .fills: return language("\(value) 份", "\(value)")
        case .reports, .cityBulletins, .provincialBulletins, .responses: return language("\(value) 条", "\(value)")
        }
    }

    private var goalJSON: JSON {
        switch reach.goal {
        case .rank(let rank): .members([.init("rank", .integer(Int64(rank)))])
        case .points(let points): .members([.init("points", .string(points.twoDecimals))])
        }
    }

    /// `{"township","on","goal":{"rank"}|{"points"},"reached","ways":[{"lever","indicator"?,"amount"?}]}`; amounts in the lever's unit.
    public func json() -> JSON {
        .members([
            .init("township", .string(reach.township.id)), .init("on", .string(reach.on.description)),
            .init("goal", goalJSON), .init("reached", .boolean(reach.isReached)),
            .init(
                "ways",
                .array(
                    reach.ways.map { way in
                        var members: [JSON.Member] = [.init("lever", .string(way.lever.rawValue))]
                        if let indicator = way.indicator { members.append(.init("indicator", .string(indicator))) }
                        if let amount = way.amount { members.append(.init("amount", .string(String(amount)))) }
                        return .members(members)
                    })),
        ])
    }
}
