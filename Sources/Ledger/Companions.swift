import Foundation

/// The files that SQLite keeps beside a ledger under the ledger's name: its write-ahead log, the log's shared index, its
/// rollback journal. What was acknowledged may stand in the first or the last alone, and SQLite takes whatever bears the name
/// for its own.
public enum Companions {
    /// What is put behind the ledger's name.
    public static let endings = ["-wal", "-shm", "-journal"]
    /// How ledgers, write-ahead logs (of either order of bytes) and rollback journals begin
    /// (https://www.sqlite.org/fileformat2.html).
    private static let database = Array("SQLite format 3".utf8)
    private static let logs: [[UInt8]] = [
        [0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83], [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7],
    ]

    /// Whether a file's content is that of a database of SQLite.
    /// - Parameter start: its first 16 bytes, or all of them.
    public static func isDatabase(_ start: some Sequence<UInt8>) -> Bool { start.starts(with: database) }

    /// Whether a file's content is that of a write-ahead log or a rollback journal, whatever its name.
    /// - Parameter start: its first 16 bytes, or all of them.
    public static func isLog(_ start: some Sequence<UInt8>) -> Bool { logs.contains { start.starts(with: $0) } }

    /// The ledger beside which a path is the name of a companion, there or not; nil where there is none.
    public static func ledger(besides path: String) -> String? {
        endings.lazy.filter(path.hasSuffix).map { String(path.dropLast($0.count)) }.first { ledger in
            guard let handle = FileHandle(forReadingAtPath: ledger) else { return false }
            defer { try? handle.close() }
            return isDatabase((try? handle.read(upToCount: 16)) ?? Data())
        }
    }

    /// What lies at the name of a new ledger's write-ahead log or journal and holds something: SQLite would play it back
    /// into the new file, or remove it with the events in it. A shared index holds none, and is let be.
    public static func leftOver(at path: String) -> String? {
        ["-wal", "-journal"].map { path + $0 }.first { FileState(path: $0).map { $0.size > 0 } ?? false }
    }

    /// - Throws: `LedgerError.leftOver` where a ledger can't be made at a path because of what lies beside it.
    public static func checkNone(at path: String) throws {
        if let file = leftOver(at: path) { throw LedgerError.leftOver(path: path, file: file) }
    }
}
