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

/// A prepared statement used through SQLite's own cursor. GRDB prepares it, owns it and guards the connection; stepping
/// it directly avoids a boxed value for each column, which replay and bulk append are measured by.
public final class SQLStatement {
    private let prepared: GRDB.Statement
    private let handle: OpaquePointer
    /// What the first binding that failed since the last reset failed with. A statement must not run with another value
    /// than its caller gave, nor each of the callers look at codes: `step` refuses for them.
    private var bindFault = SQLITE_OK

    init(_ prepared: GRDB.Statement) {
        self.prepared = prepared
        handle = prepared.sqliteStatement
    }

    /// Makes the statement ready to run anew. Parameters keep their values.
    public func reset() {
        sqlite3_reset(handle)
        bindFault = SQLITE_OK
    }

    /// GRDB's own gives it on the connection's thread only.
    private var text: String { sqlite3_sql(handle).map { String(cString: $0) } ?? "" }

    private func note(_ code: Int32) {
        if code != SQLITE_OK, bindFault == SQLITE_OK { bindFault = code }
    }

    @discardableResult
    public func bind(_ index: Int32, _ value: Int64) -> SQLStatement {
        note(sqlite3_bind_int64(handle, index, value))
        return self
    }

    @discardableResult
    public func bind(_ index: Int32, _ value: Int32) -> SQLStatement { bind(index, Int64(value)) }

    /// Binds nil as NULL.
    @discardableResult
    public func bind(_ index: Int32, _ value: Int64?) -> SQLStatement {
        guard let value else {
            note(sqlite3_bind_null(handle, index))
            return self
        }
        return bind(index, value)
    }

    /// Binds UTF-8 bytes as text; SQLite takes a copy.
    @discardableResult
    public func bind(_ index: Int32, text bytes: UnsafeBufferPointer<UInt8>) -> SQLStatement {
        // Text of no length still needs an address, or SQLite binds NULL.
        guard !bytes.isEmpty else {
            note(sqlite3_bind_text(handle, index, "", 0, transient))
            return self
        }
        bytes.withMemoryRebound(to: CChar.self) {
            note(sqlite3_bind_text64(handle, index, $0.baseAddress, UInt64($0.count), transient, UInt8(SQLITE_UTF8)))
        }
        return self
    }

    /// Binds UTF-8 bytes as text without a copy: they must live until the statement has run.
    @discardableResult
    public func bind(_ index: Int32, borrowed bytes: UnsafeBufferPointer<UInt8>) -> SQLStatement {
        guard !bytes.isEmpty else { return bind(index, text: bytes) }
        bytes.withMemoryRebound(to: CChar.self) {
            note(sqlite3_bind_text64(handle, index, $0.baseAddress, UInt64($0.count), nil, UInt8(SQLITE_UTF8)))
        }
        return self
    }

    @discardableResult
    public func bind(_ index: Int32, _ text: String) -> SQLStatement {
        var text = text
        text.withUTF8 { _ = bind(index, text: $0) }
        return self
    }

    /// Binds bytes as a blob; SQLite takes a copy.
    @discardableResult
    public func bind(_ index: Int32, blob bytes: [UInt8]) -> SQLStatement {
        guard !bytes.isEmpty else {
            note(sqlite3_bind_zeroblob(handle, index, 0))
            return self
        }
        bytes.withUnsafeBytes {
            note(sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), transient))
        }
        return self
    }

    /// Steps to the next row; false at the end.
    /// - Throws: `DatabaseError` with SQLite's code and message, also where a value could not be bound.
    public func step() throws -> Bool {
        guard bindFault == SQLITE_OK else {
            let code = bindFault
            reset()
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errstr(code)),
                sql: text)
        }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let connection = sqlite3_db_handle(handle)
            let message = sqlite3_errmsg(connection).map { String(cString: $0) }
            let extended = sqlite3_extended_errcode(connection)
            sqlite3_reset(handle)
            throw DatabaseError(
                resultCode: ResultCode(rawValue: extended == SQLITE_OK ? code : extended), message: message,
                sql: text)
        }
    }

    /// Runs a statement that returns no rows, and resets it.
    public func run() throws {
        while try step() {}
        sqlite3_reset(handle)
    }

    public func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    public func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

    /// The bytes of a text or blob column, valid until the next step or reset.
    public func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        guard let start = sqlite3_column_blob(handle, column) else { return UnsafeBufferPointer(start: nil, count: 0) }
        let count = Int(sqlite3_column_bytes(handle, column))
        return UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
    }

    public func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}

/// SQLite's mark for "take a copy now" (SQLITE_TRANSIENT, a cast that Swift's importer leaves out).
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
