import Foundation
import GRDBSQLite
import TestSupport
import Testing

@testable import Ledger

/// The layer that gathers what SQLite writes to its write-ahead log.
@Suite struct GatheredWritesTests {
    /// A log of its own that is opened through the layer.
    private final class OpenLog {
        let path: String
        /// As SQLite does, it lives as long as the open file, which keeps no copy.
        private let name: UnsafeMutablePointer<CChar>
        private let file: UnsafeMutableRawPointer
        private var handle: UnsafeMutablePointer<sqlite3_file> { file.assumingMemoryBound(to: sqlite3_file.self) }
        private let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let database = folder.appendingPathComponent("some.sqlite").path
            // SQLite takes the rights of a new log from its database.
            try Data().write(to: URL(fileURLWithPath: database))
            path = database + "-wal"
            name = try #require(strdup(path))
            let layer = try #require(GatheredWrites.name())
            let vfs = try #require(sqlite3_vfs_find(layer))
            file = UnsafeMutableRawPointer.allocate(byteCount: Int(vfs.pointee.szOsFile), alignment: 16)
            file.initializeMemory(as: UInt8.self, repeating: 0, count: Int(vfs.pointee.szOsFile))
            let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_WAL
            #expect(vfs.pointee.xOpen(vfs, name, handle, flags, nil) == SQLITE_OK)
        }

        deinit {
            file.deallocate()
            free(name)
            try? FileManager.default.removeItem(at: folder)
        }

        func write(_ bytes: [UInt8], at start: Int) -> Int32 {
            handle.pointee.pMethods.pointee.xWrite(handle, bytes, Int32(bytes.count), sqlite3_int64(start))
        }

        /// What is read there, and SQLite's code: what is behind the end reads as zeros and is told.
        func read(_ count: Int, at start: Int) -> (bytes: [UInt8], code: Int32) {
            var bytes = [UInt8](repeating: 0xAA, count: count)
            let code = handle.pointee.pMethods.pointee.xRead(handle, &bytes, Int32(count), sqlite3_int64(start))
            return (bytes, code)
        }

        func truncate(_ size: Int) -> Int32 { handle.pointee.pMethods.pointee.xTruncate(handle, sqlite3_int64(size)) }

        func size() -> Int {
            var size: sqlite3_int64 = 0
            #expect(handle.pointee.pMethods.pointee.xFileSize(handle, &size) == SQLITE_OK)
            return Int(size)
        }

        func sync() -> Int32 { handle.pointee.pMethods.pointee.xSync(handle, SQLITE_SYNC_NORMAL) }
        func close() -> Int32 { handle.pointee.pMethods.pointee.xClose(handle) }

