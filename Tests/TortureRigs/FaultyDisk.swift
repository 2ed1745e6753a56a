import FaultVFS
import Foundation
import TestSupport

/// A folder whose files SQLite reads and writes through a disk that fails as it is told to.
public final class FaultyDisk {
    /// How a disk fails. `full` and `ioErrorForGood` last until the disk is mended.
    public enum Fault: CaseIterable, Sendable {
        case ioError, ioErrorForGood, shortWrite, full, powerCut, tornWrite

        /// Whether everything stops, as when the power goes.
        public var stopsEverything: Bool { self == .powerCut || self == .tornWrite }

        fileprivate var kind: FaultKind {
            switch self {
            case .ioError: FAULT_IO_ERROR
            case .ioErrorForGood: FAULT_IO_ERROR_FOR_GOOD
            case .shortWrite: FAULT_SHORT_WRITE
            case .full: FAULT_FULL
            case .powerCut: FAULT_POWER_CUT
            case .tornWrite: FAULT_TORN_WRITE
            }
        }
    }

    /// What becomes of writes that were not synced when the power went.
    public enum Settling: CaseIterable, Sendable {
        case loseAll, keepAll, scatter

        fileprivate var kind: FaultSettling {
            switch self {
            case .loseAll: FAULT_LOSE_ALL
            case .keepAll: FAULT_KEEP_ALL
            case .scatter: FAULT_SCATTER
            }
        }
    }

    public var folder: URL { home.url }
    private let home: TemporaryFolder
    private let disk: OpaquePointer

    public init(seed: UInt64) throws {
        home = try TemporaryFolder()
        guard let disk = fault_disk_make(home.path, seed) else { throw Broken("no memory for a disk") }
        self.disk = disk
    }

    deinit { fault_disk_free(disk) }

    public func path(_ name: String) -> String { home.path(name) }

    /// Lets the disk fail at its call number `call`, counted from 1 from now on.
    public func arm(_ fault: Fault, at call: Int) { fault_disk_arm(disk, fault.kind, Int64(call)) }

    /// Lets the disk work, and counts its calls from 1 anew.
    public func mend() { fault_disk_mend(disk) }

    /// The calls since the disk was armed or mended last.
    public var calls: Int { Int(fault_disk_calls(disk)) }

    /// Whether the fault that was armed has happened.
    public var hasFailed: Bool { fault_disk_has_failed(disk) != 0 }

    /// Makes the files what a power cut leaves of them, and mends the disk. All files must be closed.
    public func settle(_ settling: Settling) throws {
        let open = fault_disk_open_files(disk)
        try Broken.unless(open == 0, "\(open) files are still open")
        try Broken.unless(fault_disk_settle(disk, settling.kind) == 0, "the disk can't be settled")
    }
}
