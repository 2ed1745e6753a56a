import Ledger
import Oversight
import Records
import Scoring

/// The monitoring system 订单+清单: fill and response week by week and township by township, what changed, what is overdue.
public struct MonitoringPage: Page {
    private let book: MonitoringBook
    private let head: LogHead
    private let language: Language
    private let words: OversightWords

    /// - Parameter townships: those whose names are shown for their ids.
    public init(_ book: MonitoringBook, head: LogHead, townships: [Scheme.Township], language: Language) {
        self.book = book
        self.head = head
        self.language = language
        words = OversightWords(townships, language)
    }

    public var document: Document {
        var document = Document(
            language("“订单+清单”监测", "Monitoring of orders and lists"), on: book.on, head: head, language: language)
        let tables = MonitoringTables(words, on: book.on)
        document.sections = [
            weeks, townships, classes, attention, tables.warnings(book.open), tables.fills(book.overdue),
        ]
        return document
    }

    private func sumTable(_ title: String, _ rows: [(name: String, sum: MonitoringSum)]) -> TextTable {
        func row(_ name: TextTable.Cell, _ sum: MonitoringSum) -> [TextTable.Cell] {
            [
                name, .count(sum.due), .count(sum.filled),
                .percent(sum.fillRate, sum.filled < sum.due ? .red : .green), .count(sum.warnings),
                .count(sum.answered), .percent(sum.responseRate, sum.answered < sum.warnings ? .red : .green),
            ]
        }
        var table = TextTable(
            [
                .init(title, least: 8), .init(language("应填", "due"), .right),
                .init(language("已填", "filled"), .right), .init(language("填报率", "fill rate"), .right),
                .init(language("预警", "warnings"), .right), .init(language("已响应", "answered"), .right),
                .init(language("响应率", "response rate"), .right),
            ], rows: rows.map { row(.init($0.name), $0.sum) })
        table.rows.append(row(.init(language("全县", "county"), .bold), book.sum()))
        return table
    }

    private var weeks: Document.Section {
        var section = Document.Section(
            language("各周", "Week by week"),
            table: sumTable(
                language("周", "week"),
                book.weeks.map { week in (week.description, book.sum { _, one in one == week }) }))
        section.notes = [
            language(
                "应填：该周周日在监测清单上的企业；预警按预警日期归周，响应计至统计日",
                "due: the enterprises on the list on the week's Sunday; a warning is of its own week, answered by the day of the page"
            )
        ]
        return section
    }

    private var townships: Document.Section {
        Document.Section(
            language("各乡镇（上列各周）", "Township by township, all these weeks"),
            table: sumTable(
                language("乡镇", "township"),
                book.townships.map { id in (words.townships[id], book.sum { one, _ in one == id }) }))
    }

    private var classes: Document.Section {
        let last = book.weeks.last.map(\.description) ?? "—"
        var section = Document.Section(
            language("\(last) 比上周：分类", "\(last) against the week before: classes"),
            table: TextTable(
                [.init(language("指标", "figure"))] + Trend.allCases.map { .init(words.trend($0), .right) },
                rows: MonitoredFigure.allCases.map { figure in
                    [.init(words.figure(figure))] + Trend.allCases.map { .count(book.count(figure, $0)) }
                }))
        section.notes = [
            language(
                "好转、下滑：变化超过 5%；严重：变差 20% 及以上；劳资纠纷、融资缺口增加为变差；两周都填报的企业 \(book.changes.count) 家",
                "better, worse: by more than 5%; severe: worse by 20% or more; more disputes or a larger financing gap is worse; "
                    + "\(Language.plural(book.changes.count, "enterprise")) filled in both weeks")
        ]
        return section
    }

    private var attention: Document.Section {
        let severe = book.changes.filter { $0.worst == .severe }
        var section = Document.Section(language("变化严重的企业", "Enterprises with a severe change"))
        guard !severe.isEmpty else {
            section.paragraphs = [language("没有。", "None.")]
            return section
        }
        section.table = TextTable(
            [
                .init(language("企业", "enterprise"), least: 10),
                .init(language("乡镇", "township"), least: 6, mayFold: true),
            ] + MonitoredFigure.allCases.map { .init(words.heading($0), .right) },
            rows: severe.map { change in
                [.init(words.name(change.concerned)), .init(words.townships[change.concerned.township])]
                    + MonitoredFigure.allCases.map { cell(change, $0) }
            }, foldedNote: words.foldedNote)
        section.isBroad = true
        return section
    }

    /// `400,000 → 300,000`, in the unit of the column.
    private func cell(_ change: WeeklyChange, _ figure: MonitoredFigure) -> TextTable.Cell {
        let texts = [change.before[figure], change.after[figure]].map {
            Numerals.grouped(DecimalText.trimmed(Int128($0), decimals: 2))
        }
        let style: TextTable.Style =
            switch change.trend(figure) {
            case .severe: .red
            case .worse: .yellow
            case .better: .green
            case .stable: .dim
            }
        return .init(texts[0] == texts[1] ? texts[0] : texts.joined(separator: " → "), style)
    }

    /// `{"on","known","weeks":[{"week",…}],"townships":[{"township",…}],"county":{…},"classes":{figure:{class:n}},
    /// "changes":[{"enterprise","name","township",figure:{"before","after","class"}}],
    /// "open":[…],"overdue":[{"week","enterprise","name","township"}]}`; money in yuan and US dollars, electricity in kWh
    public func json() -> JSON {
        func members(_ sum: MonitoringSum) -> [JSON.Member] {
            [
                .init("due", OversightWords.json(sum.due)), .init("filled", OversightWords.json(sum.filled)),
                .init("fill_rate", sum.fillRate.rounded(4).map { .string($0) } ?? .null),
                .init("warnings", OversightWords.json(sum.warnings)),
                .init("answered", OversightWords.json(sum.answered)),
                .init("response_rate", sum.responseRate.rounded(4).map { .string($0) } ?? .null),
            ]
        }
        let classes: [JSON.Member] = MonitoredFigure.allCases.map { figure in
            let counts: [JSON.Member] = Trend.allCases.map {
                .init("\($0)", OversightWords.json(book.count(figure, $0)))
            }
            return .init(figure.rawValue, .members(counts))
        }
        return .members([
            .init("on", .string(book.on.description)), .init("known", head.json),
            .init(
                "weeks",
                .array(
                    book.weeks.map { week in
                        .members(
                            [.init("week", .string(week.description))] + members(book.sum { _, one in one == week }))
                    })),
            .init(
                "townships",
                .array(
                    book.townships.map { id in
                        .members([.init("township", .string(id))] + members(book.sum { one, _ in one == id }))
                    })),
            .init("county", .members(members(book.sum()))), .init("classes", .members(classes)),
            .init("changes", .array(book.changes.map(MonitoringPage.json))),
            .init("open", .array(book.open.map { MonitoringTables.json($0, on: book.on) })),
            .init("overdue", .array(book.overdue.map(MonitoringTables.json))),
        ])
    }

    private static func json(_ change: WeeklyChange) -> JSON {
        func text(_ value: Int64) -> JSON { .string(DecimalText.trimmed(Int128(value), decimals: 2)) }
        return .members(
            OversightWords.json(change.concerned)
                + MonitoredFigure.allCases.map { figure in
                    .init(
                        figure.rawValue,
                        .members([
                            .init("before", text(change.before[figure])), .init("after", text(change.after[figure])),
                            .init("class", .string("\(change.trend(figure))")),
                        ]))
                })
    }
}
