import Foundation
import Ledger
import Records

/// Brings a ledger of an older format up to this program's. The events and the tree have been the same in every format;
/// what is derived from them is made anew.
public enum Migration {
    /// Migrates a ledger, after a copy of it was made beside it. Whatever cuts it off, the ledger is of the old format or of
    /// today's, and the copy bears its name only when it is whole.
    /// - Parameter progress: told the number of events folded, now and then.
    /// - Returns: the path of the copy; nil where there was nothing to do, as when another process was here first.
    /// - Throws: `LedgerError`, among them `.olderFormat` where the file or its folder can't be written; the ledger is then
    ///   as it was.
    /// - Complexity: O(ledger), in one transaction.
    public static func migrate(path: String, progress: @escaping (Int64) throws -> Void = { _ in }) throws -> String? {
        let format = try SQLiteEventLog.openAnyFormat(path: path, readOnly: true).format
        guard format < SQLiteEventLog.formatVersion else { return nil }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard [path, folder].allSatisfy(FileManager.default.isWritableFile(atPath:)) else {
            throw LedgerError.olderFormat(path: path, found: format, supported: SQLiteEventLog.formatVersion)
        }
        let log = try SQLiteEventLog.openAnyFormat(path: path)
        guard let unfinished = try copy(log, format) else { return nil }
        var kept: String?
        do {
            try log.migrate { writer in
                // Another process may have been here first.
                let row = try writer.connection.statement("PRAGMA user_version")
                defer { row.reset() }
                guard try row.step(), row.int(0) < Int64(SQLiteEventLog.formatVersion) else { return }
                row.reset()
                // Named here, where only one can be: others who made a copy as well let go of theirs.
                kept = try name(unfinished, "\(path).format-\(format)")
                for table in former + Books.names {
                    try writer.connection.execute("DROP TABLE IF EXISTS \(table)")
                }
                for schema in Books.schemas { try writer.connection.execute(schema.sql) }
                _ = try Books.rebuilt(writer, progress: progress)
            }
        } catch {
            // Where the disk failed at the very end, the ledger may be of today's format all the same: then this is the old
            // one. Every other error is of a ledger that is as it was.
            if case LedgerError.inputOutput = error, kept != nil {
            } else {
                SQLiteEventLog.remove(path: kept ?? unfinished)
            }
            throw error
        }
        if kept == nil { SQLiteEventLog.remove(path: unfinished) }
        return kept
    }

    /// Copies a ledger beside itself.
    /// - Returns: the path of the copy, whole and durable, which has no name yet; nil where another process migrated the
    ///   ledger meanwhile.
    private static func copy(_ log: SQLiteEventLog, _ format: Int) throws -> String? {
        let unfinished = "\(log.path).format-\(format).\(ProcessInfo.processInfo.processIdentifier).partial"
        // Of a process that was cut off and had the same number.
        SQLiteEventLog.remove(path: unfinished)
        do {
            try log.copy(to: unfinished)
            guard try SQLiteEventLog.openAnyFormat(path: unfinished, readOnly: true).format == format else {
                SQLiteEventLog.remove(path: unfinished)
                return nil
            }
            return unfinished
        } catch {
            SQLiteEventLog.remove(path: unfinished)
            throw error
        }
    }

    /// Gives a whole copy its name, or, where that is taken, the next one that is not, durably.
    private static func name(_ unfinished: String, _ place: String) throws -> String {
        var number = 1
        while true {
            let copy = number == 1 ? place : "\(place)-\(number)"
            do {
                try FileManager.default.moveItem(atPath: unfinished, toPath: copy)
                try SQLiteEventLog.synchronize(path: URL(fileURLWithPath: copy).deletingLastPathComponent().path)
                return copy
            } catch CocoaError.fileWriteFileExists { number += 1 } catch let error as CocoaError {
                throw LedgerError.inputOutput(path: copy, message: error.localizedDescription)
            }
        }
    }

    /// What only an older format had: format 1 kept a row a posting, natural keys in columns, and the size of what is derived
    /// in a table of its own; format 2 kept sums with the postings, by account.
    private static let former = ["derived"]
}
