import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// The ledger's file: events and tree in SQLite, and the upper modules' derived tables beside them.
///
/// WAL, `synchronous=FULL` (a commit returns after the log is on disk), foreign keys on. Events can't be updated or
/// deleted through SQL: the database's own triggers refuse it.
public final class SQLiteEventLog {
    /// "TZLG": tells a ledger from other SQLite files (`PRAGMA application_id`).
    public static let applicationID: Int32 = 0x545A_4C47
    /// The format of the file (`PRAGMA user_version`). It counts changes of the tables, not of the events.
    public static let formatVersion = 3
    /// How long a writer waits for another process before it gives up.
    public static let busyTimeoutSeconds = 30

    public let path: String
    private let queue: DatabaseQueue
    private var prepared: Connection?
    private let stop = Stop()
    /// The edge of the tree as the last write left it.
    private var edge: LogEdge?
    /// Whether a transaction failed and could not be undone, so that it is still open.
    private var isAbandoned = false
    /// Whether the triggers are still to be made: see `seal`.
    private var isDraft: Bool
    /// Makes a draft durable; nil for other files.
    public private(set) var draftSync: DraftSync?
    /// The state of a file that is read as one that nobody changes, as it was when it was opened.
    private let found: FileState?

    /// A table definition that an upper module brings along.
    public struct Schema: Sendable {
        public let sql: String
        public init(_ sql: String) { self.sql = sql }
    }

    /// Makes a new ledger file. Nothing is left behind where that fails.
    /// - Throws: `LedgerError.alreadyExists`, `.inputOutput`.
    public static func create(path: String, schemas: [Schema]) throws -> SQLiteEventLog {
        guard !FileManager.default.fileExists(atPath: path) else { throw LedgerError.alreadyExists(path: path) }
        guard !path.isEmpty else { throw LedgerError.noLedger(path: path) }
        return try created(path: path, .readWrite, schemas)
    }

    /// Makes a new file that is a ledger when it is whole, and thrown away where it does not become so: without a journal,
    /// without the triggers until `seal`, and durable only by `draftSync.finish`, after the last write.
    /// - Throws: as `create`.
    public static func draft(path: String, schemas: [Schema]) throws -> SQLiteEventLog {
        guard !FileManager.default.fileExists(atPath: path) else { throw LedgerError.alreadyExists(path: path) }
        let log = try created(path: path, .building, schemas)
        log.draftSync = try DraftSync(path: path)
        return log
    }

    /// Gives a draft its triggers, which ask something of every event that is appended: one by one and not while millions
    /// are, by a program that asks the same itself, into a file that nobody else knows.
    public func seal() throws {
        guard isDraft else { return }
        try access { try queue.write { try $0.execute(sql: SQLiteEventLog.triggers) } }
        isDraft = false
    }

    /// Makes what stands in a folder durable.
    public static func synchronize(path: String) throws {
        let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        guard file >= 0, fsync(file) == 0 else {
            throw LedgerError.inputOutput(path: path, message: String(cString: strerror(errno)))
        }
    }

    private static func created(path: String, _ access: Access, _ schemas: [Schema]) throws -> SQLiteEventLog {
        do {
            let log = try SQLiteEventLog(path: path, access)
            try log.queue.write { database in
                try database.execute(sql: SQLiteEventLog.tables)
                if access != .building { try database.execute(sql: SQLiteEventLog.triggers) }
                for schema in schemas { try database.execute(sql: schema.sql) }
                try database.execute(sql: "PRAGMA application_id = \(applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(formatVersion)")
            }
            return log
        } catch {
            remove(path: path)
            throw translated(error, path: path)
        }
    }

