import Intake
import Records
import Reports
import Workbooks

/// Forms to fill in: a sheet for each type, notes, and the lists that cells choose from.
public struct TemplateWorkbook {
    /// Rows that get drop-down lists and checks.
    private static let rows = 5000

    private let forms: [TemplateForm]
    private let vocabulary: Vocabulary
    private let language: Language

    /// - Parameter types: at least one.
    public init(_ types: [RecordType], _ vocabulary: Vocabulary, _ language: Language) {
        forms = types.map { TemplateForm($0, vocabulary, language) }
        self.vocabulary = vocabulary
        self.language = language
    }

    /// The form of the first type as CSV.
    public var csv: String {
        let columns = forms.first?.columns ?? []
        return CSV.text([columns.map(\.heading), columns.map(\.example)], withByteOrderMark: true)
    }

    /// - Parameter created: seconds since 1970, for the document's properties.
    /// - Throws: `WorkbookFault`.
    public func write(to path: String, created: Int64) throws(WorkbookFault) {
        let title = forms.count == 1 ? forms[0].sheetName : language("台账样表", "Forms of the ledger")
        let book = try WorkbookWriter(path: path, title: title, created: created)
        let sheets = try forms.map { form throws(WorkbookFault) in try book.sheet(form.sheetName) }
        let notes = try book.sheet(language("填表说明", "notes"))
        let lists = TemplateLists(try book.sheet(language("选项", "lists")))
        for (form, sheet) in zip(forms, sheets) { try fill(sheet, form, lists) }
        try fillNotes(notes)
        lists.sheet.hide()
        try book.close()
    }

    private func fill(_ sheet: SheetWriter, _ form: TemplateForm, _ lists: TemplateLists) throws(WorkbookFault) {
        for (index, column) in form.columns.enumerated() {
            let plain = TemplateWorkbook.format(column)
            let width = max(DisplayWidth.of(column.heading), DisplayWidth.of(column.example)) + 4
            try sheet.setWidth(Double(min(max(width, 12), 44)), of: index...index, plain)
            try sheet.write(.text(column.heading), at: 0, index, TemplateWorkbook.heading)
            try sheet.comment(column.allowed, at: 0, index, author: language("台账", "Taizhang"))
            let example = plain.with(\.colour, 0x808080).with(\.isItalic, true)
            try sheet.write(TemplateWorkbook.value(column), at: 1, index, example)
            let range = CellRange(rows: 1...TemplateWorkbook.rows, columns: index...index)
            try restrict(sheet, form, column, range, lists)
        }
        try sheet.setHeight(24, of: 0)
        try sheet.freeze(above: 1, leftOf: 1)
        try sheet.filter(CellRange(rows: 0...1, columns: 0...form.columns.count - 1))
        var page = PageSetup()
        page.isLandscape = true
        page.repeatedRows = 0...0
        try sheet.setPage(page)
    }

    private func restrict(
        _ sheet: SheetWriter, _ form: TemplateForm, _ column: TemplateForm.Column, _ range: CellRange,
        _ lists: TemplateLists
    ) throws(WorkbookFault) {
        let hint = ChoiceHint(
            title: String(column.heading.prefix(30)), prompt: String(column.allowed.prefix(200)),
            refusal: language("请从列表中选", "Choose from the list"))
        let choices = form.choices(column, vocabulary)
        if !choices.isEmpty {
            let source = try lists.range(of: column.heading, choices)
            return try sheet.setChoices(
                from: source, on: lists.sheet.name, of: range, isOpen: form.isOpen(column), hint: hint)
        }
        guard column.field?.isFigure == true else { return }
        try sheet.requireAmounts(
            of: range,
            hint: ChoiceHint(
                title: hint.title, prompt: hint.prompt, refusal: language("请填不小于 0 的数", "Write a number, 0 or more")))
    }

    private func fillNotes(_ sheet: SheetWriter) throws(WorkbookFault) {
        var row = 0
        for form in forms {
            try sheet.write(.text(form.sheetName), at: row, 0, CellFormat().with(\.isBold, true).with(\.fontSize, 14))
            row += 1
            for rule in form.rules {
                try sheet.merge(
                    CellRange(rows: row...row, columns: 0...2), .text(rule), CellFormat().with(\.wraps, true))
                let lines = SectionSheet.lines(DisplayWidth.of(rule), in: TemplateWorkbook.noteWidths.reduce(0, +))
                try sheet.setHeight(Double(lines) * 15 + 2, of: row)
                row += 1
            }
            let titles = [language("列", "column"), language("可填内容", "may hold"), language("示例", "example")]
            for (index, title) in titles.enumerated() {
                try sheet.write(.text(title), at: row, index, TemplateWorkbook.heading)
            }
            row += 1
            for column in form.columns.dropLast() {
                let cells = [column.heading, column.allowed, column.example]
                for (index, text) in cells.enumerated() {
                    try sheet.write(
                        .text(text), at: row, index, CellFormat().with(\.wraps, true).with(\.border, 0xBFBFBF))
                }
                // Programs differ in whether they make room for broken lines by themselves.
                let lines = zip(cells, TemplateWorkbook.noteWidths).map {
                    SectionSheet.lines(DisplayWidth.of($0), in: $1)
                }
                try sheet.setHeight(Double(lines.max() ?? 1) * 15 + 2, of: row)
                row += 1
            }
            row += 1
        }
        for (index, width) in TemplateWorkbook.noteWidths.enumerated() {
            try sheet.setWidth(Double(width), of: index...index)
        }
        try sheet.setPage(PageSetup())
    }

    private static let noteWidths = [30, 64, 36]
    private static let heading = CellFormat().with(\.isBold, true).with(\.fill, 0xDDEBF7).with(\.border, 0xBFBFBF)
        .with(\.alignment, .centre)

    /// Codes, numbers of documents and months are text: a program that takes them for numbers spoils them.
    private static func format(_ column: TemplateForm.Column) -> CellFormat {
        if column.isDate { return CellFormat().with(\.number, "yyyy-mm-dd").with(\.alignment, .centre) }
        guard let kind = column.field?.kind else { return CellFormat() }
        switch kind {
        case .amount: return CellFormat().with(\.number, "#,##0.00")
        case .points, .ratedPoints: return CellFormat().with(\.number, "0.00")
        case .count: return CellFormat().with(\.number, "0")
        case .quantity: return CellFormat().with(\.number, "#,##0.##")
        default: return CellFormat().with(\.number, "@")
        }
    }

    private static func value(_ column: TemplateForm.Column) -> CellValue {
        if column.field?.isFigure == true { return .decimal(column.example) }
        let parts = column.example.split(separator: "-").compactMap { Int($0) }
        guard column.isDate, parts.count == 3 else { return .text(column.example) }
        return .date(CellDate(year: parts[0], month: parts[1], day: parts[2]))
    }
}

/// The hidden sheet with the lists, a column each.
final class TemplateLists {
    let sheet: SheetWriter
    private var known: [String: CellRange] = [:]

    init(_ sheet: SheetWriter) { self.sheet = sheet }

    /// The cells of a list, written when it is first asked for.
    func range(of name: String, _ choices: [String]) throws(WorkbookFault) -> CellRange {
        let key = choices.joined(separator: "\n")
        if let range = known[key] { return range }
        let column = known.count
        try sheet.write(.text(name), at: 0, column)
        for (index, choice) in choices.enumerated() { try sheet.write(.text(choice), at: index + 1, column) }
        let range = CellRange(rows: 1...choices.count, columns: column...column)
        known[key] = range
        return range
    }
}
