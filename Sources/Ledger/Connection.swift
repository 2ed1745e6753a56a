import GRDB
import GRDBSQLite

/// The connection to a ledger's file. Upper modules keep their derived tables through it, in the same transaction as the
/// events. To be used only inside the closures of `SQLiteEventLog`; statements stay prepared from one to the next.
public final class Connection {
    let database: Database
    private var statements: [String: SQLStatement] = [:]
    private var spareLines: [SQLStatement] = []
    /// Inserts events: kept here, since every transaction has a writer of its own.
    private(set) lazy var eventRows = RowInsertion(self, into: "events(seq, line)", columns: 2)

    init(_ database: Database) { self.database = database }

    /// A prepared statement for this text, prepared once and reset for use.
    /// - Throws: `DatabaseError`.
    public func statement(_ sql: String) throws -> SQLStatement {
        if let known = statements[sql] {
            known.reset()
            return known
        }
        let made = try prepare(sql)
        statements[sql] = made
        return made
    }

    /// A new prepared statement, for a caller that keeps it.
    public func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(database.makeStatement(sql: sql)) }

    /// Calls `body` with the canonical line of one event; the bytes live until it returns.
    /// - Throws: `LedgerError.damaged` where there is none.
    public func withLine<Result>(
        _ seq: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result {
        // A statement of its own for each call that is under way: a body may ask for another line.
        let row = try spareLines.popLast() ?? prepare("SELECT line FROM events WHERE seq = ?")
        defer {
            row.reset()
            spareLines.append(row)
        }
        guard try row.bind(1, seq).step() else { throw LedgerError.damaged("event \(seq) is missing") }
        return try body(row.bytes(0))
    }

    /// Prepares what `withLine` needs for so many calls within each other.
    public func prepareLines(_ count: Int) throws {
        while spareLines.count < count { spareLines.append(try prepare("SELECT line FROM events WHERE seq = ?")) }
    }

    /// Runs statements that return nothing.
    public func execute(_ sql: String) throws {
        try database.execute(sql: sql)
    }

    /// The number of rows that the last statement changed.
    public var changes: Int { database.changesCount }
}
