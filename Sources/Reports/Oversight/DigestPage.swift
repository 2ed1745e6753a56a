import Ledger
import Oversight
import Programmes
import Records

/// The week on one page: what changed, what is overdue, who must act.
public struct DigestPage: Page {
    private let digest: Digest
    private let head: LogHead
    private let language: Language
    private let words: OversightWords
    private let work: WorkWords
    private let names: TownshipNames

    /// - Parameter townships: those whose names are shown for their ids.
    public init(_ digest: Digest, head: LogHead, townships: [Scheme.Township], language: Language) {
        self.digest = digest
        self.head = head
        self.language = language
        words = OversightWords(townships, language)
        work = WorkWords(digest.work?.plan, language)
        names = TownshipNames(townships, language)
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
        document.sections =
            [changed, acting, townships] + (digest.work == nil ? [] : [overdueWork])
            + [overdueTickets, tables.warnings(digest.monitoring.open)] + (hasFindings ? [overdueFindings] : [])
            + [tables.fills(digest.monitoring.overdue), waiting]
        // One upright page, or as few as it takes: no section asks for a page of its own.
        for index in document.sections.indices { document.sections[index].isBroad = false }
        document.time = head.recordedAt
        return document
    }

    private var changed: Document.Section {
        var section = Document.Section(language("本周变化", "What changed"))
        section.paragraphs = [fills, tickets] + (digest.work == nil ? [] : [items]) + (hasFindings ? [findings] : [])
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

    private var items: String {
        let (overdue, due) = (digest.overdueWork.count, digest.dueWork.count)
        return language(
            "重点工作：逾期未完成 \(overdue) 项，七日内到期未完成 \(due) 项。",
            "Key work: \(Language.plural(overdue, "target")) overdue, \(due) due in 7 days and not done.")
    }

    private var hasFindings: Bool { !digest.inspections.findings.isEmpty }

    private var findings: String {
        let open = digest.inspections.findings.count { $0.state != .mended }
        let overdue = digest.overdueFindings.count
        return language(
            "督查问题：未整改到位 \(open) 件，其中逾期 \(overdue) 件。",
            "Inspections: \(Language.plural(open, "finding")) not mended, \(overdue) of them overdue.")
    }

    private func none(_ heading: String) -> Document.Section {
        var section = Document.Section(heading)
        section.paragraphs = [language("没有。", "None.")]
        return section
    }

    private var acting: Document.Section {
        let heading = language("待办：各单位", "Who must act: units")
        let hasWork = digest.work != nil
        func red(_ count: Int) -> TextTable.Cell { .count(count, count > 0 ? .red : .plain) }
        var rows: [[TextTable.Cell]] = digest.byUnit.map { unit, agenda in
            [
                .init(words.unit(unit)), red(agenda.overdueTickets), .count(agenda.dueTickets),
                .count(agenda.otherTickets),
            ] + (hasWork ? [red(agenda.overdueWork), .count(agenda.dueWork)] : [])
        }
        if !digest.unassigned.isEmpty {
            rows.append(
                [.init(language("（待交办）", "(nobody yet)"), .yellow), "—", "—", .count(digest.unassigned.count)]
                    + (hasWork ? ["—", "—"] : []))
        }
        guard !rows.isEmpty else { return none(heading) }
        var columns: [TextTable.Column] = [
            .init(language("单位", "unit"), least: 10), .init(language("超期交办单", "overdue"), .right),
            .init(language("七日内到期", "due in 7 days"), .right), .init(language("其余在办", "others"), .right),
        ]
        if hasWork {
            columns += [
                .init(language("逾期重点工作", "overdue work"), .right),
                .init(language("七日内到期重点工作", "work due in 7 days"), .right),
            ]
        }
        return Document.Section(heading, table: TextTable(columns, rows: rows))
    }

    private var townships: Document.Section {
        let heading = language("待办：各乡镇", "Who must act: townships")
        func red(_ count: Int) -> TextTable.Cell { .count(count, count > 0 ? .red : .plain) }
        let rows: [[TextTable.Cell]] = digest.byTownship.map { id, agenda in
            [.init(words.townships[id]), red(agenda.openWarnings), .count(agenda.overdueFills)]
                + (hasFindings ? [red(agenda.overdueFindings)] : [])
        }
        guard !rows.isEmpty else { return none(heading) }
        let columns: [TextTable.Column] = [
            .init(language("乡镇", "township"), least: 8), .init(language("待响应预警", "open warnings"), .right),
            .init(language("逾期周报（四周）", "overdue figures, 4 weeks"), .right),
        ]
        return Document.Section(
            heading,
            table: TextTable(
                columns + (hasFindings ? [.init(language("逾期督查问题", "overdue findings"), .right)] : []), rows: rows))
    }

    private var overdueWork: Document.Section {
        let heading = language("逾期未完成的重点工作", "Key work that is overdue")
        guard !digest.overdueWork.isEmpty else { return none(heading) }
        return Document.Section(
            heading,
            table: TextTable(
                [
                    .init(language("重点工作", "work"), least: 12), .init(language("阶段", "stage"), least: 8),
                    .init(language("期限", "by")), .init(language("牵头单位", "led by"), least: 8),
                    .init(language("进展", "where it stands"), least: 16),
                ],
                rows: digest.overdueWork.map { one in
                    [
                        .init(one.item.name), .init(one.cell.stage.name), .day(one.cell.stage.by),
                        .init(language.list(one.lead)), .init(work.brief(one.cell)),
                    ]
                }))
    }

    private var overdueFindings: Document.Section {
        let heading = language("逾期未整改的督查问题", "Findings of inspections that are overdue")
        guard !digest.overdueFindings.isEmpty else { return none(heading) }
        return Document.Section(
            heading,
            table: TextTable(
                [
                    .init(language("编号", "number"), least: 10), .init(language("乡镇", "township"), least: 8),
                    .init(language("问题", "finding"), least: 12), .init(language("期限", "due")),
                    .init(language("最近情况", "latest"), least: 8),
                ],
                rows: digest.overdueFindings.map { finding in
                    [
                        .init(finding.number), .init(names[finding.township]), .init(finding.finding),
                        .day(finding.due),
                        .init(finding.steps.last.map(InspectionBook.remark) ?? "", .dim),
                    ]
                }))
    }

    private var overdueTickets: Document.Section {
        let heading = language("超期的交办单", "Overdue tickets")
        let overdue = digest.tickets.overdue
        guard !overdue.isEmpty else { return none(heading) }
        return Document.Section(heading, table: TicketsPage.table(overdue, on: digest.on, words))
    }

    private var waiting: Document.Section {
        let heading = language("办结待企业确认的交办单", "Resolved, waiting for the enterprise's word")
        guard !digest.unconfirmed.isEmpty else { return none(heading) }
        return Document.Section(heading, table: TicketsPage.table(digest.unconfirmed, on: digest.on, words))
    }

    /// `{"week","known","counts":[{"type","week","before"}],"units":[…],"townships":[…],"overdue_tickets":[…],
    /// "unconfirmed":[…],"open_warnings":[…],"overdue_fills":[…],"overdue_work":[{"item","stage","by","lead":[…]}],"due_work":[…],
    /// "overdue_findings":[…]}`
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
                .init("overdue_work", OversightWords.json(agenda.overdueWork)),
                .init("due_work", OversightWords.json(agenda.dueWork)),
            ])
        }
        let townships: [JSON] = digest.byTownship.map { id, agenda in
            .members([
                .init("township", .string(id)), .init("open_warnings", OversightWords.json(agenda.openWarnings)),
                .init("overdue_fills", OversightWords.json(agenda.overdueFills)),
                .init("overdue_findings", OversightWords.json(agenda.overdueFindings)),
            ])
        }
        func work(_ cells: [Digest.Work]) -> JSON {
            .array(
                cells.map { one in
                    .members([
                        .init("item", .string(one.item.id)), .init("stage", .string(one.cell.stage.id)),
                        .init("by", .string(one.cell.stage.by.description)),
                        .init("lead", .array(one.lead.map { .string($0) })),
                    ])
                })
        }
        return .members([
            .init("week", .string(digest.week.description)), .init("known", head.json),
            .init("counts", .array(counts)), .init("units", .array(units)), .init("townships", .array(townships)),
            .init("unassigned", tickets(digest.unassigned)), .init("overdue_tickets", tickets(digest.tickets.overdue)),
            .init("unconfirmed", tickets(digest.unconfirmed)),
            .init(
                "open_warnings", .array(digest.monitoring.open.map { MonitoringTables.json($0, on: digest.on) })),
            .init("overdue_fills", .array(digest.monitoring.overdue.map(MonitoringTables.json))),
            .init("overdue_work", work(digest.overdueWork)), .init("due_work", work(digest.dueWork)),
            .init("overdue_findings", .array(digest.overdueFindings.map(InspectionsPage.json))),
        ])
    }
}
