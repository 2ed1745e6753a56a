import Intake
import Records
import Reports
import Sheets
import Workbooks

/// A copy of the sheets of a refused import, with the bad cells coloured and what is wrong with each as a comment. Values
/// are copied, formats are not.
///
/// - Complexity: reads each sheet once and holds the copy in memory, about 100 bytes a cell.
public struct MarkedCopy {
    private let intake: Intake
    private let refused: ImportRefused
    private let page: ImportRefusedPage
    private let language: Language

    /// What is said about one cell.
    private struct Mark {
        var texts: [String]
        var isFault: Bool
    }

    public init(_ intake: Intake, _ refused: ImportRefused, _ words: FaultWords) {
        self.intake = intake
        self.refused = refused
        page = ImportRefusedPage(words)
        language = words.language
    }

    /// Writes the copy.
    /// - Parameter created: seconds since 1970, for the document's properties.
    /// - Returns: the number of cells marked.
    /// - Throws: `WorkbookFault`, `IntakeFaults`.
    public func write(to path: String, created: Int64) throws -> Int {
        let book = try WorkbookWriter(path: path, title: language("导入问题", "Import faults"), created: created)
        var names: Set<String> = []
        var count = 0
        for index in refused.sources.indices {
            let marks = marks(of: index)
            guard !marks.isEmpty else { continue }
            count += marks.values.reduce(0) { $0 + $1.count }
            let sheet = try book.sheet(name(of: refused.sources[index], &names))
            try copy(refused.sources[index], marks, to: sheet)
        }
        try book.close()
        return count
    }

    /// A name that no other sheet of the copy has.
    private func name(of source: Intake.Source, _ taken: inout Set<String>) -> String {
        let file = source.place.file
        let plain = source.place.sheet.isEmpty ? String(file.prefix { $0 != "." }) : source.place.sheet
        var name = SheetName.fit(plain)
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = SheetName.fit(plain.prefix(24) + "-\(number)")
            number += 1
        }
        return name
    }

    /// The marks of a sheet by row and column.
    private func marks(of source: Int) -> [Int: [Int: Mark]] {
        let plan = refused.sources[source].plan
        let first = plan.columns.map(\.number).min() ?? 1
        var marks: [Int: [Int: Mark]] = [:]
        func add(_ text: String, _ row: Int, _ column: Int?, isFault: Bool) {
            var mark = marks[row]?[column ?? first] ?? Mark(texts: [], isFault: isFault)
            mark.texts.append(text)
            mark.isFault = mark.isFault || isFault
            marks[row, default: [:]][column ?? first] = mark
        }
        for fault in refused.faults where fault.source == source {
            add(page.sentence(fault, refused), fault.row, fault.column, isFault: true)
        }
        for change in refused.changes where change.source == source {
            let before = change.amendment.before
            let head = language(
                "与账上不同：记录 \(before.id)（第 \(before.seq) 条）", "differs from record \(before.id) (event \(before.seq))")
            for (field, line) in page.lines(change.amendment) {
                add(
                    head + "\n" + line.dropLast(), change.row, plan.column(of: field, month: change.month),
                    isFault: false)
            }
        }
        return marks
    }

    private func copy(_ source: Intake.Source, _ marks: [Int: [Int: Mark]], to sheet: SheetWriter) throws {
        var widths: [Int: Int] = [:]
        var marks = marks
        let rows = try intake.sheetRows(of: source)
        while let block = try IntakeFaults.at(source.place, { () throws(SheetFault) in try rows.next() }) {
            for row in block {
                let isHeading = row.number <= source.plan.headingRow
                var rowMarks = marks.removeValue(forKey: row.number) ?? [:]
                for cell in row.cells {
                    let mark = rowMarks.removeValue(forKey: cell.column)
                    try write(cell, row.number, mark, isHeading: isHeading, to: sheet)
                    // A title would make its column too wide.
                    if row.number >= source.plan.headingRow {
                        widths[cell.column] = max(widths[cell.column] ?? 0, DisplayWidth.of(cell.text))
                    }
                }
                // What is missing stands in no cell of the sheet.
                for (column, mark) in rowMarks {
                    try write(Cell(column: column, text: ""), row.number, mark, isHeading: false, to: sheet)
                }
            }
        }
        for (column, width) in widths {
            try sheet.setWidth(Double(min(max(width + 2, 8), 40)), of: column - 1...column - 1)
        }
        try sheet.freeze(above: source.plan.headingRow, leftOf: 0)
        var page = PageSetup()
        page.isLandscape = true
        page.repeatedRows = source.plan.headingRow - 1...source.plan.headingRow - 1
        try sheet.setPage(page)
    }

    private func write(_ cell: Cell, _ row: Int, _ mark: Mark?, isHeading: Bool, to sheet: SheetWriter) throws {
        var format = CellFormat()
        format.isBold = isHeading
        if let mark {
            format.fill = mark.isFault ? 0xFFC7CE : 0xFFEB9C
            format.colour = mark.isFault ? 0x9C0006 : 0x7F6000
        }
        try sheet.write(MarkedCopy.value(cell), at: row - 1, cell.column - 1, format)
        if let mark {
            try sheet.comment(
                mark.texts.joined(separator: "\n"), at: row - 1, cell.column - 1, author: language("台账", "Taizhang"))
        }
    }

    private static func value(_ cell: Cell) -> CellValue {
        switch cell.kind {
        case .number: return .decimal(cell.text)
        case .date:
            let parts = cell.text.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3 else { return .text(cell.text) }
            return .date(CellDate(year: parts[0], month: parts[1], day: parts[2]))
        case .text, .boolean, .error, .uncomputed: return cell.text.isEmpty ? .blank : .text(cell.text)
        }
    }
}
