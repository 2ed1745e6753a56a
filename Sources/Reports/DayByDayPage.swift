import Audits
import Ledger
import Records
import Scoring

/// A month told day by day.
public struct DayByDayPage: Page {
    public let story: DayByDay
    public let language: Language

    public init(_ story: DayByDay, language: Language) {
        self.story = story
        self.language = language
    }

    /// One page a day, in order; days on which nothing happened and nothing changed are left out.
    public func pages(width: Int?, colour: Bool) -> [String] {
        var before = story.before
        var pages: [String] = []
        for day in story.days {
            defer { before = day.table ?? before }
            guard !day.entries.isEmpty || day.table.map({ $0.rows != before?.rows }) ?? false else { continue }
            pages.append(page(day, before, width, colour))
        }
        return pages
    }

    public func text(width: Int?, colour: Bool) -> String {
        let pages = pages(width: width, colour: colour)
        return pages.isEmpty
            ? language("这个月没有变动\n", "Nothing moved in this month.\n") : pages.map { $0 + "\n" }.joined()
    }

    public var document: Document {
        var document = Document(
            language("\(story.month) 逐日重演", "\(story.month) day by day"), language: language)
        document.facts = (story.days.last?.head).map { [PageHead.known($0, language)] } ?? []
        document.time = story.days.last?.head.recordedAt
        let places = story.days.last?.table?.scheme.townships ?? []
        let days = story.days.filter { $0.table != nil }
        var totals = Document.Section(language("每日得分", "the totals of each day"))
        totals.table = TextTable(
            [.init(language("乡镇", "township"))] + days.map { .init("\($0.day.day)", .right) },
            rows: places.map { place in
                [.init(place.name)]
                    + days.map { day in day.table?.rows.first { $0.id == place.id }.map { .points($0.total) } ?? "—" }
            })
        totals.isBroad = true
        totals.figure = days.isEmpty ? nil : .lines(columns: 1...days.count)
        let words = EventWords(language, scheme: story.days.last?.table?.scheme)
        var events = Document.Section(language("入账事件", "events"))
        events.table = TextTable(
            [
                .init(language("日期", "day")), .init("seq", .right), .init(language("事件", "event")),
                .init(language("经办人", "actor")),
            ],
            rows: story.days.flatMap { day in
                day.entries.map { entry in
                    [
                        .day(day.day), .count(entry.event.seq), .init(words.short(entry)),
                        .init(entry.event.actor, .dim),
                    ]
                }
            })
        document.sections = [totals, events]
        return document
    }

    private func page(_ day: DayByDay.Day, _ before: ScoreTable?, _ width: Int?, _ colour: Bool) -> String {
        let words = EventWords(language, scheme: day.table?.scheme)
        let count = language("\(day.entries.count) 条事件", "\(Language.plural(day.entries.count, "event"))")
        var page = TextTable.Style.bold.paint("\(day.day)  \(count)", colour) + "\n"
        for entry in day.entries.prefix(12) {
            let line = "  seq \(entry.event.seq)  \(words.short(entry))  \(entry.event.actor)"
            page += DisplayWidth.cut(Terminal.safe(line), to: width ?? Int.max) + "\n"
        }
        if day.entries.count > 12 {
            page += language("  …另有 \(day.entries.count - 12) 条\n", "  … and \(day.entries.count - 12) more\n")
        }
        guard let table = day.table else { return page + language("  没有施行的办法\n", "  no scheme in force\n") }
        let rows = table.rows.map { row -> [TextTable.Cell] in
            let old = before?.rows.first { $0.id == row.id }
            let change = row.total.value - (old?.total.value ?? 0)
            let moved = (old?.rank ?? row.rank) - row.rank
            return [
                .init(String(row.rank)), .init(row.name), .init(row.total.twoDecimals, .bold),
                .init(change == 0 ? "" : DifferencePage.signed(change), change > 0 ? .green : .red),
                moved == 0 ? "" : .moved(moved),
            ]
        }
        .enumerated().sorted { (Int($0.element[0].text) ?? 0, $0.offset) < (Int($1.element[0].text) ?? 0, $1.offset) }
        .map(\.element)
        return page
            + TextTable(
                [
                    .init(language("名次", "rank"), .right), .init(language("乡镇", "township"), least: 8),
                    .init(language("合计", "total"), .right), .init(language("增减", "change"), .right),
                    .init(language("升降", "moved"), .right),
                ], rows: rows
            ).render(width: width, colour: colour)
    }

    /// `{"month","clock","days":[{"day","known","events":[…],"table"?}]}`
    public func json() -> JSON {
        .members([
            .init("month", .string(story.month.description)), .init("clock", .string(story.clock.rawValue)),
            .init(
                "days",
                .array(
                    story.days.map { day in
                        var members: [JSON.Member] = [
                            .init("day", .string(day.day.description)), .init("known", day.head.json),
                            .init("events", .array(day.entries.map(EventWords.json))),
                        ]
                        if let table = day.table { members.append(.init("table", table.json(head: day.head))) }
                        return .members(members)
                    })),
        ])
    }

    /// `day,events,rank,id,total`
    public func csv(withByteOrderMark: Bool = false) -> String {
        var rows = [["day", "events", "rank", "id", "total"]]
        for day in story.days {
            for row in day.table?.rows ?? [] {
                rows.append([
                    day.day.description, String(day.entries.count), String(row.rank), row.id, row.total.twoDecimals,
                ])
            }
        }
        return CSV.text(rows, withByteOrderMark: withByteOrderMark)
    }
}
