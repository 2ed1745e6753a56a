import Reports
import Workbooks

/// A section's figure as charts that read the sheet's own cells.
struct SheetFigure {
    private let section: Document.Section
    private let layout: TableLayout
    private let sheet: String

    init(_ section: Document.Section, _ layout: TableLayout, _ sheet: String) {
        self.section = section
        self.layout = layout
        self.sheet = sheet
    }

    func draw(on writer: SheetWriter, from row: Int) throws(WorkbookFault) {
        switch section.figure {
        case nil: return
        case .lines(let columns): try lines(columns, writer, row)
        case .bars(let columns): try bars(columns, writer, row)
        }
    }

    private func lines(_ columns: ClosedRange<Int>, _ writer: SheetWriter, _ row: Int) throws(WorkbookFault) {
        let colours: [UInt32] = [
            0x332288, 0x117733, 0xCC6677, 0x0077BB, 0x999933, 0x882255, 0x44AA99, 0xAA4499, 0xEE7733, 0x555555,
            0x009988, 0x661100,
        ]
        let titles = CellRange(rows: layout.titleRow...layout.titleRow, columns: columns)
        let series = layout.table.rows.enumerated().map { index, cells in
            let at = layout.rows.lowerBound + index
            return Chart.Series(
                name: cells.first?.text ?? "", categories: titles, values: CellRange(rows: at...at, columns: columns),
                colour: colours[index % colours.count])
        }
        guard !series.isEmpty else { return }
        var chart = Chart(.line, title: section.heading, sheet: sheet, series: series)
        chart.height = 420
        let least = layout.table.rows.joined().compactMap { cell -> Int64? in
            if case .points(let value)? = cell.value { value } else { nil }
        }.min()
        chart.least = least.map { Int(max(0, $0 / 1000 * 10)) }
        try writer.insert(chart, at: row, 0)
    }

    /// A chart a row, since each has a whole of its own.
    private func bars(_ columns: ClosedRange<Int>, _ writer: SheetWriter, _ row: Int) throws(WorkbookFault) {
        let titles = CellRange(rows: layout.titleRow...layout.titleRow, columns: columns)
        for (index, cells) in layout.table.rows.enumerated() {
            let at = layout.rows.lowerBound + index
            let name = cells.first?.text ?? ""
            let series = Chart.Series(
                name: name, categories: titles, values: CellRange(rows: at...at, columns: columns), colour: 0x1F7A4D)
            var chart = Chart(.bars, title: name, sheet: sheet, series: [series])
            chart.least = 0
            chart.showsLegend = false
            chart.showsValues = true
            chart.isReversed = true
            chart.height = 190
            try writer.insert(chart, at: row + index * 10, 0)
        }
    }
}
