import Ledger
import Records

/// A line a row of a table, each told at its right end.
struct LineChartSVG {
    private let table: TextTable
    private let columns: ClosedRange<Int>
    private let width = 760
    /// As high as the names at the lines' ends need.
    private let height: Int
    /// Room for the names right, the columns' titles below.
    private let right = 150
    private let top = 14
    private let bottom = 30
    /// Colours that people with colour blindness tell apart (Paul Tol's), with dashes for those who print in black.
    private static let colours = [
        "#332288", "#117733", "#CC6677", "#0077BB", "#999933", "#882255", "#44AA99", "#AA4499", "#EE7733", "#555555",
        "#009988", "#661100",
    ]
    /// From one name to the next below it.
    private static let line = 14
    private static let dashes = ["", "6 3", "2 3"]

    init(_ table: TextTable, _ columns: ClosedRange<Int>) {
        self.table = table
        self.columns = columns
        height = max(400, top + table.rows.count * LineChartSVG.line + bottom)
    }

    var text: String {
        let values = table.rows.map { row in columns.map { $0 < row.count ? row[$0].number : nil } }
        let known = values.joined().compactMap(\.self)
        guard let least = known.min(), let most = known.max() else { return "" }
        let step = LineChartSVG.step(from: least, to: most)
        let low = max(0, least / step * step)
        let high = max(low + step, (most + step - 1) / step * step)
        // Room for the numbers.
        let left = max(44, 12 + 7 * String(high / 100).utf8.count)
        func y(_ value: Int128) -> Int {
            height - bottom - Int((value - low) * Int128(height - top - bottom) / (high - low))
        }
        func x(_ index: Int) -> Int { left + index * (width - left - right) / max(1, columns.count - 1) }
        var svg = "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\">\n"
        for number in 0...Int((high - low) / step) {
            let value = low + Int128(number) * step
            svg += "<path d=\"M\(left) \(y(value))H\(width - right)\" stroke=\"#e2e2e2\"/>\n"
            svg +=
                "<text x=\"\(left - 6)\" y=\"\(y(value) + 4)\" font-size=\"11\" fill=\"#666\" text-anchor=\"end\">\(value / 100)</text>\n"
        }
        for (index, column) in columns.enumerated() {
            let title = HTML.escaped(table.columns[column].flatTitle)
            svg +=
                "<text x=\"\(x(index))\" y=\"\(height - 10)\" font-size=\"11\" fill=\"#666\" text-anchor=\"middle\">\(title)</text>\n"
        }
        var ends: [(row: Int, y: Int, last: Int)] = []
        for (row, line) in values.enumerated() {
            let points = line.enumerated().compactMap { index, value in value.map { (x(index), y($0)) } }
            guard let end = points.last else { continue }
            let path = points.enumerated().map { "\($0 == 0 ? "M" : "L")\($1.0) \($1.1)" }.joined()
            let dash = Self.dashes[row / 4 % 3]
            svg +=
                "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour(row))\" stroke-width=\"2\"\(dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")/>\n"
            svg += points.map { "<circle cx=\"\($0.0)\" cy=\"\($0.1)\" r=\"2.6\" fill=\"\(colour(row))\"/>\n" }.joined()
            ends.append((row, end.1, end.0))
        }
        for (row, at, y) in labels(ends) {
            let x = width - right + 12
            svg +=
                "<path d=\"M\(ends[at].last + 4) \(ends[at].y)L\(x - 2) \(y - 4)\" stroke=\"\(colour(row))\" stroke-width=\".7\"/>\n"
            svg +=
                "<text x=\"\(x)\" y=\"\(y)\" font-size=\"11\" fill=\"\(colour(row))\">\(HTML.escaped(label(row)))</text>\n"
        }
        return svg + "</svg>\n"
    }

    /// How far the lines across stand from each other, in hundredths: tens of points, and 20, 50, 100 … where there would
    /// be more than ten steps of them.
    private static func step(from least: Int128, to most: Int128) -> Int128 {
        var ten: Int128 = 1000
        while true {
            if let step = [1, 2, 5].map({ $0 * ten }).first(where: { (most - least) / $0 <= 10 }) { return step }
            ten *= 10
        }
    }

    private func colour(_ row: Int) -> String { Self.colours[row % Self.colours.count] }

    private func label(_ row: Int) -> String {
        let last = columns.reversed().compactMap { $0 < table.rows[row].count ? table.rows[row][$0] : nil }
            .first { $0.number != nil }
        return "\(table.rows[row].first?.text ?? "") \(last?.text ?? "")"
    }

    /// Where the names stand: as near to their lines' ends as they can without lying on each other.
    private func labels(_ ends: [(row: Int, y: Int, last: Int)]) -> [(row: Int, at: Int, y: Int)] {
        let line = LineChartSVG.line
        var placed: [(row: Int, at: Int, y: Int)] = []
        var next = top + 4
        for (at, end) in ends.enumerated().sorted(by: { ($0.element.y, $0.offset) < ($1.element.y, $1.offset) }) {
            let y = max(next, end.y + 4)
            placed.append((end.row, at, y))
            next = y + line
        }
        // What was pushed over the bottom pushes the others up again.
        var limit = height - 4
        for index in placed.indices.reversed() {
            placed[index].y = min(placed[index].y, limit)
            limit = placed[index].y - line
        }
        return placed
    }
}
