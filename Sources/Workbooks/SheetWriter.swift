import CXLSXWriter

/// One sheet of a workbook that is being written. Rows and columns are counted from 0.
public final class SheetWriter {
    public let name: String
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let workbook: WorkbookWriter

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, in workbook: WorkbookWriter) {
        self.sheet = sheet
        self.name = name
        self.workbook = workbook
    }

    /// Writes a cell; a later one in the same place replaces it.
    /// - Parameter format: nil: the program's plain one. Text that looks like a formula is formatted as text, so that
    ///   it stays text when somebody edits it; dates without a number format get `yyyy-mm-dd`.
    public func write(_ value: CellValue, at row: Int, _ column: Int, _ format: CellFormat? = nil) throws(WorkbookFault)
    {
        let (r, c) = try place(row, column)
        switch value {
        case .blank:
            try done(worksheet_write_blank(sheet, r, c, try workbook.format(format)))
        case .text(let text):
            try done(worksheet_write_string(sheet, r, c, WorkbookText.cell(text), try textFormat(text, format)))
        case .number(let number):
            try done(worksheet_write_number(sheet, r, c, number.nearest, try workbook.format(format)))
        case .date(let date):
            try write(date, r, c, format)
        case .formula(let formula, let result):
            let format = try workbook.format(format)
            try done(
                result.map { worksheet_write_formula_num(sheet, r, c, formula, format, $0.nearest) }
                    ?? worksheet_write_formula(sheet, r, c, formula, format))
        }
    }

    private func write(_ date: CellDate, _ row: UInt32, _ column: UInt16, _ format: CellFormat?) throws(WorkbookFault) {
        guard date.isInCalendar else {
            return try done(worksheet_write_string(sheet, row, column, date.text, try workbook.format(format)))
        }
        var shown = format ?? CellFormat()
        if shown.number == nil { shown.number = date.second == nil ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss" }
        let second = date.second ?? 0
        var parts = lxw_datetime(
            year: Int32(date.year), month: Int32(date.month), day: Int32(date.day), hour: Int32(second / 3600),
            min: Int32(second / 60 % 60), sec: Double(second % 60))
        try done(worksheet_write_datetime(sheet, row, column, &parts, try workbook.format(shown)))
    }

    private func textFormat(
        _ text: String, _ format: CellFormat?
    ) throws(WorkbookFault) -> UnsafeMutablePointer<lxw_format>? {
        guard WorkbookText.looksLikeFormula(text), format?.number == nil else { return try workbook.format(format) }
        return try workbook.format((format ?? CellFormat()).with(\.number, "@"))
    }

    /// Makes one cell of several, with one value. A range of one cell is simply written.
    public func merge(_ range: CellRange, _ value: CellValue, _ format: CellFormat? = nil) throws(WorkbookFault) {
        try range.check()
        if range.rows.count > 1 || range.columns.count > 1 {
            let shape = try workbook.format(format)
            let (row, column) = try place(range.rows.lowerBound, range.columns.lowerBound)
            try done(
                worksheet_merge_range(
                    sheet, row, column, UInt32(range.rows.upperBound), UInt16(range.columns.upperBound), "", shape))
        }
        try write(value, at: range.rows.lowerBound, range.columns.lowerBound, format)
    }

    // MARK: - Columns, rows and panes

    /// - Parameters:
    ///   - width: in characters of the plain font; a Chinese character takes two.
    ///   - format: for cells of the columns that are not written.
    public func setWidth(
        _ width: Double, of columns: ClosedRange<Int>, _ format: CellFormat? = nil
    ) throws(WorkbookFault) {
        let (_, first) = try place(0, columns.lowerBound)
        let (_, last) = try place(0, columns.upperBound)
        try done(worksheet_set_column(sheet, first, last, min(width, 255), try workbook.format(format)))
    }

    /// - Parameter height: in points; a line of the plain font takes 15.
    public func setHeight(_ height: Double, of row: Int) throws(WorkbookFault) {
        let (at, _) = try place(row, 0)
        try done(worksheet_set_row(sheet, at, min(height, 409), nil))
    }

    /// Keeps the rows above and the columns left of a cell in sight.
    public func freeze(above row: Int, leftOf column: Int) throws(WorkbookFault) {
        let (r, c) = try place(row, column)
        worksheet_freeze_panes(sheet, r, c)
    }

    /// Buttons for filtering and sorting on the range's first row.
    public func filter(_ range: CellRange) throws(WorkbookFault) {
        try range.check()
        let (row, column) = try place(range.rows.lowerBound, range.columns.lowerBound)
        try done(
            worksheet_autofilter(sheet, row, column, UInt32(range.rows.upperBound), UInt16(range.columns.upperBound)))
    }

    public func hide() { if workbook.isOpen { worksheet_hide(sheet) } }
    public func hideGridlines() { if workbook.isOpen { worksheet_gridlines(sheet, 0) } }

    // MARK: - Notes, rules and charts

    /// A comment on a cell, hidden until the mouse is over it.
    public func comment(_ text: String, at row: Int, _ column: Int, author: String) throws(WorkbookFault) {
        let (r, c) = try place(row, column)
        let text = WorkbookText.cell(text)
        let failure = author.withCString { author in
            var options = lxw_comment_options()
            options.author = UnsafeMutablePointer(mutating: author)
            options.width = 320
            options.height = UInt16(min(400, 40 + 18 * (text.utf16.count / 20 + 1)))
            return worksheet_write_comment_opt(sheet, r, c, text, &options)
        }
        try done(failure)
    }

    /// Lets only these texts into the cells, from a drop-down list.
    /// - Throws: `choicesTooLong` beyond 255 characters with the commas between.
    public func setChoices(_ choices: [String], of range: CellRange, hint: ChoiceHint? = nil) throws(WorkbookFault) {
        let length = choices.reduce(max(0, choices.count - 1)) { $0 + $1.utf16.count }
        guard length <= 255 else { throw .choicesTooLong(length) }
        let texts = choices.map { strdup($0) }
        defer { for text in texts { free(text) } }
        // The library reads up to a null pointer.
        var pointers: [UnsafeMutablePointer<CChar>?] = texts + [nil]
        let failure: lxw_error = try pointers.withUnsafeMutableBufferPointer { list throws(WorkbookFault) in
            guard let start = list.baseAddress else { return LXW_NO_ERROR }
            return try validate(range, hint) { rule in
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                rule.value_list = UnsafeMutableRawPointer(start).assumingMemoryBound(
                    to: UnsafeMutablePointer<CChar>?.self)
            }
        }
        try done(failure)
    }

    /// Lets only the texts that stand in other cells into these.
    /// - Parameters:
    ///   - sheet: the sheet that the cells of `source` are on.
    ///   - isOpen: whether other texts are let in as well.
    public func setChoices(
        from source: CellRange, on sheet: String, of range: CellRange, isOpen: Bool = false, hint: ChoiceHint? = nil
    ) throws(WorkbookFault) {
        try source.check()
        let cells = [source.rows.lowerBound, source.rows.upperBound].map { row in
            [row == source.rows.lowerBound ? source.columns.lowerBound : source.columns.upperBound, row]
        }.map { "$\(CellRange.columnName($0[0]))$\($0[1] + 1)" }.joined(separator: ":")
        let formula = "='\(sheet.replacing("'", with: "''"))'!\(cells)"
        let copy = strdup(formula)
        defer { free(copy) }
        try done(
            try validate(range, hint) { rule in
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
                rule.value_formula = copy
                if isOpen { rule.show_error = UInt8(LXW_VALIDATION_OFF.rawValue) }
            })
    }

    /// Lets only numbers of 0 or more into the cells.
    public func requireAmounts(of range: CellRange, hint: ChoiceHint? = nil) throws(WorkbookFault) {
        try done(
            try validate(range, hint) { rule in
                rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
                rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
                rule.value_number = 0
            })
    }

    private func validate(
        _ range: CellRange, _ hint: ChoiceHint?, _ fill: (inout lxw_data_validation) -> Void
    ) throws(WorkbookFault) -> lxw_error {
        try range.check()
        let (row, column) = try place(range.rows.lowerBound, range.columns.lowerBound)
        let texts = [hint?.title, hint?.prompt, hint?.refusal].map { $0.map { strdup($0) } ?? nil }
        defer { for text in texts { free(text) } }
        var rule = lxw_data_validation()
        rule.input_title = texts[0]
        rule.input_message = texts[1]
        rule.error_title = texts[0]
        rule.error_message = texts[2]
        fill(&rule)
        return worksheet_data_validation_range(
            sheet, row, column, UInt32(range.rows.upperBound), UInt16(range.columns.upperBound), &rule)
    }

    /// Puts a chart's upper left corner on a cell.
    public func insert(_ chart: Chart, at row: Int, _ column: Int) throws(WorkbookFault) {
        let (r, c) = try place(row, column)
        var options = lxw_chart_options()
        // The library's own size is 480 × 288 pixels.
        options.x_scale = Double(chart.width) / 480
        options.y_scale = Double(chart.height) / 288
        try done(worksheet_insert_chart_opt(sheet, r, c, try workbook.draw(chart), &options))
    }

    // MARK: - Printing

    public func setPage(_ setup: PageSetup) throws(WorkbookFault) {
        guard workbook.isOpen else { throw .closed }
        worksheet_set_paper(sheet, 9)
        if setup.isLandscape { worksheet_set_landscape(sheet) }
        worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7)
        worksheet_center_horizontally(sheet)
        worksheet_fit_to_pages(sheet, 1, setup.fitsOnePage ? 1 : 0)
        if let rows = setup.repeatedRows {
            try CellRange(rows: rows, columns: 0...0).check()
            try done(worksheet_repeat_rows(sheet, UInt32(rows.lowerBound), UInt32(rows.upperBound)))
        }
        if let header = setup.header { try done(worksheet_set_header(sheet, try PageSetup.notation(header: header))) }
        try done(worksheet_set_footer(sheet, try PageSetup.notation(footer: setup.footer)))
    }

    // MARK: -

    private func place(_ row: Int, _ column: Int) throws(WorkbookFault) -> (UInt32, UInt16) {
        guard workbook.isOpen else { throw .closed }
        try CellRange.cell(row, column).check()
        return (UInt32(row), UInt16(column))
    }

    private func done(_ failure: lxw_error) throws(WorkbookFault) { try workbook.check(failure) }
}

/// What a cell with a drop-down list tells when it is entered, and when something else is typed.
public struct ChoiceHint: Sendable {
    /// At most 32 characters.
    public let title: String
    /// At most 255 characters.
    public let prompt: String
    /// At most 255 characters.
    public let refusal: String
    public init(title: String, prompt: String, refusal: String) {
        self.title = title
        self.prompt = prompt
        self.refusal = refusal
    }
}
