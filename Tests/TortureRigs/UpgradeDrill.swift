import Accounts
import Foundation
import Ledger
import Scoring

/// A ledger of an older format on a disk that fails once while it is brought up to today's.
///
/// Whatever fails and when: the error speaks of the disk; the file is a ledger of the old format or of today's, never
/// something between; migrating it again goes through, and it answers as one that was migrated without a fault; what was
/// kept of the old file is whole, or it does not bear that name.
public final class UpgradeDrill {
    public struct Tally: Sendable {
        public var faults = 0
        /// Of these, how many the migration told; the others hit where nobody was waiting, as in closing.
        public var told = 0
        /// Of the ledgers that were told of, how many were of today's format all the same: recorded, and the fault came after.
        public var migratedAllTheSame = 0
    }

    /// A ledger that an older program wrote.
    private struct Old {
        let version: Int
        let bytes: Data
        let head: LogHead
        let table: ScoreTable
    }

    public private(set) var tally = Tally()
    private let old: [Old]
    private static let on = CivilDate(trusted: 20_200_630)

    /// - Parameter folder: where `ledger-vN.sqlite` stand, one of each released format.
    public init(fixtures folder: URL) throws {
        old = try (1..<SQLiteEventLog.formatVersion).map { version in
            let bytes = try Data(contentsOf: folder.appendingPathComponent("ledger-v\(version).sqlite"))
            let disk = try FaultyDisk(seed: 0)
            let path = disk.path("ledger.sqlite")
            try bytes.write(to: URL(fileURLWithPath: path))
            _ = try Migration.migrate(path: path)
            let (table, head) = try SmallLedger.open(path).score(on: UpgradeDrill.on, known: .everything)
            return Old(version: version, bytes: bytes, head: head, table: table)
        }
    }

    /// The formats that there are ledgers of, the oldest first.
    public var versions: [Int] { old.map(\.version) }

    /// The calls that a migration makes when nothing fails.
    public func calls(of version: Int) throws -> Int {
        let old = try ledger(version)
        let disk = try FaultyDisk(seed: 0)
        let path = try place(old, disk)
        _ = try Migration.migrate(path: path)
        let calls = disk.calls
        try check(path, old, isMigrated: true, "format \(version), without a fault")
        return calls
    }

    /// One migration with a fault.
    /// - Throws: `Broken` where a promise was not kept.
    public func run(
        _ version: Int, _ fault: FaultyDisk.Fault, at call: Int, _ settling: FaultyDisk.Settling, seed: UInt64
    )
        throws
    {
        let place = "format \(version), \(fault) at call \(call), \(settling), seed \(seed)"
        let old = try ledger(version)
        let disk = try FaultyDisk(seed: seed)
        let path = try self.place(old, disk)
        disk.arm(fault, at: call)
        var isMigrated = false
        do {
            _ = try Migration.migrate(path: path)
            isMigrated = true
        } catch LedgerError.inputOutput {} catch LedgerError.diskFull where fault == .full {} catch {
            throw Broken("\(place): the error is \(error)")
        }
        guard disk.hasFailed else { return }
        tally.faults += 1
        if !isMigrated { tally.told += 1 }
        if fault.stopsEverything { try disk.settle(settling) } else { disk.mend() }
        do { try check(path, old, isMigrated: isMigrated, place) } catch let broken as Broken { throw broken } catch {
            throw Broken("\(place): afterwards \(error)")
        }
    }

    private func ledger(_ version: Int) throws -> Old {
        guard let found = old.first(where: { $0.version == version }) else { throw Broken("no ledger of \(version)") }
        return found
    }

    private func place(_ old: Old, _ disk: FaultyDisk) throws -> String {
        let path = disk.path("ledger.sqlite")
        try old.bytes.write(to: URL(fileURLWithPath: path))
        return path
    }

    private func check(_ path: String, _ old: Old, isMigrated: Bool, _ place: String) throws {
        let format = try SQLiteEventLog.openAnyFormat(path: path).format
        try Broken.unless(
            format == SQLiteEventLog.formatVersion || format == old.version && !isMigrated, "\(place): format \(format)"
        )
        if !isMigrated, format != old.version { tally.migratedAllTheSame += 1 }
        try Broken.unless(try root(path, at: old.head.size) == old.head.root, "\(place): other events")
        let kept = try self.kept(path, old, place)
        try Broken.unless(format == old.version || kept > 0, "\(place): migrated, and the old file was not kept")
        _ = try Migration.migrate(path: path)
        let office = try SmallLedger.open(path)
        let (head, faults) = try office.verify()
        try Broken.unless(head == old.head && faults.isEmpty, "\(place): \(head), \(faults)")
        let table = try office.score(on: UpgradeDrill.on, known: .everything).table
        try Broken.unless(table == old.table, "\(place): another table")
        try Broken.unless(
            try self.kept(path, old, place) > 0, "\(place): migrated again, and the old file was not kept")
    }

    private func root(_ path: String, at size: Int64) throws -> Hash {
        try SQLiteEventLog.openAnyFormat(path: path, readOnly: true).read { try $0.root(at: size) }
    }

    /// The copies of the old file, each of them whole.
    private func kept(_ path: String, _ old: Old, _ place: String) throws -> Int {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let copies = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter {
            $0.hasPrefix("ledger.sqlite.format-") && !$0.hasSuffix(".partial") && !$0.contains(".partial-")
                && !$0.hasSuffix("-journal") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
        for name in copies {
            let copy = folder.appendingPathComponent(name).path
            let log = try SQLiteEventLog.openAnyFormat(path: copy, readOnly: true)
            let format = try log.format
            try Broken.unless(format == old.version, "\(place): \(name) is of format \(format)")
            try Broken.unless(try log.integrityFaults().isEmpty, "\(place): \(name) is damaged")
            try Broken.unless(try root(copy, at: old.head.size) == old.head.root, "\(place): \(name) has other events")
        }
        return copies.count
    }
}
