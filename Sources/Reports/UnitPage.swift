import Ledger
import Oversight
import Programmes
import Records
import Scoring

/// One unit: its items of the work list, its tickets, the warnings it responded to, its reports, ratings, groups and their
/// duties.
public struct UnitPage: Page {
    public let book: UnitBook
    public let adopted: AdoptedPlan
    public let head: LogHead
    public let language: Language
    private let words: WorkWords
    private let oversight: OversightWords

    /// - Parameter townships: those whose names are shown for their ids.
    public init(
        _ book: UnitBook, adopted: AdoptedPlan, head: LogHead, townships: [Scheme.Township], language: Language
    ) {
        self.book = book
        self.adopted = adopted
        self.head = head
        self.language = language
        words = WorkWords(adopted.plan, language)
        oversight = OversightWords(townships, language)
    }

    public var document: Document {
        var document = Document(book.unit.name, on: book.on, head: head, language: language)
        document.issuer = adopted.title
        if !book.unit.people.isEmpty {
            document.facts.append(.init(language("人员", "people"), language.list(book.unit.people)))
        }
        var sections = [Document.Section(language("牵头的重点工作", "Work that it leads"), table: duties)]
        sections.append(
            Document.Section(
                language("手上的交办单", "Its open tickets"),
                table: TicketsPage.table(book.tickets, on: book.on, oversight)))
        sections.append(Document.Section(language("本年响应的预警", "Warnings it responded to this year"), table: answered))
        sections.append(Document.Section(language("所报进展", "Its reports"), table: reports))
        sections.append(Document.Section(language("评价", "Ratings"), table: ratings))
        document.sections = sections.filter { !($0.table?.rows.isEmpty ?? true) } + groups
        return document
    }

    private var duties: TextTable {
        TextTable(
            [
                .init(language("重点工作", "work"), least: 12), .init(language("阶段", "stage"), least: 8),
                .init(language("期限", "by")), .init(language("目标", "target"), least: 12, mayFold: true),
                .init(language("状态", "state")), .init(language("依据", "evidence"), least: 16, mayFold: true),
            ],
            rows: book.duties.map { duty in
                [
                    .init(duty.item.name), .init(duty.cell.stage.name), .day(duty.cell.stage.by),
                    .init(duty.cell.target.text), .init(words.state(duty.cell.state), WorkWords.style(duty.cell.state)),
                    .init(words.brief(duty.cell)),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private var reports: TextTable {
        TextTable(
            [
                .init(language("日期", "day")), .init(language("重点工作", "work"), least: 12),
                .init(language("进展", "progress"), least: 16), .init(language("编号", "record"), least: 10, mayFold: true),
            ],
            rows: book.reports.map { report in
                [
                    .day(report.day), .init(adopted.plan.workList?.item(report.item)?.name ?? report.item),
                    .init(report.progress), .init(report.record, .dim),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private var answered: TextTable {
        TextTable(
            [
                .init(language("预警编号", "warning")), .init(language("预警日期", "raised")),
                .init(language("企业", "enterprise"), least: 10), .init(language("响应", "responses"), least: 16),
            ],
            rows: book.answered.map { warning in
                [
                    .init(warning.number, .bold), .day(warning.raised), .init(oversight.name(warning.concerned)),
                    .init(
                        warning.responses.filter { book.unit.isNamed($0.unit) }.map { "\($0.day) \($0.action)" }
                            .joined(separator: language("；", "; "))),
                ]
            })
    }

    private var ratings: TextTable {
        var rows: [[TextTable.Cell]] = book.ratings.map { rating in
            [.init(rating.month), .points(rating.points), .init(rating.remark)]
        }
        if book.ratings.count > 1 { rows.append([.init(language("平均", "mean"), .bold), UnitWords.mean(book), ""]) }
        return TextTable(
            [
                .init(language("月份", "month")), .init(language("评分", "points"), .right),
                .init(language("评语", "remark"), least: 8),
            ], rows: rows)
    }

    private var groups: [Document.Section] {
        book.groups.map { group in
            var section = Document.Section(group.name)
            section.paragraphs =
                [language("组长：\(group.leader)", "leader: \(group.leader)")]
                + group.duties.enumerated().map { language("（\($0.offset + 1)）", "(\($0.offset + 1)) ") + $0.element }
            return section
        }
    }

    /// `{"on","known","unit":{… as in UnitsPage, "work":[{"item","stage","state"}],"tickets":[…],"warnings":[…],
    /// "progress":[…]}}`
    public func json() -> JSON {
        let work = book.duties.map { duty -> JSON in
            .members([
                .init("item", .string(duty.item.id)), .init("stage", .string(duty.cell.stage.id)),
                .init("by", .string(duty.cell.stage.by.description)),
                .init("state", .string(duty.cell.state.rawValue)),
            ])
        }
        let members =
            UnitWords.summary(book) + [
                .init("groups", .array(book.groups.map { .string($0.id) })), .init("work", .array(work)),
                .init("tickets", .array(book.tickets.map { TicketPage.json($0, on: book.on) })),
                .init("warnings", .array(book.answered.map { MonitoringTables.json($0, on: book.on) })),
                .init("progress", .array(book.reports.map(WorkData.json))),
            ]
        return .members([
            .init("on", .string(book.on.description)), .init("known", head.json), .init("unit", .members(members)),
        ])
    }
}
