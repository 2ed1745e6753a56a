import GRDB
import GRDBSQLite

/// What SQLite tells of a file, in the ledger's own terms.
extension SQLiteEventLog {
    /// SQLite's errors in the ledger's own terms.
    static func translated(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return LedgerError.busy(path: path, waitedSeconds: busyTimeoutSeconds)
        case .SQLITE_READONLY, .SQLITE_PERM:
            return LedgerError.readOnly(path: path)
        case .SQLITE_FULL: return LedgerError.diskFull(path: path)
        case .SQLITE_NOMEM: return LedgerError.outOfMemory(path: path)
        case .SQLITE_INTERRUPT: return LedgerError.interrupted
        case .SQLITE_NOTADB: return LedgerError.notALedger(path: path)
        case .SQLITE_CORRUPT: return LedgerError.damaged(error.message ?? "database disk image is malformed")
        // A table or column that the program's own statements name is not there.
        case .SQLITE_ERROR where error.message?.hasPrefix("no such") ?? false:
            return LedgerError.damaged(error.message ?? "")
        default: return LedgerError.inputOutput(path: path, message: error.message ?? "\(error.resultCode)")
        }
    }

    /// SQLite's own check of the file's structure; the faults it tells, none when all is well. O(size).
    /// - Throws: `LedgerError.inputOutput`, `.outOfMemory` where a page could not be read: that says nothing of the file.
    public func integrityFaults() throws -> [String] {
        try inspect { connection in
            let rows = try connection.statement("PRAGMA integrity_check(20)")
            defer { rows.reset() }
            var faults: [String] = []
            while try rows.step() { faults.append(rows.text(0)) }
            for fault in faults {
                if let error = SQLiteEventLog.readingError(in: fault, path: path) { throw error }
            }
            return faults == ["ok"] ? [] : faults
        }
    }

    /// The check tells of a page that it could not get as of any other fault. It names the code of the error for most pages;
    /// for one of a long value it does not, but asks for such a page only where its number can be right.
    static func readingError(in fault: String, path: String) -> LedgerError? {
        if fault.contains("failed to get page") { return .inputOutput(path: path, message: fault) }
        guard let place = fault.firstRange(of: "error code=")?.upperBound,
            let code = Int32(fault[place...].prefix { $0.isNumber })
        else { return nil }
        switch code & 0xFF {
        case SQLITE_IOERR: return .inputOutput(path: path, message: fault)
        case SQLITE_NOMEM: return .outOfMemory(path: path)
        default: return nil
        }
    }
}
