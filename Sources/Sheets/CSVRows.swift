/// The rows of a CSV file (RFC 4180, with any of three separators and line ends), read block by block.
///
/// A cell in quotation marks may hold separators, line breaks and doubled quotation marks. A mark within an unquoted cell
/// stands for itself. Cells that hold nothing but spaces are empty.
final class CSVRows: RowSource {
    private let file: TextFile
    private let separator: UInt8
    private var number = 0
    private var cells: [Cell] = []
    private var column = 1
    private var value: [UInt8] = []
    private var rowBytes = 0
    private var state = State.start
    private var quoteRow = 0

    private enum State {
        /// At the beginning of a cell.
        case start
        case plain
        case quoted
        /// Behind a mark within a quoted cell: its end, or the first of a doubled one.
        case quote
        /// Behind a carriage return that ended a row: a line feed belongs to it.
        case carriageReturn
    }

    init(_ file: TextFile, separator: CSVSeparator) {
        self.file = file
        self.separator = separator.rawValue
    }

    func next() throws(SheetFault) -> [Row]? {
        var rows: [Row] = []
        while rows.isEmpty {
            guard let block = try file.next(row: number + 1) else {
                try finish(&rows)
                return rows.isEmpty ? nil : rows
            }
            for byte in block { try take(byte, &rows) }
        }
        return rows
    }

    private func finish(_ rows: inout [Row]) throws(SheetFault) {
        if state == .quoted { throw .openQuote(row: quoteRow) }
        if state != .start || column > 1, state != .carriageReturn { try endRow(&rows) }
        state = .carriageReturn
        column = 1
    }

    private func take(_ byte: UInt8, _ rows: inout [Row]) throws(SheetFault) {
        switch state {
        case .quoted:
            if byte == UInt8(ascii: "\"") { state = .quote } else { try add(byte) }
            return
        case .quote where byte == UInt8(ascii: "\""):
            state = .quoted
            return try add(byte)
        case .carriageReturn where byte == 0x0A:
            state = .start
            return
        default: break
        }
        switch byte {
        case separator:
            try endCell()
            state = .start
        case 0x0A, 0x0D:
            try endRow(&rows)
            state = byte == 0x0D ? .carriageReturn : .start
        case UInt8(ascii: "\"") where state == .start || state == .carriageReturn:
            state = .quoted
            quoteRow = number + 1
        default:
            state = .plain
            try add(byte)
        }
    }

    private func add(_ byte: UInt8) throws(SheetFault) {
        value.append(byte)
        rowBytes += 1
        guard value.count <= SheetLimits.cellCharacters * 4 else { throw tooLong() }
        guard rowBytes <= SheetLimits.rowBytes else { throw .rowTooLong(row: number + 1, limit: SheetLimits.rowBytes) }
    }

    private func tooLong() -> SheetFault {
        .cellTooLong(row: number + 1, column: column, limit: SheetLimits.cellCharacters)
    }

    private func endCell() throws(SheetFault) {
        guard column <= SheetLimits.columns else {
            throw .tooManyColumns(row: number + 1, limit: SheetLimits.columns)
        }
        if value.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
            let text = String(decoding: value, as: UTF8.self)
            if value.count > SheetLimits.cellCharacters, text.utf16.count > SheetLimits.cellCharacters {
                throw tooLong()
            }
            cells.append(Cell(column: column, text: text))
        }
        value.removeAll(keepingCapacity: true)
        column += 1
    }

    private func endRow(_ rows: inout [Row]) throws(SheetFault) {
        try endCell()
        number += 1
        guard number <= SheetLimits.rows else { throw .tooManyRows(limit: SheetLimits.rows) }
        // Excel's own note of the separator is no row of the table.
        let isNote = number == 1 && cells.count == 1 && CSVSeparator.isNote(cells[0].text)
        if !cells.isEmpty, !isNote { rows.append(Row(number: number, cells: cells)) }
        cells.removeAll(keepingCapacity: true)
        column = 1
        rowBytes = 0
    }
}
