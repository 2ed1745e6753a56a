import Ledger
import Records
import Scoring

/// A score table as people see it. Its JSON is `ScoreTable.json(head:)`.
public struct ScorePage: Page {
    /// In which order the townships stand.
    public enum Order: String, CaseIterable, Sendable {
        /// By rank; those of one rank in scheme order.
        case rank
        case scheme
    }

    public let table: ScoreTable
    public let head: LogHead
    public let language: Language
    public let order: Order
    /// The id of the only township wanted; nil for all.
    public let township: String?

    public init(
        _ table: ScoreTable, head: LogHead, order: Order = .rank, township: String? = nil, language: Language
    ) {
        self.table = table
        self.head = head
        self.order = order
        self.township = township
        self.language = language
    }

    func rows(_ order: Order) -> [ScoreTable.Row] {
        switch order {
        case .scheme: table.rows
        // Sorting keeps the order of equals only by their places.
        case .rank:
            table.rows.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
                .map(\.element)
        }
    }

    /// The table of all townships. Where the indicators are too wide, their groups stand instead, and where those are
    /// too wide, the small groups together.
    /// - Parameters:
    ///   - width: the most columns that a line should take; nil: no limit.
    ///   - wide: show every indicator, however wide the table gets.
    public func text(order: Order = .rank, width: Int?, wide: Bool = false, colour: Bool) -> String {
        let (layout, isWhole) = layout(order, width: width, wide: wide)
        var page = pageHead(width, colour) + "\n" + layout.render(width: wide ? nil : width, colour: colour)
        var notes = footnotes(isWhole: isWhole)
        if !isWhole {
            notes.append(language("各列为分组合计；--wide 显示全部考核项", "columns are sums of groups; --wide shows every indicator"))
        }
        if !notes.isEmpty { page += "\n" + FootNotes.text(notes, width: width, colour: colour) }
        return page
    }

    private func pageHead(_ width: Int?, _ colour: Bool) -> String {
        PageHead(title: table.scheme.title, on: table.on, months: table.months, head: head, language: language)
            .text(width: width, colour: colour)
    }

    /// The first layout that fits; the narrowest where none does.
    private func layout(_ order: Order, width: Int?, wide: Bool) -> (table: TextTable, isWhole: Bool) {
        let all = textTable(.all(table.scheme, language), order, gap: 2)
        guard let width, !wide, all.naturalWidth > width else { return (all, true) }
        let groups = ScoreColumns.groups(table.scheme, language)
        let stacked = groups.stacked(to: 5)
        var candidates = [(groups, 2), (groups.stacked(to: 9), 2), (stacked, 2), (stacked, 1)]
        for count in stride(from: groups.columns.count - 2, to: 0, by: -1) {
            candidates.append((groups.folded(to: count, table.scheme, language).stacked(to: 5), 1))
        }
        var narrowest = all
        for (columns, gap) in candidates {
            narrowest = textTable(columns, order, gap: gap)
            if narrowest.naturalWidth <= width { break }
        }
        return (narrowest, false)
    }

    private func textTable(_ columns: ScoreColumns, _ order: Order, gap: Int) -> TextTable {
        let indicators = table.scheme.indicators
        var shown: [TextTable.Column] = [
            .init(language("名次\n", "rank\n"), .right), .init(language("乡镇\n满分", "township\nmaximum"), least: 8),
            .init(language("合计\n", "total\n") + table.scheme.total.description, .right),
        ]
        let rows = rows(order)
        // A mark behind some of a column's numbers moves the others too, so that the points stay aligned.
        let marked = columns.columns.map { column in rows.contains { hasMark($0, column.indicators) } }
        for (column, marked) in zip(columns.columns, marked) {
            let most = column.indicators.reduce(0) { $0 + indicators[$1].points.value }
            let title = column.heading + mark(column.indicators) + "\n" + Hundredths(most).description
            shown.append(.init(marked ? title.replacing("\n", with: " \n") + " " : title, .right))
        }
        return TextTable(
            shown,
            rows: rows.map { row in
                [.init(String(row.rank)), .init(row.name), .init(row.total.twoDecimals, .bold)]
                    + zip(columns.columns, marked).map { cell(row, $0.indicators, marked: $1) }
            }, gap: gap)
    }

    private func mark(_ indicators: [Int]) -> String {
        table.rows.contains { row in indicators.contains { row.items[$0].flags.contains(.provisional) } } ? "†" : ""
    }

    private func hasMark(_ row: ScoreTable.Row, _ indicators: [Int]) -> Bool {
        let undefined = indicators.count { row.items[$0].flags.contains(.undefined) }
        return undefined > 0 && undefined < indicators.count
    }

