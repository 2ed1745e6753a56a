import GRDBSQLite
import Synchronization

/// Lets SQLite hand a transaction's part of the write-ahead log to the system in one call.
///
/// SQLite writes each page of a commit in two calls, 24 bytes of a header and the page behind it, some twenty for one event. The
/// file system takes more time for these than the disk for the sync behind them. They stand one behind the other in the
/// file, so that they can be gathered in memory and written before the sync.
///
/// This is a layer over another of SQLite's file systems (https://www.sqlite.org/vfs.html), which opens and locks the files
/// and does all the reading and writing; of the write-ahead log's file alone, writes wait in memory until anything else is asked
/// of that file. Nobody misses them meanwhile: a reader, of this process or another, knows of a commit when the shared
/// index tells of it (https://www.sqlite.org/walformat.html), which with `synchronous=FULL` is after the sync, and what comes
/// before the sync may be lost in a power cut anyway. **Only for connections with `synchronous=FULL`.** An error of the
/// gathered write is told by the call that caused it, the sync at the latest, so that the commit fails as it would have.
///
/// A transaction that outgrows SQLite's cache writes to the log before its commit. Where it is undone, SQLite asks nothing of
/// the log, and what still waits must not be written later, when others have recorded in the same place: **whoever undoes a
/// transaction calls `drop` first.**
enum GatheredWrites {
    /// From this many bytes on they are written: what a large transaction gathers stays small. SQLite's own layer of the system
    /// hands on 131,071 bytes at once at most, and takes a write of 131,072 for one to a full disk.
    static let limit = 96 * 1024

    private static let registering = Mutex<Void>(())

    /// The name of the layer over the default file system of now, which tests replace.
    /// - Returns: nil where SQLite can't begin; plain files do as well, only slower.
    static func name() -> String? {
        registering.withLock { _ -> String? in
            guard let base = sqlite3_vfs_find(nil), let baseName = base.pointee.zName else { return nil }
            let name = "gathered-" + String(cString: baseName)
            if sqlite3_vfs_find(name) != nil { return name }
            // Registered for as long as the program runs, and its name with it.
            let spelled = name.utf8CString
            let text = UnsafeMutablePointer<CChar>.allocate(capacity: spelled.count)
            for (place, letter) in spelled.enumerated() { text[place] = letter }
            let layer = UnsafeMutablePointer<Layer>.allocate(capacity: 1)
            layer.initialize(to: Layer(vfs: base.pointee, base: base))
            layer.pointee.vfs.zName = UnsafePointer(text)
            layer.pointee.vfs.szOsFile = Int32(offset(base) + MemoryLayout<Log>.stride)
            layer.pointee.vfs.pNext = nil
            layer.pointee.vfs.xOpen = { GatheredWrites.open($0, $1, $2, $3, $4) }
            let isKnown = layer.withMemoryRebound(to: sqlite3_vfs.self, capacity: 1) {
                sqlite3_vfs_register($0, 0) == SQLITE_OK
            }
            return isKnown ? name : nil
        }
    }

    /// The operation of a file that drops what it has gathered; SQLite has those below 100, and others know none of ours.
    private static let dropping: Int32 = 0x7461_697A

    /// Drops what the transaction that is under way, or was just undone, has gathered and not written.
    /// - Parameter connection: of any kind; nothing happens where its log is not gathered.
    static func drop(_ connection: OpaquePointer?) {
        var file: File?
        guard sqlite3_file_control(connection, nil, SQLITE_FCNTL_JOURNAL_POINTER, &file) == SQLITE_OK, let file,
            let methods = file.pointee.pMethods
        else { return }
        _ = methods.pointee.xFileControl(file, dropping, nil)
    }

    /// A file system over another: what it does not do itself are the other's own functions.
    private struct Layer {
        var vfs: sqlite3_vfs
        let base: UnsafeMutablePointer<sqlite3_vfs>
    }

    /// What is kept of an open log, behind the base's own part of the file.
    private struct Log {
        /// The base's functions with ours among them. At the start: SQLite's pointer to them leads to the rest.
        var methods: sqlite3_io_methods
        let base: UnsafePointer<sqlite3_io_methods>
        /// Of `limit` bytes, from the first write on.
        var bytes: UnsafeMutableRawPointer?
        var count = 0
        /// Where in the file they belong.
        var start: sqlite3_int64 = 0
        /// What a gathered write failed with. SQLite took its bytes for written, and may go on where it undoes one statement
        /// alone, so that no commit may stand on them: until they are dropped, nothing is written or synced any more.
        var failure = SQLITE_OK
    }

    private typealias File = UnsafeMutablePointer<sqlite3_file>

    /// Where `Log` stands behind the base's part.
    private static func offset(_ base: UnsafeMutablePointer<sqlite3_vfs>) -> Int {
        let alignment = MemoryLayout<Log>.alignment
        return (Int(base.pointee.szOsFile) + alignment - 1) / alignment * alignment
    }

