import Foundation
import GRDB
import GRDBSQLite

/// A way of opening a ledger's file: by which name SQLite finds it, and how SQLite is set for it.
enum FileAccess {
    /// A ledger in use.
    case readWrite
    /// A file in the making, thrown away where it does not become whole.
    case building
    case readOnly
    /// A file that nobody changes, read by itself, without the files beside it that SQLite keeps in WAL mode.
    case immutable

    var isReadOnly: Bool { self == .readOnly || self == .immutable }

    /// SQLite's name for the file.
    func name(_ path: String) -> String {
        switch self {
        case .building, .readOnly: return FileAccess.plainName(path)
        // Where SQLite takes no URI there is no such file, and the opening fails as before.
        case .immutable: return FileAccess.uri(path, "immutable=1")
        case .readWrite:
            guard sqlite3_compileoption_used("USE_URI") == 1, let layer = GatheredWrites.name() else {
                return FileAccess.plainName(path)
            }
            return FileAccess.uri(path, "vfs=\(layer)")
        }
    }

    /// Sets a connection that was just made.
    func set(_ database: Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")
        switch self {
        case .building:
            // Memory for the pages that the newest year's records go to.
            try database.execute(
                sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768")
        case .readOnly, .immutable:
            // A question looks at few pages, and a replay at each one once.
            try database.execute(sql: "PRAGMA cache_size = -16384")
        case .readWrite:
            // Big batches change the same pages again and again: 128 MiB of them are kept in memory. SQLite's own pace of
            // checkpoints stays: a log that is written over in place syncs faster than one that grows.
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA cache_size = -131072")
        }
    }

    /// The path so that SQLite takes it for one: by itself it takes ":memory:" for no file at all, and what begins with
    /// "file:" for a URI with options in it (https://www.sqlite.org/uri.html). A ledger there would be gone at the end.
    static func plainName(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

    /// A file with an option (https://www.sqlite.org/uri.html), for a SQLite that is built with SQLITE_USE_URI, as in the
    /// packages of Debian.
    private static func uri(_ path: String, _ option: String) -> String {
        let absolute = URL(fileURLWithPath: path).path
        let plain = CharacterSet.urlPathAllowed
        return "file://" + (absolute.addingPercentEncoding(withAllowedCharacters: plain) ?? absolute) + "?" + option
    }

    /// Whether an opening failed for want of the `-wal` and `-shm` files, as far as SQLite tells.
    static func wantsCompanions(_ error: DatabaseError) -> Bool {
        [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    }
}
