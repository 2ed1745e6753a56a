/// What can go wrong with a ledger's file, as opposed to what is submitted to it.
public enum LedgerError: Error, Hashable, Sendable {
    /// There is no file at this path.
    case noLedger(path: String)
    /// `init` or `restore` was asked to make a ledger where one is already.
    case alreadyExists(path: String)
    /// A ledger was to be made where the write-ahead log or journal of an earlier one lies.
    case leftOver(path: String, file: String)
    /// The file is no SQLite database of ours.
    case notALedger(path: String)
    /// The file was written by a newer program.
    case newerFormat(path: String, found: Int, supported: Int)
    /// The file was written by an older program and has to be migrated before it is used.
    case olderFormat(path: String, found: Int, supported: Int)
    /// Another process kept the ledger locked for longer than the time-out.
    case busy(path: String, waitedSeconds: Int)
    /// Somebody recorded something since the caller looked: the ledger has another size than the caller named.
    case otherSize(expected: Int64, found: Int64)
    /// The file can be read but not written.
    case readOnly(path: String)
    /// Recent events stand in the write-ahead log, which can't be read without write access to the folder.
    case needsWriteAccess(path: String)
    /// The disk is full; nothing of the batch was recorded.
    case diskFull(path: String)
    /// There was not memory enough; nothing of the batch was recorded.
    case outOfMemory(path: String)
    /// Somebody stopped the work before its end; what it had begun was undone.
    case interrupted
    /// Reading or writing failed below us.
    case inputOutput(path: String, message: String)
    /// The clock shows a time that can't be one of recording: before 1970, or beyond what has a date.
    case clockOff(milliseconds: Int64)
    /// What is stored contradicts itself; `verify` tells where, `rebuild` mends what is derived.
    case damaged(String)
    /// The tree has another number of leaves than there are events: the newest events were cut off, or rows were put in that
    /// were never recorded. Nothing is written then, since the tree is what tells it.
    case otherTree(leaves: Int64, events: Int64)
    /// A batch brings more submissions than one batch may; nothing of it was recorded.
    case batchTooLarge(limit: Int)
    /// The ledger has as many events as its tables can number; nothing was recorded.
    case ledgerFull(limit: Int64)
    /// A line that no reader would take back: recorded, it would stop every export and replay. Nothing was recorded.
    case unreadable(seq: Int64, LineFault)
    /// A question about a size that the log does not have.
    case noSuchSize(Int64, size: Int64)
}
