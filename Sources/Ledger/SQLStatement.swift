import GRDB
import GRDBSQLite

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