    /// Removes a ledger's file and its companions: for a ledger that was made and could not be filled.
    public static func remove(path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// Opens a ledger.
    ///
    /// SQLite reads a file in WAL mode through two files beside it. Where those can't be made (an auditor's read-only
    /// folder, a mounted copy) and there is no log of recent writes to miss, the file is read by itself, as one that
    /// does not change.
    /// - Parameter onWait: told, once in a wait, that an access has waited for a second for another process.
    /// - Throws: `LedgerError.noLedger`, `.notALedger`, `.olderFormat`, `.newerFormat`, `.needsWriteAccess`,
    ///   `.inputOutput`.
    public static func open(
        path: String, readOnly: Bool = false, onWait: @escaping @Sendable () -> Void = {}
    ) throws -> SQLiteEventLog {
        let log = try openAnyFormat(path: path, readOnly: readOnly, onWait: onWait)
        let format = try log.format
        guard format == formatVersion else {
            throw LedgerError.olderFormat(path: path, found: format, supported: formatVersion)
        }
        return log
    }

    /// Opens a ledger of this format or an older one, whose derived tables are not to be used before a migration.
    public static func openAnyFormat(
        path: String, readOnly: Bool = false, onWait: @escaping @Sendable () -> Void = {}
    ) throws -> SQLiteEventLog {
        guard FileManager.default.fileExists(atPath: path) else { throw LedgerError.noLedger(path: path) }
        do {
            do {
                return try opened(path: path, readOnly ? .readOnly : .readWrite, onWait)
            } catch let error as DatabaseError where readOnly && wantsCompanions(error) {
                guard FileManager.default.isReadableFile(atPath: path) else { throw error }
                guard !hasRecentWrites(path) else { throw LedgerError.needsWriteAccess(path: path) }
                return try opened(path: path, .immutable, onWait)
            }
        } catch {
            throw SQLiteEventLog.translated(error, path: path)
        }
    }

    private static func opened(
        path: String, _ access: Access, _ onWait: @escaping @Sendable () -> Void
    ) throws -> SQLiteEventLog {
        let log = try SQLiteEventLog(path: path, access, onWait)
        try log.queue.read { database in
            let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            guard application == applicationID else { throw LedgerError.notALedger(path: path) }
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard version <= formatVersion else {
                throw LedgerError.newerFormat(path: path, found: version, supported: formatVersion)
            }
        }
        return log
    }

    /// The format of the file.
    public var format: Int {
        get throws { try access { try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 } } }
    }

    /// Changes the tables of an older format, in one transaction, and notes the format of now.
    public func migrate(_ steps: (LogWriter) throws -> Void) throws {
        try write { writer in
            try steps(writer)
            try writer.connection.execute("PRAGMA user_version = \(SQLiteEventLog.formatVersion)")
        }
        // Statements that were prepared over the old tables are let go with the connection.
        prepared = nil
    }

    private enum Access { case readWrite, building, readOnly, immutable }

