import Ledger
import Oversight
import Programmes
import Records
import Scoring

/// The member units: what each answers for, in a line.
public struct UnitsPage: Page {
    public let books: [UnitBook]
    public let adopted: AdoptedPlan
    public let on: CivilDate
    public let head: LogHead
    public let language: Language

    public init(_ books: [UnitBook], adopted: AdoptedPlan, on: CivilDate, head: LogHead, language: Language) {
        self.books = books
        self.adopted = adopted
        self.on = on
        self.head = head
        self.language = language
    }

    public var document: Document {
        var document = Document(language("成员单位", "Member units"), on: on, head: head, language: language)
        document.issuer = adopted.title
        document.sections = [
            Document.Section("", table: units), Document.Section(language("工作组", "groups"), table: groups),
            Document.Section(language("工作组成员单位", "members of the groups"), table: members),
        ]
        document.sections.removeAll { $0.table?.rows.isEmpty ?? true || $0.table?.columns.count == 1 }
        return document
    }

    private var units: TextTable {
        TextTable(
            [
                .init(language("单位", "unit"), least: 12), .init(language("牵头目标", "targets led"), .right),
                .init(language("已完成", "done"), .right), .init(language("逾期未完成", "overdue"), .right),
                .init(language("进展", "reports"), .right), .init(language("未闭环交办单", "open tickets"), .right),
                .init(language("超期交办单", "overdue tickets"), .right),
                .init(language("本年平均评分", "mean rating"), .right),
            ],
            rows: books.map { book in
                let overdue = book.count(.overdue)
                let late = book.overdueTickets
                return [
                    .init(book.unit.name), .count(book.duties.count),
                    .count(book.count(.done) + book.count(.doneLate)), .count(overdue, overdue > 0 ? .red : .plain),
                    .count(book.reports.count), .count(book.tickets.count), .count(late, late > 0 ? .red : .plain),
                    UnitWords.mean(book),
                ]
            })
    }

    private var groups: TextTable {
        TextTable(
            [
                .init(language("工作组", "group"), least: 8), .init(language("组长", "leader")),
                .init(language("副组长", "deputies"), least: 8), .init(language("成员单位", "members"), .right),
            ],
            rows: adopted.plan.groups.map { group in
                [
                    .init(group.name), .init(group.leader), .init(language.list(group.deputies)),
                    .count(group.members.count),
                ]
            })
    }

    /// Who is in which group: a line a unit, so that no list of names gets too long.
    private var members: TextTable {
        let groups = adopted.plan.groups
        return TextTable(
            [.init(language("单位", "unit"), least: 12)] + groups.map { .init($0.name, least: 8) },
            rows: adopted.plan.units.map { unit in
                [.init(unit.name)] + groups.map { .init($0.members.contains(unit.id) ? "✓" : "") }
            })
    }

    /// `{"on","known","units":[{"id","name","targets","done","done_late","overdue","reports","open_tickets",
    /// "overdue_tickets","ratings":[…]}]}`
    public func json() -> JSON {
        .members([
            .init("on", .string(on.description)), .init("known", head.json),
            .init("units", .array(books.map { .members(UnitWords.summary($0)) })),
        ])
    }
}

enum UnitWords {
    /// The mean rating of the year, in points with two decimals.
    static func mean(_ book: UnitBook) -> TextTable.Cell {
        guard let mean = book.meanRating else { return .init("—", .dim) }
        return .points(ScoreTable.rounded(mean))
    }

    static func summary(_ book: UnitBook) -> [JSON.Member] {
        [
            .init("id", .string(book.unit.id)), .init("name", .string(book.unit.name)),
            .init("targets", .integer(Int64(book.duties.count))), .init("done", .integer(Int64(book.count(.done)))),
            .init("done_late", .integer(Int64(book.count(.doneLate)))),
            .init("overdue", .integer(Int64(book.count(.overdue)))),
            .init("reports", .integer(Int64(book.reports.count))),
            .init("open_tickets", .integer(Int64(book.tickets.count))),
            .init("overdue_tickets", .integer(Int64(book.overdueTickets))),
            .init(
                "ratings",
                .array(
                    book.ratings.map {
                        .members([
                            .init("month", .string($0.month)), .init("points", .string($0.points.twoDecimals)),
                            .init("remark", .string($0.remark)), .init("record", .string($0.record)),
                        ])
                    })),
        ]
    }
}
