import Ledger
import Records

/// A table's figure as inline SVG. Coordinates are whole units of the view box; they only place ink, no figure is read
/// from them.
struct FigureSVG {
    private let table: TextTable
    private let figure: Document.Figure
    private let language: Language

    init(_ table: TextTable, _ figure: Document.Figure, _ language: Language) {
        self.table = table
        self.figure = figure
        self.language = language
    }

    var text: String {
        switch figure {
        case .bars(let columns): bars(columns)
        case .lines(let columns): LineChartSVG(table, columns).text
        }
    }

    private func bars(_ columns: ClosedRange<Int>) -> String {
        table.rows.map { row in
            let cells = columns.map { $0 < row.count ? row[$0] : "" }
            guard let done = cells.first?.number, let whole = cells.last?.number, whole > 0 else { return "" }
            let (left, width) = (190, 430)
            func x(_ value: Int128) -> Int { left + Int(min(max(0, value), whole) * Int128(width) / whole) }
            var svg = "<svg viewBox=\"0 0 760 52\" role=\"img\">\n"
            svg +=
                "<text x=\"\(left - 10)\" y=\"29\" font-size=\"13\" text-anchor=\"end\">\(HTML.escaped(row[0].text))</text>\n"
            svg += "<rect x=\"\(left)\" y=\"14\" width=\"\(width)\" height=\"20\" rx=\"3\" fill=\"#e9e6e1\"/>\n"
            let colour = done >= cells.dropFirst().first?.number ?? whole ? "#1f7a4d" : "#c77700"
            svg +=
                "<rect x=\"\(left)\" y=\"14\" width=\"\(x(done) - left)\" height=\"20\" rx=\"3\" fill=\"\(colour)\"/>\n"
            var marked: [Int128] = []
            for (index, cell) in zip(columns, cells).dropFirst() {
                guard let value = cell.number, !marked.contains(value) else { continue }
                marked.append(value)
                svg += "<path d=\"M\(x(value)) 10V38\" stroke=\"#333\" stroke-width=\"1.5\"/>\n"
                let title = HTML.escaped(table.columns[index].flatTitle)
                // The marks before the whole are told above the bar, the whole below, so that they never meet.
                let y = value == whole ? 49 : 8
                svg +=
                    "<text x=\"\(x(value))\" y=\"\(y)\" font-size=\"10\" fill=\"#555\" text-anchor=\"end\">\(title) \(HTML.escaped(cell.text))</text>\n"
            }
            svg +=
                "<text x=\"\(left + width + 10)\" y=\"30\" font-size=\"15\" font-weight=\"700\">\(HTML.escaped(cells[0].text))</text>\n"
            return svg + "</svg>\n"
        }.joined()
    }
}
