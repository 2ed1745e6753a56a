import Reports
import Workbooks

/// One section of a document on a sheet: titles, the table's heading, its rows, the notes, and the charts below.
struct SectionSheet {
    private let section: Document.Section
    private let table: TextTable
    private let document: Document
    private let head: Document?
    private let texts: [String]
    private let style: SheetStyle
    private let widths: [Int]

    /// - Parameters:
    ///   - head: the document whose title and facts stand on top; nil: only the section's heading does.
    ///   - texts: paragraphs of the document that have no table.
    ///   - widths: of the sheet's columns, where the section shares it with others; at least as many as the table has.
    init(
        _ section: Document.Section, of document: Document, head: Document?, texts: [String] = [], widths: [Int]? = nil
    ) {
        self.section = section
        self.document = document
        self.head = head
        self.texts = texts
        table = section.table ?? TextTable([.init("")])
        style = SheetStyle(document.language)
        self.widths = widths ?? Self.widths(table)
    }

    private var width: Int { widths.count }

    func write(to sheet: SheetWriter) throws(WorkbookFault) {
        sheet.hideGridlines()
        for (column, width) in widths.enumerated() { try sheet.setWidth(Double(width), of: column...column) }
        let (layout, row) = try body(sheet, from: 0)
        if !table.rows.isEmpty {
            try sheet.freeze(above: layout.rows.lowerBound, leftOf: frozenColumns)
            try sheet.filter(
                CellRange(rows: layout.titleRow...layout.rows.upperBound, columns: 0...(width - 1)))
        }
        try SheetFigure(section, layout, sheet.name).draw(on: sheet, from: row + 1)
        try sheet.setPage(page(layout, isBroad: section.isBroad || widths.reduce(0, +) > 100))
    }

    /// Titles, table and notes, without what a sheet has once.
    /// - Returns: where the table stands, and the first row below all of it.
    func body(_ sheet: SheetWriter, from first: Int) throws(WorkbookFault) -> (layout: TableLayout, next: Int) {
        let space = widths.reduce(0, +)
        var row = try titles(sheet, space, from: first)
        let layout = TableLayout(table: table, titleRow: row + (hasGroups ? 1 : 0))
        if section.table != nil {
            row = layout.rows.upperBound + 1
            try heading(sheet, layout)
            try rows(sheet, layout)
        }
        for text in section.notes + texts {
            try sheet.merge(line(row), .text(text), style.note)
            try sheet.setHeight(height(text, in: space, isSmall: true), of: row)
            row += 1
        }
        return (layout, row)
    }

    /// - Returns: the first row below.
    private func titles(_ sheet: SheetWriter, _ space: Int, from first: Int) throws(WorkbookFault) -> Int {
        var lines: [(text: String, format: CellFormat, points: Double)] = []
        if let head {
            if let issuer = head.issuer { lines.append((issuer, style.issuer, 18)) }
            lines.append((head.title, style.title, 26))
            for fact in head.facts {
                let text = fact.label + document.language("：", ": ") + fact.value
                lines.append((text, style.note, height(text, in: space, isSmall: true)))
            }
        }
        if !section.heading.isEmpty, section.heading != head?.title {
            lines.append((section.heading, style.subtitle, 22))
        }
        for text in section.paragraphs { lines.append((text, style.paragraph, height(text, in: space))) }
        for (index, entry) in lines.enumerated() {
            try sheet.merge(line(first + index), .text(entry.text), entry.format)
            try sheet.setHeight(entry.points, of: first + index)
        }
        return first + lines.count
    }

    private func line(_ row: Int) -> CellRange { CellRange(rows: row...row, columns: 0...max(0, width - 1)) }

    /// - Parameter isSmall: whether it is a note, in 9 of the 11 points that columns are counted by.
    private func height(_ text: String, in space: Int, isSmall: Bool = false) -> Double {
        let room = max(12, isSmall ? space * 11 / 9 : space)
        return Double(Self.lines(DisplayWidth.of(text), in: room) * 15)
    }

    // MARK: - Table

    private var hasGroups: Bool { table.columns.contains { $0.group != nil } }

