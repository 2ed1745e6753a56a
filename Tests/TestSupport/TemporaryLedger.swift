import Accounts
import Foundation
import Ledger
import Records

/// A ledger in a folder of its own, which goes with the value.
public final class TemporaryLedger {
    public let folder: URL
    public var path: String { folder.appendingPathComponent("ledger.sqlite").path }
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

    /// - Parameter now: 2020-07-01 in Asia/Shanghai where nothing is said.
    public init(now: Instant = Instant.startOfDay(CivilDate(trusted: 20_200_701))) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let time = Time(now)
        self.time = time
        var made = 0
        let path = folder.appendingPathComponent("ledger.sqlite").path
        office = Office(
            log: try SQLiteEventLog.create(path: path, schemas: Books.schemas), clock: { time.value },
            newID: { _ in
                made += 1
                return "made-\(made)"
            })
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

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
}
