import Ledger

/// A copy that is not what a ledger should be, so that it was not kept.
public struct BackupRefused: Error, Sendable {
    /// What `verify` found in the copy.
    public let faults: [Office.Fault]

    public init(faults: [Office.Fault]) { self.faults = faults }
}

extension Office {
    /// Copies the ledger, as one moment has it, into a new file while others may write, and verifies the copy. Nothing is
    /// left behind where that fails.
    /// - Parameters:
    ///   - path: where there is no file yet.
    ///   - copying: told the pages copied, now and then, and how many there are.
    ///   - progress: told the lines looked at in verifying the copy, as by `verify`.
    /// - Returns: the head of the copy, which is durable.
    /// - Throws: `BackupRefused` where the copy does not verify; `LedgerError`.
    /// - Complexity: O(size of the file), and as `verify`.
    public func backup(
        to path: String, copying: @escaping (_ pages: Int64, _ total: Int64) throws -> Void = { _, _ in },
        progress: @escaping (Int64) throws -> Void = { _ in }
    ) throws -> LogHead {
        let before = try log.read { try $0.head() }
        try log.copy(to: path, progress: copying)
        do {
            let copy = try SQLiteEventLog.open(path: path, readOnly: true)
            let (head, faults) = try Office(log: copy, clock: clock, newID: newID).verify(progress: progress)
            guard faults.isEmpty else { throw BackupRefused(faults: faults) }
            // Others may have written meanwhile; what was there stays as it was.
            let isSame = try before.size <= head.size && copy.read { try $0.root(at: before.size) } == before.root
            guard isSame else { throw LedgerError.damaged("the copy is not this ledger's") }
            return head
        } catch {
            SQLiteEventLog.remove(path: path)
            throw error
        }
    }
}
