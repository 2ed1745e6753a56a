import Ledger
import Records

extension Office {
    /// The ledger's state, signed.
    /// - Parameter known: an earlier moment to sign; everything where nothing is said.
    /// - Throws: `LedgerError`, `KeyFault`.
    /// - Complexity: O(log size).
    public func checkpoint(known: Known = .everything, signedBy key: SigningKey) throws -> SignedCheckpoint {
        try log.read { reader in
            let head = try reader.headToSign(known: known)
            return try SignedCheckpoint(size: head.size, root: head.root, signedBy: key)
        }
    }

    /// A receipt for a record: its events, each with its proof, under the signed state of now.
    /// - Parameter id: the id of the record or of one of its changes.
    /// - Returns: nil where no event has the id.
    /// - Throws: `LedgerError.damaged` where an event is not what the tree holds: nothing false is handed out.
    ///   `ProofFileFault.tooMany`, `.tooLong` for a record that no receipt can hold. `KeyFault`.
    /// - Complexity: O(events of the record · log size).
    public func receipt(of id: String, signedBy key: SigningKey) throws -> RecordReceipt? {
        try read { reader, books in
            guard var seq = try books.recorded.event(id: id) else { return nil }
            let named = try books.recorded.event(seq)
            if EventType(rawValue: named.type)?.opensRecord == false {
                guard let opening = try named.data["target"]?.text.flatMap({ try books.recorded.event(id: $0) }) else {
                    throw LedgerError.damaged("event \(seq) changes a record that is not there")
                }
                seq = opening
            }
            guard let record = try books.recorded.record(seq) else { return nil }
            let head = try reader.headToSign()
            let items = try ([seq] + record.corrections + [record.ended].compactMap { $0 }).map { seq in
                let event = try books.recorded.event(seq)
                let proof = try reader.inclusionProof(of: seq, size: head.size)
                guard try proof.root(leaf: MerkleTree.leaf(event.canonical)) == head.root else {
                    throw LedgerError.damaged("event \(seq) was changed after it was recorded")
                }
                return RecordReceipt.Item(event: event, proof: proof)
            }
            return try RecordReceipt(
                record: record.id, items: items,
                checkpoint: SignedCheckpoint(size: head.size, root: head.root, signedBy: key))
        }
    }
}
