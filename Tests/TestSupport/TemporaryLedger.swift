import Accounts
import Foundation
import GRDB
import Ledger
import Records
import Scoring

/// A ledger in a folder of its own, which goes with the value.
public final class TemporaryLedger {
    public var folder: URL { home.url }
    public var path: String { home.path("ledger.sqlite") }
    public let office: Office
    /// The office's clock: set it to the time of what is recorded next.
    public var now: Instant {
        get { time.value }
        set { time.value = newValue }
    }

    private final class Time {
        var value: Instant
        init(_ value: Instant) { self.value = value }
    }
    private let time: Time
    private let home: TemporaryFolder

    /// - Parameter now: 2020-07-01 in Asia/Shanghai where nothing is said.
    public init(now: Instant = Instant.startOfDay(CivilDate(trusted: 20_200_701))) throws {
        home = try TemporaryFolder()
        let time = Time(now)
        self.time = time
        var made = 0
        let path = home.path("ledger.sqlite")
        office = Office(
            log: try SQLiteEventLog.create(path: path, schemas: Books.schemas), clock: { time.value },
            newID: { _ in
                made += 1
                return "made-\(made)"
            })
    }

    /// Restores exported lines into the empty ledger.
    @discardableResult
    public func restore(_ lines: [ArraySlice<UInt8>], expecting root: Hash? = nil) throws -> LogHead {
        var rest = lines[...]
        return try office.restore(expecting: root) {
            guard !rest.isEmpty else { return nil }
            var chunk = LineChunk(first: rest.startIndex + 1)
            for line in rest.prefix(100) { line.withUnsafeBufferPointer { chunk.append($0) } }
            rest = rest.dropFirst(100)
            return chunk
        }
    }

    /// Records one submission.
    @discardableResult
    public func append(_ submission: Submission) throws -> Receipt {
        try office.append([.success(submission)], actor: "test")
    }

    /// Records a batch.
    @discardableResult
    public func append(_ batch: [Submission]) throws -> Receipt {
        try office.append(batch.map { .success($0) }, actor: "test")
    }

    /// The faults of a batch that must be refused; none where it was taken.
    public func faults(of batch: [Submission]) throws -> [BatchRefused.Fault] {
        do {
            try append(batch)
            return []
        } catch let refused as BatchRefused {
            return refused.faults
        }
    }

    /// The head of the log.
    public func head() throws -> LogHead { try office.log.read { try $0.head() } }

    /// The canonical lines of all events.
    public func lines() throws -> [[UInt8]] {
        try office.log.read { reader in
            var lines: [[UInt8]] = []
            try reader.forEachLine { _, line in lines.append(Array(line)) }
            return lines
        }
    }

    /// An event as it is stored.
    public func event(_ seq: Int64) throws -> Event? { try office.log.read { try $0.event(seq) } }

    /// A connection of an intruder's own, who drops the database's triggers and puts them back when done.
    public func tamper(_ body: (Database) throws -> Void) throws {
        try TemporaryLedger.tamper(path: path, body)
    }

    /// A connection of an intruder's own, who drops the database's triggers and puts them back when done.
    public static func tamper(path: String, _ body: (Database) throws -> Void) throws {
        try DatabaseQueue(path: path).write { database in
            let triggers = try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try body(database)
            for trigger in triggers { try database.execute(sql: trigger["sql"]) }
        }
    }

    /// The notice's scheme as JSON.
    public static func builtInScheme() throws -> JSON { try JSONReader.read(BuiltInScheme.text) }
}
