import Audits
import Ledger
import Records
import Scoring

/// Two tables side by side, cells that differ marked: of two moments, of two days, or without and with something.
public struct ComparisonPage: Page {
    public struct Side: Sendable {
        public let title: String
        public let table: ScoreTable?
        public let head: LogHead?
        public init(_ title: String, _ table: ScoreTable?, head: LogHead?) {
            self.title = title
            self.table = table
            self.head = head
        }
    }
    public let left: Side
    public let right: Side
    public let language: Language

    public init(_ left: Side, _ right: Side, language: Language) {
        self.left = left
        self.right = right
        self.language = language
    }

    private var scheme: Scheme? { right.table?.scheme ?? left.table?.scheme }
    private var changes: PointChanges { PointChanges(from: left.table, to: right.table) }

    public func text(width: Int?, colour: Bool) -> String {
        var page = ""
        for (mark, side) in [("A", left), ("B", right)] {
            page += "\(mark)  \(side.title)"
            if let head = side.head {
                page += language("，已入账 \(head.size) 条", ", \(Language.plural(head.size, "event"))")
            }
            if side.table == nil { page += language("，没有施行的办法", ", no scheme in force") }
            page += "\n"
        }
        guard let table else { return page }
        page += "\n" + table.render(width: width, colour: colour)
        if changes.isEmpty { page += language("\n两表相同\n", "\nThe tables are the same.\n") }
        return page
    }

    public var document: Document {
        var document = Document(language("得分对比", "Two score tables"), language: language)
        for (mark, side) in [("A", left), ("B", right)] {
            let known = side.head.map { language("，已入账 \($0.size) 条", ", \($0.size) events") } ?? ""
            let missing = side.table == nil ? language("，没有施行的办法", ", no scheme in force") : ""
            document.facts.append(.init(mark, side.title + known + missing))
        }
        let same = changes.isEmpty ? [language("两表相同", "The tables are the same.")] : []
        document.sections = [Document.Section("", table: table, notes: same)]
        document.time = right.head?.recordedAt
        return document
    }

    private var table: TextTable? {
        guard let scheme else { return nil }
        let changes = changes
        let moved = scheme.indicators.filter { indicator in
            scheme.townships.contains { changes.points($0.id, indicator.id) != 0 }
        }
        func row(_ side: Side, _ id: String) -> ScoreTable.Row? { side.table?.rows.first { $0.id == id } }
        let rows = scheme.townships.map { place -> [TextTable.Cell] in
            let (a, b) = (row(left, place.id), row(right, place.id))
            let change = changes.total(place.id)
            var cells: [TextTable.Cell] = [
                .init(place.name), a.map { .points($0.total) } ?? "—", b.map { .points($0.total, .bold) } ?? "—",
                .change(change, formula: .difference(of: 2, minus: 1)), .ranks(a?.rank, b?.rank),
            ]
            for indicator in moved {
                let points = changes.points(place.id, indicator.id)
                cells.append(.change(points, zero: "·"))
            }
            return cells
        }
        let titles = moved.map { indicator in
            let name = language(indicator.name, indicator.id)
            return TextTable.Column(
                name.replacing("·", with: "\n").replacing(".", with: "\n", maxReplacements: 1), .right, mayFold: true)
        }
        return TextTable(
            [
                .init(language("乡镇", "township"), least: 8), .init("A", .right), .init("B", .right),
                .init(language("增减", "change"), .right), .init(language("名次", "rank"), .right),
            ] + titles, rows: rows, foldedNote: language("未显示：", "not shown: "))
    }

    /// `{"a":{"title","known","table"},"b":{…},"changes":{township:{indicator:"±n.nn"}}}`
    public func json() -> JSON {
        func side(_ side: Side) -> JSON {
            var members: [JSON.Member] = [.init("title", .string(side.title))]
            if let head = side.head {
                members.append(.init("known", head.json))
                if let table = side.table { members.append(.init("table", table.json(head: head))) }
            }
            return .members(members)
        }
        return .members([.init("a", side(left)), .init("b", side(right)), .init("changes", EventWords.json(changes))])
    }

    /// `id,name,a_total,b_total,change,a_rank,b_rank` and a column an indicator with its change.
    public func csv(withByteOrderMark: Bool = false) -> String {
        guard let scheme else { return "" }
        var rows = [["id", "name", "a_total", "b_total", "change", "a_rank", "b_rank"] + scheme.indicators.map(\.id)]
        for place in scheme.townships {
            let (a, b) = (left.table?.rows.first { $0.id == place.id }, right.table?.rows.first { $0.id == place.id })
            rows.append(
                [
                    place.id, place.name, a?.total.twoDecimals ?? "", b?.total.twoDecimals ?? "",
                    DecimalText.fixed(Int128(changes.total(place.id)), decimals: 2), a.map { String($0.rank) } ?? "",
                    b.map { String($0.rank) } ?? "",
                ] + scheme.indicators.map { DecimalText.fixed(Int128(changes.points(place.id, $0.id)), decimals: 2) })
        }
        return CSV.text(rows, withByteOrderMark: withByteOrderMark)
    }
}
