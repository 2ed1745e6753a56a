/// Inserts rows into a table, up to 32 by one statement: half of what a small row costs is to begin and to end the
/// statement.
///
/// The rows are those of as many statements of one row each, in order. Where one of them is not taken, those of the same
/// statement are not there either, which no caller relies on: its transaction is undone.
public final class RowInsertion {
    /// The most rows of one statement.
    public static let width = 32

    private unowned let connection: Connection
    private let columns: Int32
    /// By the power of two of their rows.
    private let texts: [String]
    /// The connection's own, prepared once for all who insert into the table.
    private var statements: [SQLStatement?]

    /// - Parameters:
    ///   - connection: lives as long as this is used.
    ///   - table: the table and its columns, as in `live(key, seq, note)`.
    ///   - columns: how many they are.
    ///   - replacing: whether a row takes the place of one that has its key.
    public init(_ connection: Connection, into table: String, columns: Int, replacing: Bool = false) {
        self.connection = connection
        self.columns = Int32(columns)
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        texts = [1, 2, 4, 8, 16, RowInsertion.width].map { rows in
            "INSERT \(replacing ? "OR REPLACE " : "")INTO \(table) VALUES "
                + Array(repeating: row, count: rows).joined(separator: ", ")
        }
        statements = Array(repeating: nil, count: texts.count)
    }

    /// Inserts rows.
    /// - Parameter bind: gives a row's values to the statement, the first of them to the parameter `at`. What is bound as
    ///   borrowed must live until this returns.
    /// - Throws: `DatabaseError`.
    /// - Complexity: O(rows · log(table)).
    public func insert(_ rows: Int, _ bind: (_ row: Int, _ statement: SQLStatement, _ at: Int32) -> Void) throws {
        var row = 0
        while row < rows {
            let power = min(texts.count - 1, Int.bitWidth - 1 - (rows - row).leadingZeroBitCount)
            let statement = try statements[power] ?? connection.statement(texts[power])
            statements[power] = statement
            statement.reset()
            for place in 0..<(1 << power) { bind(row + place, statement, Int32(place) * columns + 1) }
            try statement.run()
            row += 1 << power
        }
    }
}
