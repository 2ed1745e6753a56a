import Foundation
import Ledger
import Records

/// Brings a ledger of an older format up to this program's. The events and the tree have been the same in every format;
/// what is derived from them is made anew.
public enum Migration {
    /// Migrates a ledger, after a copy of it was made beside it.
    /// - Parameter progress: told the number of events folded, now and then.
    /// - Returns: the path of the copy.
    /// - Throws: `LedgerError`, among them `.olderFormat` where the file or its folder can't be written; the ledger is then
    ///   as it was.
    /// - Complexity: O(ledger), in one transaction.
    public static func migrate(path: String, progress: @escaping (Int64) throws -> Void = { _ in }) throws -> String {
        let format = try SQLiteEventLog.openAnyFormat(path: path, readOnly: true).format
        guard format < SQLiteEventLog.formatVersion else { return path }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard [path, folder].allSatisfy(FileManager.default.isWritableFile(atPath:)) else {
            throw LedgerError.olderFormat(path: path, found: format, supported: SQLiteEventLog.formatVersion)
        }
        let log = try SQLiteEventLog.openAnyFormat(path: path)
        let copy = free(path + ".format-\(format)")
        try log.copy(to: copy)
        do {
            try log.migrate { writer in
                // Another process may have been here first.
                let row = try writer.connection.statement("PRAGMA user_version")
                defer { row.reset() }
                guard try row.step(), row.int(0) < Int64(SQLiteEventLog.formatVersion) else { return }
                row.reset()
                for table in former + Books.names {
                    try writer.connection.execute("DROP TABLE IF EXISTS \(table)")
                }
                for schema in Books.schemas { try writer.connection.execute(schema.sql) }
                _ = try Books.rebuilt(writer, progress: progress)
            }
        } catch {
            SQLiteEventLog.remove(path: copy)
            throw error
        }
        return copy
    }

    /// A path at which there is nothing yet.
    private static func free(_ path: String) -> String {
        var number = 1
        var found = path
        while FileManager.default.fileExists(atPath: found) {
            number += 1
            found = "\(path)-\(number)"
        }
        return found
    }

    /// What only an older format had: format 1 kept a row a posting, natural keys in columns, and the size of what is derived
    /// in a table of its own; format 2 kept sums with the postings, by account.
    private static let former = ["derived"]
}
