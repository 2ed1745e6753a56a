/// The rows of one worksheet, read as its XML comes. Memory: one block and the rows that end in it.
final class WorksheetRows: RowSource {
    private let handler: WorksheetHandler
    private let stream: XMLStream

    init(
        _ part: ZipPart, _ strings: SharedStrings, _ formats: CellFormats, _ epoch: SerialDate.Epoch
    ) throws(SheetFault) {
        handler = WorksheetHandler(part: part.name, strings, formats, epoch)
        stream = try XMLStream(part, handler)
    }

    func next() throws(SheetFault) -> [Row]? {
        while handler.rows.isEmpty {
            guard try stream.read() || !handler.rows.isEmpty else { return nil }
        }
        defer { handler.rows.removeAll(keepingCapacity: true) }
        return handler.rows
    }
}

/// Turns the elements of `sheetData` (ECMA-376-1 §18.3.1.80) into rows.
private final class WorksheetHandler: XMLHandler {
    private(set) var fault: SheetFault?
    /// The rows that ended since somebody took them away; rows without any value are none.
    var rows: [Row] = []

    private let part: String
    private let strings: SharedStrings
    private let formats: CellFormats
    private let epoch: SerialDate.Epoch

    private var isInData = false
    private var isCollecting = false
    private var phonetics = 0
    private var row = 0
    private var cells: [Cell] = []
    private var rowBytes = 0
    private var column = 0
    private var style = 0
    private var type = CellType.number
    private var hasFormula = false
    private var value: [UInt8] = []

    /// The values of a cell's attribute `t` (ECMA-376-1 §18.18.11).
    private enum CellType { case number, shared, string, inline, boolean, error, date }

    init(part: String, _ strings: SharedStrings, _ formats: CellFormats, _ epoch: SerialDate.Epoch) {
        self.part = part
        self.strings = strings
        self.formats = formats
        self.epoch = epoch
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard isInData else {
            if name == "sheetData" { isInData = true }
            return
        }
        switch name.first {
        case UInt8(ascii: "c") where name == "c": startCell(attributes)
        case UInt8(ascii: "v") where name == "v": isCollecting = true
        case UInt8(ascii: "t") where name == "t": isCollecting = type == .inline && phonetics == 0
        case UInt8(ascii: "f") where name == "f": hasFormula = true
        case UInt8(ascii: "r") where name == "row": startRow(attributes)
        case UInt8(ascii: "r") where name == "rPh": phonetics += 1
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isCollecting else { return }
        value.append(contentsOf: bytes)
        // A character takes up to four bytes.
        if value.count > SheetLimits.cellCharacters * 4 { refuseLength() }
    }

    func end(_ name: XMLName) {
        guard isInData else { return }
        switch name.first {
        case UInt8(ascii: "v") where name == "v", UInt8(ascii: "t") where name == "t": isCollecting = false
        case UInt8(ascii: "c") where name == "c": endCell()
        case UInt8(ascii: "r") where name == "row":
            if !cells.isEmpty { rows.append(Row(number: row, cells: cells)) }
        case UInt8(ascii: "r") where name == "rPh": phonetics -= 1
        case UInt8(ascii: "s") where name == "sheetData": isInData = false
        default: break
        }
    }

    private func refuseLength() {
        fault = .cellTooLong(row: row, column: column, limit: SheetLimits.cellCharacters)
    }

    private func startRow(_ attributes: XMLAttributes) {
        var number = row + 1
        attributes.each { name, text in
            if name == "r" { number = Int(String(cString: text)) ?? 0 }
        }
        guard number <= SheetLimits.rows else {
            fault = .tooManyRows(limit: SheetLimits.rows)
            return
        }
        guard number > row else {
            fault = .disorder(part: part, row: row)
            return
        }
        row = number
        cells.removeAll(keepingCapacity: true)
        rowBytes = 0
        column = 0
    }

    private func startCell(_ attributes: XMLAttributes) {
        var place = column + 1
        style = 0
        type = .number
        hasFormula = false
        value.removeAll(keepingCapacity: true)
        attributes.each { name, text in
            switch name.first {
            case UInt8(ascii: "r") where name == "r":
                let reference = ColumnName.read(text)
                place = reference?.row == row ? reference?.column ?? 0 : 0
            case UInt8(ascii: "s") where name == "s": style = WorksheetHandler.number(text)
            case UInt8(ascii: "t") where name == "t": type = WorksheetHandler.type(text)
            default: break
            }
        }
        guard place <= SheetLimits.columns else {
            fault = .tooManyColumns(row: row, limit: SheetLimits.columns)
            return
        }
        guard place > column else {
            fault = .disorder(part: part, row: row)
            return
        }
        column = place
    }

    private static func number(_ text: UnsafePointer<CChar>) -> Int {
        var value = 0
        var next = text
        while next.pointee >= 0x30, next.pointee <= 0x39, value <= SheetLimits.cellFormats {
            value = value * 10 + Int(next.pointee) - 0x30
            next += 1
        }
        return value
    }

    private static func type(_ text: UnsafePointer<CChar>) -> CellType {
        switch String(cString: text) {
        case "s": .shared
        case "str": .string
        case "inlineStr": .inline
        case "b": .boolean
        case "e": .error
        case "d": .date
        default: .number
        }
    }

    private func endCell() {
        guard !value.isEmpty else {
            if hasFormula, type != .string { add(.uncomputed, "") }
            return
        }
        switch type {
        case .shared:
            guard let index = Int(String(decoding: value, as: UTF8.self)), let text = strings[index] else {
                fault = .noSuchString(row: row, column: column)
                return
            }
            if !text.isEmpty { add(.text, EscapedText.plain(text)) }
        case .string, .inline: add(.text, EscapedText.plain(String(decoding: value, as: UTF8.self)))
        case .boolean: add(.boolean, value == [0x31] ? "TRUE" : "FALSE")
        case .error: add(.error, String(decoding: value, as: UTF8.self))
        case .date: add(.date, String(decoding: value.prefix(10), as: UTF8.self))
        case .number:
            guard let number = NumberText.plain(value) else {
                return add(.text, String(decoding: value, as: UTF8.self))
            }
            if formats.isDate(style), let day = SerialDate.day(number, epoch) {
                add(.date, day)
            } else {
                add(.number, number)
            }
        }
    }

    private func add(_ kind: Cell.Kind, _ text: String) {
        rowBytes += text.utf8.count
        guard rowBytes <= SheetLimits.rowBytes else {
            fault = .rowTooLong(row: row, limit: SheetLimits.rowBytes)
            return
        }
        if text.utf8.count > SheetLimits.cellCharacters, text.utf16.count > SheetLimits.cellCharacters {
            return refuseLength()
        }
        cells.append(Cell(column: column, kind: kind, isFormula: hasFormula, text: text))
    }
}
