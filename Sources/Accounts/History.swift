import Ledger
import Records

/// How a ledger contradicts what it once signed.
public enum HistoryFault: Error, Sendable, Hashable {
    /// The checkpoint is over more events than there are: the newest were cut off.
    case truncated(size: Int64, events: Int64)
    /// The first `size` events do not make the root that was signed: one of them was changed, or the ledger is another.
    case rewritten(size: Int64, signed: Hash, found: Hash)
    /// An event is another one than the receipt has.
    case otherEvent(seq: Int64)
    /// An event corrects or ends the record, lies under the receipt's checkpoint, and is not in the receipt.
    case leftOut(seq: Int64)

    /// Whether the fault is the file's alone: the ledger is as it was.
    public var isOfTheFile: Bool {
        if case .leftOut = self { true } else { false }
    }
}

extension Office {
    /// Compares the ledger of today with an old checkpoint. The root is made anew from the events themselves, so that a
    /// tree rewritten together with them is found as well.
    /// - Returns: nil where the ledger still holds what the checkpoint says.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(the checkpoint's size).
    public func compare(
        with checkpoint: Checkpoint, progress: @escaping (Int64) throws -> Void = { _ in }
    ) throws -> HistoryFault? {
        try log.read { reader in
            guard checkpoint.size <= reader.size else {
                return .truncated(size: checkpoint.size, events: reader.size)
            }
            var tree = MerkleTree.Frontier()
            try reader.forEachLine(through: checkpoint.size) { seq, line in
                tree.append(MerkleTree.leaf(UnsafeRawBufferPointer(line)))
                if seq % Office.progressStep == 0 { try progress(seq) }
            }
            guard tree.root == checkpoint.root else {
                return .rewritten(size: checkpoint.size, signed: checkpoint.root, found: tree.root)
            }
            return nil
        }
    }

    /// Compares a receipt with the ledger of today: its events one by one, by which the first bad one has a name; all
    /// events of its record under its checkpoint, of which none may be left out; then its checkpoint.
    /// - Returns: what differs; nothing where all is as it was.
    /// - Complexity: as for a checkpoint.
    public func compare(
        with receipt: RecordReceipt, progress: @escaping (Int64) throws -> Void = { _ in }
    ) throws -> [HistoryFault] {
        var faults: [HistoryFault] = try log.read { reader in
            try receipt.items.map(\.event).filter { try reader.line($0.seq) != $0.canonical }
                .map { .otherEvent(seq: $0.seq) }
        }
        let given = Set(receipt.items.map(\.event.seq))
        faults += try log.read { try $0.changes(of: receipt.record, through: receipt.checkpoint.checkpoint.size) }
            .filter { !given.contains($0) }.map { .leftOut(seq: $0) }
        if let fault = try compare(with: receipt.checkpoint.checkpoint, progress: progress) { faults.append(fault) }
        return faults
    }

    /// The positions of the events that corrected or ended a receipt's record after its checkpoint: there is nothing wrong
    /// with such a receipt, and it is not the newest.
    /// - Complexity: O(events after the checkpoint).
    public func events(after receipt: RecordReceipt) throws -> [Int64] {
        try log.read { try $0.changes(of: receipt.record, after: receipt.checkpoint.checkpoint.size) }
    }

    /// Proves that the ledger only grew since an old checkpoint.
    /// - Parameter known: up to where; everything where nothing is said.
    /// - Throws: `HistoryFault` where it did not: then there is no proof. `CheckpointFault.otherOrigin` where the
    ///   checkpoint is another log's. `LedgerError`, `KeyFault`.
    /// - Complexity: O(log size).
    public func history(
        from old: SignedCheckpoint, to known: Known = .everything, signedBy key: SigningKey
    ) throws -> HistoryProof {
        try log.read { reader in
            let head = try reader.headToSign(known: known)
            let new = try SignedCheckpoint(size: head.size, root: head.root, signedBy: key)
            guard old.checkpoint.hasOrigin(of: new.checkpoint) else {
                throw CheckpointFault.otherOrigin(expected: new.checkpoint.origin, found: old.checkpoint.origin)
            }
            let size = old.checkpoint.size
            guard size <= reader.size else { throw HistoryFault.truncated(size: size, events: reader.size) }
            let found = try reader.root(at: size)
            guard found == old.checkpoint.root else {
                throw HistoryFault.rewritten(size: size, signed: old.checkpoint.root, found: found)
            }
            guard size <= head.size else { throw LedgerError.noSuchSize(size, size: head.size) }
            let proof = HistoryProof(
                from: old, to: new, proof: try reader.consistencyProof(from: size, to: head.size))
            // A proof from tiles that were tampered with must not leave the house.
            try proof.verify()
            return proof
        }
    }
}

extension LogReader {
    /// The positions of the events that correct or end a record. It asks the lines and no table: what is held against a
    /// receipt must not be wrong because a table is.
    /// - Complexity: O(lines), of which only corrections and retractions are read.
    fileprivate func changes(of record: String, after: Int64 = 0, through: Int64 = .max) throws -> [Int64] {
        let types = [EventType.eventCorrected, .eventRetracted].map { Array($0.rawValue.utf8) }
        var found: [Int64] = []
        try forEachLine(from: min(after, size) + 1, through: min(through, size)) { seq, line in
            guard let type = CanonicalLine.lastType(line), types.contains(where: { $0.elementsEqual(type) }),
                (try? Event(line: line))?.data["target"]?.text == record
            else { return }
            found.append(seq)
        }
        return found
    }
}
