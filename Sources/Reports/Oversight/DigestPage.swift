import Ledger
import Oversight
import Records

/// The week on one page: what changed, what is overdue, who must act.
public struct DigestPage: Page {
    private let digest: Digest
    private let head: LogHead
    private let language: Language
    private let words: OversightWords

    /// - Parameter townships: those whose names are shown for their ids.
    public init(_ digest: Digest, head: LogHead, townships: [Scheme.Township], language: Language) {
        self.digest = digest
        self.head = head
        self.language = language
        words = OversightWords(townships, language)
    }

    public var document: Document {
        let week = digest.week
        var document = Document(
            language("出口专班周报 \(week)", "Weekly digest of the export group, \(week)"), language: language)
        document.facts = [
            .init(language("本周", "week"), language("\(week.start) 至 \(week.end)", "\(week.start) to \(week.end)")),
            PageHead.known(head, language),
        ]
        let tables = MonitoringTables(words, on: digest.on)
        document.sections = [
            changed, acting, townships, overdueTickets, tables.warnings(digest.monitoring.open),
            tables.fills(digest.monitoring.overdue), waiting,
        ]
        document.time = head.recordedAt
        return document
    }

    private var changed: Document.Section {
        var section = Document.Section(language("本周变化", "What changed"))
        section.paragraphs = [fills, tickets]
        guard !digest.counts.isEmpty else { return section }
        section.table = TextTable(
            [
                .init(language("事项", "what"), least: 10), .init(language("本周", "this week"), .right),
                .init(language("上周", "week before"), .right), .init(language("增减", "change"), .right),
            ],
            rows: digest.counts.map { count in
                [
                    .init(language(Catalog[count.type].zh, Catalog[count.type].en)), .count(count.week),
                    .count(count.before), change(count.week - count.before),
                ]
            })
        return section
    }

    private func change(_ difference: Int) -> TextTable.Cell {
        .init(difference > 0 ? "+\(difference)" : "\(difference)", .plain, .count(Int128(difference)))
    }

    private var fills: String {
        let sum = digest.monitoring.sum { _, week in week == digest.week }
        guard sum.due > 0 else { return language("本周没有应填的周报。", "No weekly figures were due.") }
        let rate = Numerals.percent(sum.fillRate) ?? ""
        let severe = digest.monitoring.changes.filter { $0.worst == .severe }.count
        return language(
            "周报应填 \(sum.due) 家，已填 \(sum.filled) 家，填报率 \(rate)；比上周变化严重的企业 \(severe) 家。",
            "Weekly figures: \(sum.filled) of \(sum.due) filled in, \(rate); \(Language.plural(severe, "enterprise")) with a severe change."
        )
    }

    private var tickets: String {
        let sum = digest.tickets.sum
        let rate = Numerals.percent(sum.closedLoopRate) ?? "—"
        return language(
            "交办单：本年登记 \(sum.raised) 件，闭环 \(sum.closed) 件，闭环率 \(rate)；未闭环 \(sum.open) 件，其中超期 \(sum.overdue) 件。",
            "Tickets: \(sum.raised) raised this year, \(sum.closed) closed, \(rate); \(sum.open) open, \(sum.overdue) of them overdue."
        )
    }

    private func none(_ heading: String) -> Document.Section {
        var section = Document.Section(heading)
        section.paragraphs = [language("没有。", "None.")]
        return section
    }

    private var acting: Document.Section {
        let heading = language("待办：各单位", "Who must act: units")
        var rows: [[TextTable.Cell]] = digest.byUnit.map { unit, agenda in
            [
                .init(words.unit(unit)), .count(agenda.overdueTickets, agenda.overdueTickets > 0 ? .red : .plain),
                .count(agenda.dueTickets), .count(agenda.otherTickets),
            ]
        }
        if !digest.unassigned.isEmpty {
            rows.append([
                .init(language("（待交办）", "(nobody yet)"), .yellow), "—", "—", .count(digest.unassigned.count),
            ])
        }
        guard !rows.isEmpty else { return none(heading) }
        return Document.Section(
            heading,
            table: TextTable(
                [
                    .init(language("单位", "unit"), least: 10), .init(language("超期交办单", "overdue"), .right),
                    .init(language("七日内到期", "due in 7 days"), .right),
                    .init(language("其余在办", "others"), .right),
                ], rows: rows))
    }

    private var townships: Document.Section {
        let heading = language("待办：各乡镇", "Who must act: townships")
        let rows: [[TextTable.Cell]] = digest.byTownship.map { id, agenda in
            [
                .init(words.townships[id]), .count(agenda.openWarnings, agenda.openWarnings > 0 ? .red : .plain),
                .count(agenda.overdueFills),
            ]
        }
        guard !rows.isEmpty else { return none(heading) }
        return Document.Section(
            heading,
            table: TextTable(
                [
                    .init(language("乡镇", "township"), least: 8), .init(language("待响应预警", "open warnings"), .right),
                    .init(language("逾期周报（四周）", "overdue figures, 4 weeks"), .right),
                ], rows: rows))
    }

    private var overdueTickets: Document.Section {
        let heading = language("超期的交办单", "Overdue tickets")
        let overdue = digest.tickets.overdue
        guard !overdue.isEmpty else { return none(heading) }
        var section = Document.Section(heading, table: TicketsPage.table(overdue, on: digest.on, words))
        section.isBroad = true
        return section
    }

    private var waiting: Document.Section {
        let heading = language("办结待企业确认的交办单", "Resolved, waiting for the enterprise's word")
        guard !digest.unconfirmed.isEmpty else { return none(heading) }
        var section = Document.Section(heading, table: TicketsPage.table(digest.unconfirmed, on: digest.on, words))
        section.isBroad = true
        return section
    }

    /// `{"week","known","counts":[{"type","week","before"}],"units":[…],"townships":[…],"overdue_tickets":[…],
    /// "unconfirmed":[…],"open_warnings":[…],"overdue_fills":[…]}`
    public func json() -> JSON {
        func tickets(_ tickets: [Ticket]) -> JSON { .array(tickets.map { TicketPage.json($0, on: digest.on) }) }
        let counts: [JSON] = digest.counts.map {
            .members([
                .init("type", .string($0.type.rawValue)), .init("week", OversightWords.json($0.week)),
                .init("before", OversightWords.json($0.before)),
            ])
        }
        let units: [JSON] = digest.byUnit.map { unit, agenda in
            .members([
                .init("unit", .string(unit)), .init("overdue", OversightWords.json(agenda.overdueTickets)),
                .init("due", OversightWords.json(agenda.dueTickets)),
                .init("others", OversightWords.json(agenda.otherTickets)),
            ])
        }
        let townships: [JSON] = digest.byTownship.map { id, agenda in
            .members([
                .init("township", .string(id)), .init("open_warnings", OversightWords.json(agenda.openWarnings)),
                .init("overdue_fills", OversightWords.json(agenda.overdueFills)),
            ])
        }
        return .members([
            .init("week", .string(digest.week.description)), .init("known", head.json),
            .init("counts", .array(counts)), .init("units", .array(units)), .init("townships", .array(townships)),
            .init("unassigned", tickets(digest.unassigned)), .init("overdue_tickets", tickets(digest.tickets.overdue)),
            .init("unconfirmed", tickets(digest.unconfirmed)),
            .init(
                "open_warnings", .array(digest.monitoring.open.map { MonitoringTables.json($0, on: digest.on) })),
            .init("overdue_fills", .array(digest.monitoring.overdue.map(MonitoringTables.json))),
        ])
    }
}
