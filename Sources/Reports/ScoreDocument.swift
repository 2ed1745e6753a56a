import Ledger
import Records
import Scoring

/// The score table in the layout of Attachment 2: what is assessed above, with its points; the indicators below.
struct ScoreSheet {
    let table: ScoreTable
    let language: Language

    /// - Parameters:
    ///   - before: last month's table, for a column of changes; nil: none.
    ///   - rows: in the order wanted.
    func textTable(_ rows: [ScoreTable.Row], before: ScoreTable? = nil) -> TextTable {
        let indicators = table.scheme.indicators
        let first = before == nil ? 3 : 5
        var columns: [TextTable.Column] = [
            .init(language("名次", "rank"), .right), .init(language("乡镇", "township"), least: 16),
            .init(language("合计\n", "total\n") + table.scheme.total.description, .right),
        ]
        if before != nil {
            columns += [
                .init(language("比上月", "change"), .right), .init(language("名次\n升降", "places"), .right),
            ]
        }
        columns += indicators.map { indicator in
            let parts = title(indicator)
            return .init(parts.title, .right, mayFold: true, group: parts.group)
        }
        return TextTable(
            columns,
            rows: rows.map { row in
                [
                    .count(row.rank), .init(row.name),
                    .points(row.total, .bold, formula: .sum(columns: first...(first + indicators.count - 1))),
                ] + changes(row, before) + row.items.map(cell)
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private func cell(_ item: ScoreTable.Item) -> TextTable.Cell {
        item.flags.contains(.undefined)
            ? .init("—", .dim) : .points(item.points, item.points.value == 0 ? .dim : .plain)
    }

    private func changes(_ row: ScoreTable.Row, _ before: ScoreTable?) -> [TextTable.Cell] {
        guard let before else { return [] }
        guard let old = before.rows.first(where: { $0.id == row.id }) else { return ["—", "—"] }
        return [.change(row.total.value - old.total.value), TextTable.Cell.moved(old.rank - row.rank)]
    }

    /// The group with its points above, the indicator's own part of the name and its points below.
    private func title(_ indicator: Scheme.Indicator) -> (group: String, title: String) {
        let name = language(indicator.name, indicator.id)
        let parts = name.split(separator: language == .zh ? "·" : ".", maxSplits: 1)
        let siblings = table.scheme.indicators.filter { $0.group == indicator.group }
        let sum = Hundredths(siblings.reduce(0) { $0 + $1.points.value }).description
        let group = language(indicator.group.isEmpty ? indicator.name : indicator.group, String(parts.first ?? ""))
        let own = parts.count == 2 ? "\(parts[1])\n\(indicator.points)" : ""
        return ("\(group) \(sum)", own)
    }
}

extension TextTable.Cell {
    /// `▲2` for two places up, green; `▼1` down, red.
    static func moved(_ places: Int) -> Self {
        .init(
            places == 0 ? "—" : places > 0 ? "▲\(places)" : "▼\(-places)",
            places > 0 ? .green : places < 0 ? .red : .dim, .places(places))
    }
}

extension ScorePage {
    public var document: Document {
        let head = PageHead(
            title: table.scheme.title, on: table.on, months: table.months, head: head, language: language)
        var document = Document(table.scheme.title, language: language)
        document.facts = head.facts
        document.time = self.head.recordedAt
        if let row = table.rows.first(where: { $0.id == township }) {
            document.title = title(row)
            document.sections = [Document.Section("", table: items(row), notes: provisionalNote(row))]
        } else {
            let section = Document.Section(
                language("得分表", "scores"),
                table: ScoreSheet(table: table, language: language).textTable(rows(order)),
                notes: footnotes(isWhole: true))
            document.sections = [section]
        }
        return document
    }

    public func text(width: Int?, colour: Bool) -> String {
        township.flatMap { text(township: $0, width: width, colour: colour) }
            ?? text(order: order, width: width, colour: colour)
    }

    public func csv(withByteOrderMark: Bool) -> String {
        csv(order: order, township: township, withByteOrderMark: withByteOrderMark)
    }

    public func json() -> JSON { table.json(head: head, township: township) }
}