    private func cell(_ row: ScoreTable.Row, _ indicators: [Int], marked: Bool) -> TextTable.Cell {
        let space = marked ? " " : ""
        if indicators.allSatisfy({ row.items[$0].flags.contains(.undefined) }) { return .init("—" + space, .dim) }
        let points = indicators.reduce(0) { $0 + row.items[$1].points.value }
        return .init(
            Hundredths(points).twoDecimals + (hasMark(row, indicators) ? "*" : space), points == 0 ? .dim : .plain)
    }

    func footnotes(isWhole: Bool) -> [String] {
        let flags = Set(table.rows.flatMap { $0.items.flatMap(\.flags) })
        var notes: [String] = []
        if flags.contains(.undefined) {
            let part = language("；* 组内有此情形", "; * so for part of the group")
            notes.append(
                language(
                    "— 分母为 0，比值无从计算：计 0 分，不参加比较",
                    "— the denominator is 0, the ratio undefined: no points, out of the comparison")
                    + (isWhole ? "" : part))
        }
        if flags.contains(.provisional) { notes.append("† " + provisional) }
        return notes
    }

    private var provisional: String {
        let through = table.scheme.targets.first?.through.description ?? ""
        return language(
            "暂按第一栏任务（至 \(through)）计算，该栏尚未到期",
            "provisional: measured by the first target column (through \(through)), which has not ended yet")
    }

    // MARK: - One township

    /// One township's points by indicator; nil where the scheme has no such township.
    /// - Parameter township: its id or name.
    public func text(township: String, width: Int?, colour: Bool) -> String? {
        guard let row = table.rows.first(where: { $0.id == township || $0.name == township }) else { return nil }
        let page =
            pageHead(width, colour) + "\n" + TextTable.Style.bold.paint(Terminal.safe(title(row)), colour) + "\n\n"
            + items(row).render(width: width, colour: colour)
        let notes = provisionalNote(row)
        return notes.isEmpty ? page : page + "\n" + FootNotes.text(notes, width: width, colour: colour)
    }

    func title(_ row: ScoreTable.Row) -> String {
        let total = "\(row.total.twoDecimals) / \(table.scheme.total)"
        return row.name
            + language(
                " · 第 \(row.rank) 名，共 \(table.rows.count) 个 · 合计 \(total)",
                " · rank \(row.rank) of \(table.rows.count) · total \(total)")
    }

    func provisionalNote(_ row: ScoreTable.Row) -> [String] {
        row.items.contains { $0.flags.contains(.provisional) } ? ["† " + provisional] : []
    }

    func items(_ row: ScoreTable.Row) -> TextTable {
        TextTable(
            [
                .init(language("考核项", "indicator"), least: 12), .init(language("得分", "points"), .right),
                .init(language("满分", "of"), .right), .init(language("条款", "clause"), least: 10, mayFold: true),
                .init(language("说明", "note"), least: 8, mayFold: true),
            ],
            rows: zip(table.scheme.indicators, row.items).map { indicator, item in
                let isUndefined = item.flags.contains(.undefined)
                let style: TextTable.Style =
                    item.points == indicator.points ? .green : item.points.value == 0 ? .dim : .plain
                return [
                    .init(language(indicator.name, indicator.id)),
                    isUndefined ? .init("—", style) : .points(item.points, style),
                    .init(indicator.points.description, .plain, .points(indicator.points.value)),
                    .init(indicator.clause, .dim),
                    .init(item.flags.map(short).joined(separator: language("、", ", ")), .yellow),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private func short(_ flag: ScoreTable.Flag) -> String {
        switch flag {
        case .undefined: language("分母为 0，不参加比较", "denominator 0, not compared")
        case .provisional: language("† 暂按第一栏任务", "† provisional target")
        }
    }

    // MARK: - CSV

    /// `rank,id,name,total`, a column an indicator by its id, and `flags` as `indicator:flag`, apart by spaces.
    /// - Parameter township: the id of the only row wanted; nil for all.
    public func csv(order: Order = .rank, township: String? = nil, withByteOrderMark: Bool = false) -> String {
        let header = ["rank", "id", "name", "total"] + table.scheme.indicators.map(\.id) + ["flags"]
        let lines = rows(order).filter { township == nil || $0.id == township }.map { row in
            let flags = row.items.flatMap { item in item.flags.map { "\(item.id):\($0.rawValue)" } }
            return [String(row.rank), row.id, row.name, row.total.twoDecimals] + row.items.map(\.points.twoDecimals)
                + [flags.joined(separator: " ")]
        }
        return CSV.text([header] + lines, withByteOrderMark: withByteOrderMark)
    }
}
