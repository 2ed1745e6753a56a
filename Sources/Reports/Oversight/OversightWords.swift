import Ledger
import Oversight
import Records

/// Words that tickets, monitoring and the digest share.
struct OversightWords: Sendable {
    let language: Language
    let townships: TownshipNames

    init(_ townships: [Scheme.Township], _ language: Language) {
        self.language = language
        self.townships = TownshipNames(townships, language)
    }

    /// A value of a field that is a choice, in the reader's language.
    func choice(_ value: String, _ field: String, of type: EventType) -> String {
        guard case .choice(let choices)? = Catalog[type].field(field)?.kind,
            let choice = choices.first(where: { $0.value == value })
        else { return value }
        return language(choice.zh, choice.en)
    }

    func figure(_ figure: MonitoredFigure) -> String { choice(figure.rawValue, "indicator", of: .warningRaised) }

    /// A column's title: what the figure is, and its unit below it.
    func heading(_ figure: MonitoredFigure) -> String {
        switch figure {
        case .orders: language("在手订单\n（美元）", "orders\n(USD)")
        case .workers: language("用工\n（人）", "workers")
        case .disputes: language("劳资纠纷\n（起）", "labour\ndisputes")
        case .financing: language("融资缺口\n（元）", "financing gap\n(CNY)")
        case .electricity: language("用电\n（千瓦时）", "electricity\n(kWh)")
        }
    }

    /// An enterprise by its name, by its code where it has none.
    func name(_ concerned: Concerned) -> String {
        concerned.name.isEmpty ? concerned.enterprise : concerned.name
    }

    func unit(_ unit: String) -> String { unit.isEmpty ? language("未交办", "nobody yet") : unit }

    func trend(_ trend: Trend) -> String {
        switch trend {
        case .better: language("好转", "better")
        case .stable: language("平稳", "stable")
        case .worse: language("下滑", "worse")
        case .severe: language("严重", "severe")
        }
    }

    func state(_ ticket: Ticket, on day: CivilDate) -> TextTable.Cell {
        if ticket.isOverdue(on: day) { return .init(language("超期", "overdue"), .red) }
        let style: TextTable.Style =
            switch ticket.state {
            case .closed: .green
            case .resolved: .yellow
            default: .plain
            }
        return .init(language(ticket.state.zh, ticket.state.en), style)
    }

    var foldedNote: String { language("未显示：", "not shown: ") }

    static func json(_ concerned: Concerned) -> [JSON.Member] {
        [
            .init("enterprise", .string(concerned.enterprise)), .init("name", .string(concerned.name)),
            .init("township", .string(concerned.township)),
        ]
    }

    /// A day, or null.
    static func json(_ day: CivilDate?) -> JSON { day.map { .string($0.description) } ?? .null }

    static func json(_ count: Int) -> JSON { .integer(Int64(count)) }
}
