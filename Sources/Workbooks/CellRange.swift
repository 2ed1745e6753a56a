/// A rectangle of cells; rows and columns counted from 0, ends included.
public struct CellRange: Hashable, Sendable {
    public let rows: ClosedRange<Int>
    public let columns: ClosedRange<Int>

    public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }

    public static func cell(_ row: Int, _ column: Int) -> CellRange {
        CellRange(rows: row...row, columns: column...column)
    }

    /// `B3:D7`, or `B3` for one cell.
    public var name: String {
        let first = CellRange.name(rows.lowerBound, columns.lowerBound)
        let last = CellRange.name(rows.upperBound, columns.upperBound)
        return first == last ? first : first + ":" + last
    }

    /// A cell's name as formulas use it: (2, 1) is `B3`.
    public static func name(_ row: Int, _ column: Int) -> String { columnName(column) + String(row + 1) }

    /// A column's letters: 0 is `A`, 26 is `AA`.
    public static func columnName(_ column: Int) -> String {
        var rest = column
        var letters = ""
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    static let rowLimit = 1_048_576
    static let columnLimit = 16_384

    func check() throws(WorkbookFault) {
        for (row, column) in [(rows.lowerBound, columns.lowerBound), (rows.upperBound, columns.upperBound)] {
            guard (0..<CellRange.rowLimit).contains(row), (0..<CellRange.columnLimit).contains(column) else {
                throw .outOfSheet(row: row, column: column)
            }
        }
    }
}
