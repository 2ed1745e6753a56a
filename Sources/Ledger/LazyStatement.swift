/// A statement that is prepared when it is first used, so that a question pays only for what it asks.
public final class LazyStatement {
    private let connection: Connection
    private let sql: String
    private var made: SQLStatement?

    public init(_ connection: Connection, _ sql: String) {
        self.connection = connection
        self.sql = sql
    }

    /// The statement, reset for use.
    /// - Throws: `DatabaseError` where it can't be prepared.
    public func callAsFunction() throws -> SQLStatement {
        if let made {
            made.reset()
            return made
        }
        let statement = try connection.prepare(sql)
        made = statement
        return statement
    }
}
