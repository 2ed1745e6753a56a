/// One cell that is not empty.
public struct Cell: Hashable, Sendable {
    public enum Kind: UInt8, Sendable {
        case text
        /// A number: `text` is its decimal form without exponent and needless zeros (`NumberText`).
        case number
        /// A number that the sheet shows as a date: `text` is `YYYY-MM-DD`; the time of day is dropped.
        case date
        /// `text` is `TRUE` or `FALSE`.
        case boolean
        /// A formula that came to nothing: `text` is `#REF!`, `#DIV/0!` …
        case error
        /// A formula whose value was not stored, so that it cannot be read without computing: `text` is empty.
        case uncomputed
    }

    /// Counted from 1.
    public let column: Int
    public let kind: Kind
    /// Whether the cell holds a formula; `text` is then the value that was stored with it when the file was saved.
    public let isFormula: Bool
    public let text: String

    public init(column: Int, kind: Kind = .text, isFormula: Bool = false, text: String) {
        self.column = column
        self.kind = kind
        self.isFormula = isFormula
        self.text = text
    }
}

/// One row of a sheet, with the number that the spreadsheet program shows at its left.
public struct Row: Hashable, Sendable {
    /// Counted from 1. In a CSV file rows are counted, not lines: a quoted line break starts no row.
    public let number: Int
    /// The cells that are not empty, in order of column.
    public let cells: [Cell]

    public init(number: Int, cells: [Cell]) {
        self.number = number
        self.cells = cells
    }

    /// The cell in a column; nil where it is empty. O(cells).
    public subscript(column: Int) -> Cell? {
        for cell in cells where cell.column >= column { return cell.column == column ? cell : nil }
        return nil
    }
}

/// The names of columns: 1 is A, 27 is AA (ECMA-376-1 §18.18.7).
public enum ColumnName {
    /// The letters of a column that is counted from 1.
    public static func of(_ column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(0x41 + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// The column and the row of a reference such as `AB12`, written without `$`; nil for anything else.
    static func read(_ reference: UnsafePointer<CChar>) -> (column: Int, row: Int)? {
        var column = 0
        var row = 0
        var next = reference
        while next.pointee >= 0x41, next.pointee <= 0x5A, column <= SheetLimits.columns {
            column = column * 26 + Int(next.pointee) - 0x40
            next += 1
        }
        while next.pointee >= 0x30, next.pointee <= 0x39, row <= SheetLimits.rows {
            row = row * 10 + Int(next.pointee) - 0x30
            next += 1
        }
        return next.pointee == 0 && column > 0 ? (column, row) : nil
    }
}
