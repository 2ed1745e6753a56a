import Accounts
import ExampleCounty
import Foundation
import Ledger
import Records
import Scoring

/// The county's ledger, built in a temporary file through the office's own door.
enum CountyLedger {
    /// Records the days and calls `body` with every line of the ledger, in order.
    static func forEachLine(
        of county: ExampleCounty, days: some Sequence<OfficeDay>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("example-county-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = try record(county, days, path: folder.appendingPathComponent("county.sqlite").path)
        try log.read { reader in try reader.forEachLine { _, line in try body(line) } }
    }

    /// One batch for the scheme, half an hour before the office opens, and one for each day, at the day's own time.
    private static func record(
        _ county: ExampleCounty, _ days: some Sequence<OfficeDay>, path: String
    ) throws -> SQLiteEventLog {
        let log = try SQLiteEventLog.create(path: path, schemas: Books.schemas)
        let adoption = try OfficeDay.adoption(of: BuiltInScheme.text, source: BuiltInScheme.source, county: county)
        var now = adoption.recordedAt
        let office = Office(log: log, clock: { now }, newID: { "example-\($0.milliseconds)" })
        func append(_ day: OfficeDay) throws {
            now = day.recordedAt
            _ = try office.append(day.submissions.map { .success($0) }, actor: day.actor)
        }
        try append(adoption)
        for day in days { try append(day) }
        return log
    }
}