    private static func open(
        _ vfs: UnsafeMutablePointer<sqlite3_vfs>?, _ path: sqlite3_filename?, _ file: File?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let vfs, let file else { return SQLITE_CANTOPEN }
        let base = UnsafeMutableRawPointer(vfs).assumingMemoryBound(to: Layer.self).pointee.base
        let code = base.pointee.xOpen(base, path, file, flags, outFlags)
        guard code == SQLITE_OK, flags & SQLITE_OPEN_WAL != 0, let methods = file.pointee.pMethods else { return code }
        let log = (UnsafeMutableRawPointer(file) + offset(base)).bindMemory(to: Log.self, capacity: 1)
        log.initialize(to: Log(methods: methods.pointee, base: methods))
        log.pointee.methods.xClose = { GatheredWrites.close($0) }
        log.pointee.methods.xRead = { GatheredWrites.read($0, $1, $2, $3) }
        log.pointee.methods.xWrite = { GatheredWrites.write($0, $1, $2, $3) }
        log.pointee.methods.xTruncate = { GatheredWrites.truncate($0, $1) }
        log.pointee.methods.xSync = { GatheredWrites.sync($0, $1) }
        log.pointee.methods.xFileSize = { GatheredWrites.size($0, $1) }
        log.pointee.methods.xFileControl = { GatheredWrites.control($0, $1, $2) }
        file.pointee.pMethods = UnsafeRawPointer(log).assumingMemoryBound(to: sqlite3_io_methods.self)
        return code
    }

    // MARK: - The log's own functions

    private static func log(_ file: File) -> UnsafeMutablePointer<Log> {
        UnsafeMutableRawPointer(mutating: file.pointee.pMethods).assumingMemoryBound(to: Log.self)
    }

    private static func write(_ file: File?, _ bytes: UnsafeRawPointer?, _ count: Int32, _ start: sqlite3_int64)
        -> Int32
    {
        guard let file, let bytes else { return SQLITE_IOERR }
        let log = log(file)
        guard log.pointee.failure == SQLITE_OK else { return log.pointee.failure }
        let isNext = start == log.pointee.start + sqlite3_int64(log.pointee.count)
        if !isNext || log.pointee.count + Int(count) > limit {
            let code = writeOut(file)
            guard code == SQLITE_OK else { return code }
        }
        if log.pointee.bytes == nil { log.pointee.bytes = sqlite3_malloc64(sqlite3_uint64(limit)) }
        guard let gathered = log.pointee.bytes, Int(count) <= limit else {
            return log.pointee.base.pointee.xWrite(file, bytes, count, start)
        }
        if log.pointee.count == 0 { log.pointee.start = start }
        (gathered + log.pointee.count).copyMemory(from: bytes, byteCount: Int(count))
        log.pointee.count += Int(count)
        return SQLITE_OK
    }

    /// Writes what is gathered. Where that fails it is not tried again: its transaction can't be committed.
    private static func writeOut(_ file: File) -> Int32 {
        let log = log(file)
        guard log.pointee.count > 0 else { return SQLITE_OK }
        let code = log.pointee.base.pointee.xWrite(
            file, log.pointee.bytes, Int32(log.pointee.count), log.pointee.start)
        log.pointee.count = 0
        log.pointee.failure = code
        return code
    }

    /// Calls a function of the base after what is gathered was written.
    private static func after(_ file: File?, _ call: (File, sqlite3_io_methods) -> Int32) -> Int32 {
        guard let file else { return SQLITE_IOERR }
        let code = writeOut(file)
        return code == SQLITE_OK ? call(file, log(file).pointee.base.pointee) : code
    }

    private static func read(
        _ file: File?, _ bytes: UnsafeMutableRawPointer?, _ count: Int32, _ start: sqlite3_int64
    ) -> Int32 {
        after(file) { $1.xRead($0, bytes, count, start) }
    }

    private static func truncate(_ file: File?, _ size: sqlite3_int64) -> Int32 {
        after(file) { $1.xTruncate($0, size) }
    }

    private static func sync(_ file: File?, _ flags: Int32) -> Int32 {
        after(file) { file, base in
            let failure = log(file).pointee.failure
            return failure == SQLITE_OK ? base.xSync(file, flags) : failure
        }
    }

    private static func size(_ file: File?, _ size: UnsafeMutablePointer<sqlite3_int64>?) -> Int32 {
        after(file) { $1.xFileSize($0, size) }
    }

    private static func control(_ file: File?, _ operation: Int32, _ value: UnsafeMutableRawPointer?) -> Int32 {
        if let file, operation == dropping {
            log(file).pointee.count = 0
            log(file).pointee.failure = SQLITE_OK
            return SQLITE_OK
        }
        return after(file) { $1.xFileControl($0, operation, value) }
    }

    /// What is still gathered belongs to no commit: its sync would have written it.
    private static func close(_ file: File?) -> Int32 {
        guard let file else { return SQLITE_OK }
        let log = log(file)
        sqlite3_free(log.pointee.bytes)
        return log.pointee.base.pointee.xClose(file)
    }
}