        /// The file as everybody else sees it.
        func onDisk() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
    }

    @Test func whatIsWrittenStandsInTheFileAfterTheSync() throws {
        let log = try OpenLog()
        for page in 0..<8 {
            #expect(log.write([UInt8](repeating: 1, count: 24), at: 32 + page * 4120) == SQLITE_OK)
            #expect(log.write([UInt8](repeating: UInt8(page), count: 4096), at: 56 + page * 4120) == SQLITE_OK)
        }
        #expect(try log.onDisk().isEmpty, "nothing is written before it must be")
        #expect(log.sync() == SQLITE_OK)
        let bytes = try log.onDisk()
        #expect(bytes.count == 32 + 8 * 4120 && bytes[56 + 7 * 4120] == 7)
        #expect(log.close() == SQLITE_OK)
    }

    /// What a large transaction writes does not wait in memory.
    @Test func moreThanTheLimitIsWrittenBefore() throws {
        let log = try OpenLog()
        let page = [UInt8](repeating: 3, count: 4096)
        for place in 0..<100 { #expect(log.write(page, at: place * page.count) == SQLITE_OK) }
        let written = try log.onDisk().count
        #expect(100 * page.count - written <= GatheredWrites.limit)
        let big = [UInt8](repeating: 4, count: GatheredWrites.limit + 1)
        #expect(log.write(big, at: 100 * page.count) == SQLITE_OK)
        #expect(try log.onDisk().count == 100 * page.count + big.count)
        #expect(log.close() == SQLITE_OK)
    }

    /// A transaction that was undone left something behind; it is written over like anything else.
    @Test(arguments: 1...20) func everyReadSeesWhatWasWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let log = try OpenLog()
        var model: [UInt8] = []
        var end = 0
        for step in 0..<400 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: #expect(log.sync() == SQLITE_OK)
            case 1:
                let size = Int.random(in: 0...model.count, using: &random)
                #expect(log.truncate(size) == SQLITE_OK)
                model.removeLast(model.count - size)
            case 2: #expect(log.size() == model.count, "step \(step)")
            case 3, 4, 5:
                guard !model.isEmpty else { continue }
                let start = Int.random(in: 0..<model.count, using: &random)
                let count = Int.random(in: 1...min(5000, model.count - start), using: &random)
                let (bytes, code) = log.read(count, at: start)
                #expect(code == SQLITE_OK && bytes == Array(model[start..<(start + count)]), "step \(step)")
            case let kind:
                // Mostly where the last one ended, as SQLite writes frames; now and then somewhere before.
                let start = kind == 6 ? Int.random(in: 0...model.count, using: &random) : min(end, model.count)
                let count =
                    kind == 7 ? Int.random(in: 1...120_000, using: &random) : [24, 4096].randomElement(using: &random)
                let bytes = [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: count ?? 1)
                #expect(log.write(bytes, at: start) == SQLITE_OK)
                end = start + bytes.count
                if model.count < end { model += [UInt8](repeating: 0, count: end - model.count) }
                model.replaceSubrange(start..<end, with: bytes)
            }
        }
        #expect(log.sync() == SQLITE_OK)
        #expect(try log.onDisk() == model)
        #expect(log.close() == SQLITE_OK)
    }

    /// The layer relies on it: what waits in memory is written by the sync of each commit.
    @Test func everyLedgerThatIsWrittenSyncsAtEachCommit() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Also where a URI would mean something else by its letters.
        let path = folder.appendingPathComponent("台账 50%#1?vfs=none.sqlite").path
        let log = try SQLiteEventLog.create(path: path, schemas: [])
        #expect(FileManager.default.fileExists(atPath: path))
        let (synchronous, mode) = try log.read { reader in
            let level = try reader.connection.prepare("PRAGMA synchronous")
            let mode = try reader.connection.prepare("PRAGMA journal_mode")
            return (try level.step() ? level.int(0) : -1, try mode.step() ? mode.text(0) : "")
        }
        #expect(synchronous == 2 && mode == "wal")
    }

    /// A transaction that outgrew the cache had written to the log, and was undone. Another process has recorded in the same
    /// place since: what the first one still gathers must not be written over it.
    @Test(arguments: [4, 12, 24, 25, 35, 40], [false, true])
    func whatWasUndoneIsNotWrittenOverWhatOthersRecorded(pages: Int, isRehearsed: Bool) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("ledger.sqlite")
        let first = try SQLiteEventLog.create(path: path, schemas: [])
        try first.write { try $0.connection.execute("CREATE TABLE notes (x)") }
        let other = try SQLiteEventLog.open(path: path)
        // The database holds all: to undo the transaction SQLite reads nothing of the log.
        var plain: OpaquePointer?
        #expect(sqlite3_open(path, &plain) == SQLITE_OK)
        #expect(sqlite3_exec(plain, "PRAGMA wal_checkpoint(TRUNCATE)", nil, nil, nil) == SQLITE_OK)
        sqlite3_close(plain)
        struct Undone: Error {}
        func outgrow(_ writer: LogWriter) throws {
            try writer.connection.execute("PRAGMA cache_size = 2")
            for _ in 0..<pages { try writer.connection.execute("INSERT INTO notes VALUES (randomblob(4000))") }
        }
        if isRehearsed {
            try first.rehearse(outgrow)
        } else {
            #expect(throws: Undone.self) {
                try first.write { writer in
                    try outgrow(writer)
                    throw Undone()
                }
            }
        }
        for _ in 0..<12 { try other.write { try $0.connection.execute("INSERT INTO notes VALUES (zeroblob(9000))") } }
        func count(_ log: SQLiteEventLog) throws -> Int64 {
            try log.read { reader in
                let rows = try reader.connection.prepare("SELECT count(*), sum(length(x)) FROM notes")
                return try rows.step() ? rows.int(0) * 1_000_000 + rows.int(1) : -1
            }
        }
        #expect(try count(first) == 12_108_000)
        #expect(try count(SQLiteEventLog.open(path: path)) == 12_108_000)
    }
}