    /// Whether an opening failed for want of the `-wal` and `-shm` files, as far as SQLite tells.
    private static func wantsCompanions(_ error: DatabaseError) -> Bool {
        [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    }

    /// Whether events may stand in the write-ahead log that are not in the file yet.
    private static func hasRecentWrites(_ path: String) -> Bool {
        FileState(path: path + "-wal").map { $0.size > 0 } ?? false
    }

    /// What tells that a file was written.
    private struct FileState: Equatable {
        let size: UInt64
        private let changed: Date?
        private let number: UInt64?

        init?(path: String) {
            guard let found = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
            size = (found[.size] as? NSNumber)?.uint64Value ?? 0
            changed = found[.modificationDate] as? Date
            number = (found[.systemFileNumber] as? NSNumber)?.uint64Value
        }
    }

    private init(path: String, _ access: Access, _ onWait: @escaping @Sendable () -> Void = {}) throws {
        self.path = path
        isDraft = access == .building
        var configuration = Configuration()
        configuration.readonly = access == .readOnly || access == .immutable
        let patience = Patience(limitMilliseconds: SQLiteEventLog.busyTimeoutSeconds * 1000, onWait: onWait)
        configuration.busyMode = .callback { [stop] in !stop.isAsked.load(ordering: .relaxed) && patience.wait($0) }
        configuration.foreignKeysEnabled = true
        // GRDB ends the program where a transaction is still open after an access. That is so when the memory does not
        // even suffice for ROLLBACK, which is no reason to crash: `abandon` sees to it.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")
            if access == .building {
                // Memory for the pages that the newest year's records go to.
                return try database.execute(
                    sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768")
            }
            guard access == .readWrite else {
                // A question looks at few pages, and a replay at each one once.
                return try database.execute(sql: "PRAGMA cache_size = -16384")
            }
            // Big batches change the same pages again and again: 128 MiB of them are kept in memory. SQLite's own pace of
            // checkpoints stays: a log that is written over in place syncs faster than one that grows.
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA cache_size = -131072")
        }
        found = access == .immutable ? FileState(path: path) : nil
        queue = try DatabaseQueue(
            path: SQLiteEventLog.name(path, access), configuration: configuration)
    }

    /// The path so that SQLite takes it for one: by itself it takes ":memory:" for no file at all, and what begins with
    /// "file:" for a URI with options in it (https://www.sqlite.org/uri.html). A ledger there would be gone at the end.
    private static func plainName(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

    /// SQLite's name for the file as it is to be opened.
    private static func name(_ path: String, _ access: Access) -> String {
        switch access {
        case .building, .readOnly: return plainName(path)
        // A file that nobody changes. Where SQLite takes no URI there is no such file, and the opening fails as before.
        case .immutable: return uri(path, "immutable=1")
        case .readWrite:
            guard sqlite3_compileoption_used("USE_URI") == 1, let layer = GatheredWrites.name() else {
                return plainName(path)
            }
            return uri(path, "vfs=\(layer)")
        }
    }

    /// A file with an option (https://www.sqlite.org/uri.html), for a SQLite that is built with SQLITE_USE_URI, as in the
    /// packages of Debian.
    private static func uri(_ path: String, _ option: String) -> String {
        let absolute = URL(fileURLWithPath: path).path
        let plain = CharacterSet.urlPathAllowed
        return "file://" + (absolute.addingPercentEncoding(withAllowedCharacters: plain) ?? absolute) + "?" + option
    }

    private func connection(_ database: Database) -> Connection {
        if let prepared { return prepared }
        let made = Connection(database)
        prepared = made
        return made
    }

    /// Reads within one snapshot of the ledger.
    public func read<Result>(_ body: (LogReader) throws -> Result) throws -> Result {
        try inspect { try body(LogReader($0)) }
    }

    /// Reads within one snapshot of the file, whatever may have become of its tables.
    func inspect<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        // An answer made while somebody wrote after all, and so perhaps of two states, is not given; nor is the error.
        func check() throws {
            guard let found else { return }
            guard FileState(path: path) == found, !SQLiteEventLog.hasRecentWrites(path) else {
                throw LedgerError.busy(path: path, waitedSeconds: 0)
            }
        }
        do {
            let result = try access { try queue.read { database in try body(connection(database)) } }
            try check()
            return result
        } catch {
            try check()
            throw error
        }
    }

    /// Runs one access to the file, its errors in the ledger's own terms. Where it fails, what it began is undone: now, or,
    /// where not even that can be done, before the next access.
    private func access<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            if isAbandoned { try abandon() }
            return try body()
        } catch {
            isAbandoned = true
            try? abandon()
            let told = SQLiteEventLog.translated(error, path: path)
            if case LedgerError.busy = told, stop.isAsked.load(ordering: .relaxed) { throw LedgerError.interrupted }
            throw told
        }
    }

    private func abandon() throws {
        try queue.writeWithoutTransaction { database in
            // SQLite may have undone the transaction by itself.
            GatheredWrites.drop(database.sqliteConnection)
            if database.isInsideTransaction {
                database.releaseMemory()
                try database.rollback()
            }
            // GRDB's mark of a read, which stays where the memory did not suffice to take it away.
            try database.execute(sql: "PRAGMA query_only = 0")
        }
        isAbandoned = false
    }

    /// Runs `body` in one write transaction, begun IMMEDIATE so that a read before the write can't find itself behind
    /// another writer. All of it is durable when this returns; nothing of it stays where it throws.
    public func write<Result>(_ body: (LogWriter) throws -> Result) throws -> Result {
        try transaction { connection in
            let writer = try LogWriter(connection, edge: edge)
            let result = try body(writer)
            try writer.finish()
            try connection.statement("COMMIT").run()
            edge = writer.edge
            return result
        }
    }

    /// Runs a write transaction whose work is undone at its end: a rehearsal.
    public func rehearse<Result>(_ body: (LogWriter) throws -> Result) throws -> Result {
        try transaction { connection in
            let result = try body(LogWriter(connection, edge: edge))
            GatheredWrites.drop(connection.database.sqliteConnection)
            try connection.statement("ROLLBACK").run()
            return result
        }
    }

    /// Begins a write transaction, which `body` ends; where it fails before, `access` undoes it.
    private func transaction<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        try access {
            try queue.writeWithoutTransaction { database in
                let connection = connection(database)
                // GRDB would prepare BEGIN and COMMIT anew each time, which one durable append is measured by.
                try connection.statement("BEGIN IMMEDIATE").run()
                return try body(connection)
            }
        }
    }

    /// Stops the access that is under way, from another thread: it fails with `LedgerError.interrupted` and is undone
    /// (https://www.sqlite.org/c3ref/interrupt.html). From then on no access waits for another process.
    public var interrupt: @Sendable () -> Void {
        { [weak queue, stop] in
            stop.isAsked.store(true, ordering: .relaxed)
            queue?.interrupt()
        }
    }

    /// Whether somebody asked to stop.
    private final class Stop: Sendable {
        let isAsked = Atomic(false)
    }

    /// Copies the file as one moment has it into a new one, page by page (https://www.sqlite.org/backup.html), while others
    /// may write. The copy stands by itself and is durable when this returns; nothing is left behind where it fails.
    /// - Parameter progress: told the pages copied, now and then, and how many there are; may throw to stop.
    /// - Throws: `LedgerError.alreadyExists`, `.diskFull`, `.inputOutput`; what `progress` throws.
    public func copy(
        to path: String, progress: @escaping (_ pages: Int64, _ total: Int64) throws -> Void = { _, _ in }
    ) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw LedgerError.alreadyExists(path: path) }
        do {
            let target = try DatabaseQueue(path: SQLiteEventLog.plainName(path))
            try access {
                // In one read, so that the steps are of one moment although others write between them.
                try queue.read { source in
                    _ = try Int.fetchOne(source, sql: "SELECT count(*) FROM sqlite_master")
                    try target.writeWithoutTransaction { target in
                        try source.backup(to: target, pagesPerStep: 8192) {
                            try progress(Int64($0.completedPageCount), Int64($0.totalPageCount))
                        }
                    }
                }
            }
            // Read by itself, without companions: a copy may lie where nobody can write.
            try target.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE")
            }
            try target.close()
        } catch {
            SQLiteEventLog.remove(path: path)
            throw SQLiteEventLog.translated(error, path: path)
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

    /// Calls `body` with a database in memory that has the tables of a new ledger.
    static func inMemory<Result>(_ schemas: [Schema], _ body: (Connection) throws -> Result) throws -> Result {
        try DatabaseQueue().write { database in
            try database.execute(sql: tables + triggers)
            for schema in schemas { try database.execute(sql: schema.sql) }
            return try body(Connection(database))
        }
    }

    private static let tables = """
        CREATE TABLE events (
          seq INTEGER PRIMARY KEY CHECK (seq > 0),
          line TEXT NOT NULL
        ) STRICT;
        CREATE TABLE tree_tiles (
          tile INTEGER PRIMARY KEY,
          hashes BLOB NOT NULL
        ) STRICT;
        CREATE VIEW register AS SELECT seq,
          json_extract(line, '$.id') AS id, json_extract(line, '$.type') AS type,
          json_extract(line, '$.effective') AS effective, json_extract(line, '$.recorded_at') AS recorded_at,
          json_extract(line, '$.actor') AS actor, json_extract(line, '$.source') AS source,
          json_extract(line, '$.data') AS data
          FROM events;

        """

    private static let triggers = """
        CREATE TRIGGER events_are_not_updated BEFORE UPDATE ON events
          BEGIN SELECT raise(ABORT, 'events are immutable: record a correction instead'); END;
        CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
          BEGIN SELECT raise(ABORT, 'events are immutable: record a retraction instead'); END;
        CREATE TRIGGER events_have_no_gaps BEFORE INSERT ON events
          WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events)
          BEGIN SELECT raise(FAIL, 'events are appended at the end only'); END;
        """

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
}
