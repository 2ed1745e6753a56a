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

    /// Compares a receipt with the ledger of today: its events one by one, by which the first bad one has a name, then
    /// its checkpoint.
    /// - Returns: what differs; nothing where all is as it was.
    /// - Complexity: as for a checkpoint.
    public func compare(
        with receipt: RecordReceipt, progress: @escaping (Int64) throws -> Void = { _ in }
    ) throws -> [HistoryFault] {
        var faults: [HistoryFault] = try log.read { reader in
            try receipt.items.map(\.event).filter { try reader.line($0.seq) != $0.canonical }
                .map { .otherEvent(seq: $0.seq) }
        }
        if let fault = try compare(with: receipt.checkpoint.checkpoint, progress: progress) { faults.append(fault) }
        return faults
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
