import Foundation
import GRDB
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

    /// Makes a new ledger file. Nothing is left behind where that fails.
    /// - Throws: `LedgerError.alreadyExists`, `.leftOver`, `.inputOutput`.
    public static func create(path: String, schemas: [Schema]) throws -> SQLiteEventLog {
        guard !FileManager.default.fileExists(atPath: path) else { throw LedgerError.alreadyExists(path: path) }
        guard !path.isEmpty else { throw LedgerError.noLedger(path: path) }
        try Companions.checkNone(at: path)
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

    private static func created(path: String, _ access: FileAccess, _ schemas: [Schema]) throws -> SQLiteEventLog {
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
        for suffix in [""] + Companions.endings { try? FileManager.default.removeItem(atPath: path + suffix) }
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
        // SQLite would make a database of an empty log.
        guard Companions.ledger(besides: path) == nil else { throw LedgerError.notALedger(path: path) }
        do {
            do {
                return try opened(path: path, readOnly ? .readOnly : .readWrite, onWait)
            } catch let error as DatabaseError where readOnly && FileAccess.wantsCompanions(error) {
                guard FileManager.default.isReadableFile(atPath: path) else { throw error }
                guard !FileState.hasRecentWrites(path) else { throw LedgerError.needsWriteAccess(path: path) }
                return try opened(path: path, .immutable, onWait)
            }
        } catch {
            throw SQLiteEventLog.translated(error, path: path)
        }
    }

    private static func opened(
        path: String, _ access: FileAccess, _ onWait: @escaping @Sendable () -> Void
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

    private init(path: String, _ access: FileAccess, _ onWait: @escaping @Sendable () -> Void = {}) throws {
        self.path = path
        isDraft = access == .building
        var configuration = Configuration()
        configuration.readonly = access.isReadOnly
        let patience = Patience(limitMilliseconds: SQLiteEventLog.busyTimeoutSeconds * 1000, onWait: onWait)
        configuration.busyMode = .callback { [stop] in !stop.isAsked.load(ordering: .relaxed) && patience.wait($0) }
        configuration.foreignKeysEnabled = true
        // GRDB ends the program where a transaction is still open after an access. That is so when the memory does not
        // even suffice for ROLLBACK, which is no reason to crash: `abandon` sees to it.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase(access.set)
        found = access == .immutable ? FileState(path: path) : nil
        queue = try DatabaseQueue(path: access.name(path), configuration: configuration)
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
            guard FileState(path: path) == found, !FileState.hasRecentWrites(path) else {
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
            let target = try DatabaseQueue(path: FileAccess.plainName(path))
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
}
