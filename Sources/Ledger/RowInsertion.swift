/// Inserts rows into a table, up to eight by one statement: half of what a small row costs is to begin and to end the
/// statement.
///
/// The rows are those of as many statements of one row each, in order. Where one of them is not taken, those of the same
/// statement are not there either, which no caller relies on: its transaction is undone.
public final class RowInsertion {
    /// The most rows of one statement.
    public static let width = 8

    private let columns: Int32
    /// By the power of two of their rows.
    private let statements: [LazyStatement]

    /// - Parameters:
    ///   - table: the table and its columns, as in `live(key, seq, note)`.
    ///   - columns: how many they are.
    public init(_ connection: Connection, into table: String, columns: Int) {
        self.columns = Int32(columns)
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        statements = [1, 2, 4, RowInsertion.width].map { rows in
            let values = Array(repeating: row, count: rows).joined(separator: ", ")
            return LazyStatement(connection, "INSERT INTO \(table) VALUES \(values)")
        }
    }

    /// Inserts rows.
    /// - Parameter bind: gives a row's values to the statement, the first of them to the parameter `at`. What is bound as
    ///   borrowed must live until this returns.
    /// - Throws: `DatabaseError`.
    /// - Complexity: O(rows · log(table)).
    @inline(__always)
    public func insert(_ rows: Int, _ bind: (_ row: Int, _ statement: SQLStatement, _ at: Int32) -> Void) throws {
        var row = 0
        while row < rows {
            let power = min(statements.count - 1, Int.bitWidth - 1 - (rows - row).leadingZeroBitCount)
            let statement = try statements[power]()
            for place in 0..<(1 << power) { bind(row + place, statement, Int32(place) * columns + 1) }
            try statement.run()
            row += 1 << power
        }
    }
}
