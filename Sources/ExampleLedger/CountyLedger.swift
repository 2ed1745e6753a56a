import Accounts
import Audits
import ExampleCounty
import Foundation
import Ledger
import Records
import Scoring

/// The example county's ledger, recorded through the office's own door, each day at its own time.
public enum CountyLedger {
    /// A month that the county published: the file's place below the folder of snapshots, and its bytes.
    public typealias Published = (path: String, bytes: [UInt8])

    /// Records the days and calls `body` with every line of the ledger, in order.
    /// - Parameter closing: whether the county closes its months: see `record`.
    /// - Returns: what it published.
    @discardableResult
    public static func forEachLine(
        of county: ExampleCounty, days: some Sequence<OfficeDay>, closing: Bool = false,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws -> [Published] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "example-county-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("county.sqlite").path
        let (office, published) = try record(county, days, path: path, closing: closing)
        try office.log.read { reader in try reader.forEachLine { _, line in try body(line) } }
        return published
    }

    /// Makes the ledger: one batch for the scheme, half an hour before the office opens, and one for each day.
    ///
    /// With `closing`, each month is closed on the first working day from the 20th of the next month on; June of the
    /// first year is closed again in September, when corrections have changed it.
    public static func record(
        _ county: ExampleCounty, _ days: some Sequence<OfficeDay>, path: String, closing: Bool
    ) throws -> (office: Office, published: [Published]) {
        let log = try SQLiteEventLog.create(path: path, schemas: Books.schemas)
        let adoption = try OfficeDay.adoption(of: BuiltInScheme.text, source: BuiltInScheme.source, county: county)
        var now = adoption.recordedAt
        var closings = 0
        let office = Office(
            log: log, clock: { now },
            newID: { _ in
                closings += 1
                return "close-\(closings)"
            })
        var published: [Published] = []
        let key = try SigningKey(name: KeyName("taizhang/example"), seed: Hash.sha256("示例 example".utf8).bytes)
        func close(_ month: CivilMonth) throws {
            let snapshot = try office.close(month, today: now.shanghaiDate, actor: adoption.actor)
            let scheme = try office.read { _, books in
                try books.schemeText(on: snapshot.table.on, known: snapshot.known.size)
            }
            let signed = try SignedCheckpoint(size: snapshot.known.size, root: snapshot.known.root, signedBy: key)
            published.append((snapshot.path, snapshot.file(scheme: scheme, checkpoint: signed)))
        }
        let june = CivilMonth(trusted: Int32(county.years.lowerBound * 100 + 6))
        var next = CivilMonth(trusted: Int32(county.years.lowerBound * 100 + 1))
        func append(_ day: OfficeDay) throws {
            now = day.recordedAt
            let today = now.shanghaiDate
            if closing, today.month > next, today.month > next.next || today.day >= 20 {
                try close(next)
                if next == june.next.next { try close(june) }
                next = next.next
            }
            _ = try office.append(day.submissions.map { .success($0) }, actor: day.actor)
        }
        try append(adoption)
        for day in days { try append(day) }
        return (office, published)
    }
}
