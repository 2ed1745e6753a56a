import Ledger
import Oversight
import Programmes
import Records

/// The week: one page that stands alone (`DigestCover`), and the lists behind it.
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
        document.cover = DigestCover(digest, words).sections
        document.sections = lists.enumerated().map { number, list in
            var list = list
            list.heading = language("附\(number + 1) ", "Annex \(number + 1): ") + list.heading
            list.isBroad = false
            return list
        }
        document.time = head.recordedAt
        return document
    }

    /// The lists behind the first page: everything that it counts, and what it has no room for. Those with nothing in them are
    /// left out.
    private var lists: [Document.Section] {
        let tables = MonitoringTables(words, on: digest.on)
        let cover = DigestCover(digest, words)
        let all: [Document.Section?] = [
            digest.tickets.overdue.isEmpty ? nil : overdueTickets, digest.overdueWork.isEmpty ? nil : overdueWork,
            digest.dueWork.isEmpty ? nil : dueWork,
            digest.monitoring.open.isEmpty ? nil : tables.warnings(digest.monitoring.open),
            digest.overdueFindings.isEmpty ? nil : overdueFindings,
            digest.monitoring.overdue.isEmpty ? nil : tables.fills(digest.monitoring.overdue),
            digest.unconfirmed.isEmpty ? nil : waiting,
            cover.cutsUnits ? DigestPage.units(cover.unitRows, of: digest, language) : nil,
            cover.cutsTownships ? DigestPage.townships(cover.townshipRows, of: digest, language) : nil,
            cover.cutsChanges ? DigestPage.changes(digest.counts, language) : nil,
        ]
        return all.compactMap { $0 }
    }

    // MARK: - Tables that the first page has too

    static func none(_ heading: String, _ language: Language) -> Document.Section {
        var section = Document.Section(heading)
        section.paragraphs = [language("没有。", "None.")]
        return section
    }

    static func changes(_ counts: [Digest.Count], _ language: Language) -> Document.Section {
        let heading = language("本周变化", "What changed")
        guard !counts.isEmpty else { return none(heading, language) }
        return Document.Section(
            heading,
            table: TextTable(
                [
                    .init(language("事项", "what"), least: 10), .init(language("本周", "this week"), .right),
                    .init(language("上周", "week before"), .right), .init(language("增减", "change"), .right),
                ],
                rows: counts.map { count in
                    [
                        .init(language(Catalog[count.type].zh, Catalog[count.type].en)), .count(count.week),
                        .count(count.before), .countChange(count.week - count.before),
                    ]
                }))
    }

    private static func red(_ count: Int) -> TextTable.Cell { .count(count, count > 0 ? .red : .plain) }

    static func units(
        _ rows: [(name: String, agenda: Digest.Agenda)], of digest: Digest, _ language: Language
    ) -> Document.Section {
        let heading = language("待办：各单位", "Who must act: units")
        guard !rows.isEmpty else { return none(heading, language) }
        let hasWork = digest.work != nil
        var columns: [TextTable.Column] = [
            .init(language("单位", "unit"), least: 10), .init(language("超期交办单", "overdue tickets"), .right),
            .init(language("七日内到期交办单", "tickets due in 7 days"), .right),
            .init(language("其余在办", "other tickets"), .right),
        ]
        if hasWork {
            columns += [
                .init(language("逾期重点工作", "overdue work"), .right),
                .init(language("七日内到期重点工作", "work due in 7 days"), .right),
            ]
        }
        return Document.Section(
            heading,
            table: TextTable(
                columns,
                rows: rows.map { name, agenda in
                    [
                        .init(name), red(agenda.overdueTickets), .count(agenda.dueTickets), .count(agenda.otherTickets),
                    ] + (hasWork ? [red(agenda.overdueWork), .count(agenda.dueWork)] : [])
                }))
    }

    static func townships(
        _ rows: [(name: String, agenda: Digest.Agenda)], of digest: Digest, _ language: Language
    ) -> Document.Section {
        let heading = language("待办：各乡镇", "Who must act: townships")
        guard !rows.isEmpty else { return none(heading, language) }
        let columns: [TextTable.Column] = [
            .init(language("乡镇", "township"), least: 8), .init(language("待响应预警", "open warnings"), .right),
            .init(language("逾期周报（四周）", "overdue figures, 4 weeks"), .right),
        ]
        return Document.Section(
            heading,
            table: TextTable(
                columns
                    + (digest.hasFindings ? [.init(language("逾期督查问题", "overdue findings"), .right)] : []),
                rows: rows.map { name, agenda in
                    [.init(name), red(agenda.openWarnings), .count(agenda.overdueFills)]
                        + (digest.hasFindings ? [red(agenda.overdueFindings)] : [])
                }))
    }

    // MARK: - Lists

    private var overdueWork: Document.Section {
        workTable(language("逾期未完成的重点工作", "Key work that is overdue"), digest.overdueWork)
    }

    private var dueWork: Document.Section {
        workTable(language("七日内到期未完成的重点工作", "Key work that is due in 7 days"), digest.dueWork)
    }

    private func workTable(_ heading: String, _ cells: [Digest.Work]) -> Document.Section {
        Document.Section(
            heading,
            table: TextTable(
                [
                    .init(language("重点工作", "work"), least: 12), .init(language("阶段", "stage"), least: 8),
                    .init(language("期限", "by")), .init(language("牵头单位", "led by"), least: 8),
                    .init(language("进展", "where it stands"), least: 16),
                ],
                rows: cells.map { one in
                    [
                        .init(one.item.name), .init(one.cell.stage.name), .day(one.cell.stage.by),
                        .init(language.list(one.lead)), .init(work.brief(one.cell)),
                    ]
                }))
    }

    private var overdueFindings: Document.Section {
        Document.Section(
            language("逾期未整改的督查问题", "Findings of inspections that are overdue"),
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
        Document.Section(
            language("超期的交办单", "Overdue tickets"),
            table: TicketsPage.table(digest.tickets.overdue, on: digest.on, words))
    }

    private var waiting: Document.Section {
        Document.Section(
            language("办结待企业确认的交办单", "Resolved, waiting for the enterprise's word"),
            table: TicketsPage.table(digest.unconfirmed, on: digest.on, words))
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