    private func heading(_ sheet: SheetWriter, _ layout: TableLayout) throws(WorkbookFault) {
        let row = layout.titleRow
        let lines = table.columns.map { $0.title.split(separator: "\n").count }.max() ?? 1
        try sheet.setHeight(Double(max(1, lines, stackedLines)) * 15 + 4, of: row)
        for run in ColumnGroups.runs(table) {
            guard hasGroups else {
                try title(sheet, CellRange.cell(row, run.lowerBound), run.lowerBound)
                continue
            }
            guard let group = table.columns[run.lowerBound].group else {
                try title(sheet, CellRange(rows: (row - 1)...row, columns: run), run.lowerBound)
                continue
            }
            if run.count == 1, table.columns[run.lowerBound].title.isEmpty {
                try sheet.merge(CellRange(rows: (row - 1)...row, columns: run), .text(group), style.heading)
            } else {
                try sheet.merge(CellRange(rows: (row - 1)...(row - 1), columns: run), .text(group), style.heading)
                for column in run { try title(sheet, .cell(row, column), column) }
            }
        }
        if hasGroups { try sheet.setHeight(32, of: row - 1) }
    }

    /// Titles that are broader than their columns break.
    private var stackedLines: Int {
        table.columns.indices.map { index in
            table.columns[index].title.split(separator: "\n")
                .reduce(0) { $0 + Self.lines(DisplayWidth.of(String($1)), in: widths[index]) }
        }.max() ?? 1
    }

    /// The lines that a text breaks into; a broken one does not fill each of them to the end.
    static func lines(_ text: Int, in width: Int) -> Int {
        text <= width - 2 ? 1 : (text - 1) / max(1, width - 4) + 1
    }

    private func title(_ sheet: SheetWriter, _ range: CellRange, _ column: Int) throws(WorkbookFault) {
        let lines = table.columns[column].title.split(separator: "\n").map(String.init)
        try sheet.merge(range, .text(lines.joined(separator: "\n")), style.heading)
    }

    private func rows(_ sheet: SheetWriter, _ layout: TableLayout) throws(WorkbookFault) {
        for (index, cells) in table.rows.enumerated() {
            let row = layout.rows.lowerBound + index
            // Programs differ in whether they make room for broken lines by themselves.
            let lines = zip(cells, widths).map { Self.lines(DisplayWidth.of($0.text), in: $1) }.max() ?? 1
            if lines > 1, cells.contains(where: { $0.value == nil && DisplayWidth.of($0.text) > 20 }) {
                try sheet.setHeight(Double(lines) * 15, of: row)
            }
            for column in table.columns.indices {
                let cell = column < cells.count ? cells[column] : ""
                try sheet.write(
                    layout.value(cell, row: row, column: column), at: row, column,
                    style.cell(
                        cell, table.columns[column].alignment, wraps: DisplayWidth.of(cell.text) > widths[column]))
            }
        }
    }

    /// In characters. A heading may break; numbers may not.
    static func widths(_ table: TextTable) -> [Int] {
        var widths = table.columns.enumerated().map { column, one in
            let title = one.title.split(separator: "\n").map { DisplayWidth.of(String($0)) }.max() ?? 0
            let content = table.rows.reduce(0) { column < $1.count ? max($0, room($1[column])) : $0 }
            return max(min(title, 8), min(content, 46), 4) + 2
        }
        // A sheet is fitted to a page's width: where texts make it so wide that nobody can read the print, they break sooner.
        while widths.reduce(0, +) > readable {
            let texts = widths.indices.filter { isText($0, table) && widths[$0] > leastText }
            guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    /// The characters across an A4 page on its side that are read with ease.
    private static let readable = 150
    private static let leastText = 20

    /// Whether what stands in a column may break.
    private static func isText(_ column: Int, _ table: TextTable) -> Bool {
        table.rows.allSatisfy { column >= $0.count || $0[column].value == nil }
    }

    /// What a cell takes; amounts of money always have their cents.
    private static func room(_ cell: TextTable.Cell) -> Int {
        let width = DisplayWidth.of(cell.text)
        switch cell.value {
        case .money: return width + (cell.text.contains(".") ? 1 : 3)
        case .ratio: return max(width, 8)
        case .change: return width + 1
        default: return width
        }
    }

    private var frozenColumns: Int {
        let first = table.columns.prefix(3).firstIndex { $0.alignment == .left } ?? 0
        return first + 1
    }

    private func page(_ layout: TableLayout, isBroad: Bool) -> PageSetup {
        var setup = PageSetup()
        setup.isLandscape = isBroad
        setup.repeatedRows = (layout.titleRow - (hasGroups ? 1 : 0))...layout.titleRow
        setup.fitsOnePage = section.figure != nil
        // What does not fit Excel's 255 characters is cut here, not refused.
        setup.footer = String(document.footer.prefix(180))
        return setup
    }
}
