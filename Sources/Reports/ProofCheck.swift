import Accounts
import Audits
import Ledger
import Records

/// What checking one file with a checkpoint in it showed: a checkpoint, a receipt, the
/// proof of a closed month's line, or the proof between two checkpoints.
public struct ProofCheck: Sendable {
    /// What the file holds.
    public enum Content: Sendable {
        case checkpoint(SignedCheckpoint)
        case receipt(RecordReceipt)
        case line(LineProof)
        case history(HistoryProof)
    }

    /// What is known of the ledger's own signature.
    public enum Signature: Sendable {
        case valid(VerifierKey)
        /// No public key was given to check it by.
        case unchecked
    }

    /// What the ledger of today says to it.
    public enum Standing: Sendable {
        /// There is no ledger to ask.
        case absent
        /// The first `events` are as they were; the events at `later` corrected or ended the record since.
        case holds(events: Int64, later: [Int64] = [])
        case differs([HistoryFault])
    }

    public let file: String
    public let content: Content
    public let signature: Signature
    /// Who of the witnesses signed the newest checkpoint of the file; nil where none were named.
    public let witnesses: Witnesses.Standing?
    public let ledger: Standing

    public init(
        file: String, content: Content, signature: Signature, witnesses: Witnesses.Standing?, ledger: Standing
    ) {
        self.file = file
        self.content = content
        self.signature = signature
        self.witnesses = witnesses
        self.ledger = ledger
    }

    /// Checks the proofs and signatures of a file's content, without a ledger.
    /// - Throws: `ProofFileFault`, `CheckpointFault`: what does not hold has no standing to tell of. `WitnessFault` where a
    ///   witness's key is the log's own.
    public static func offline(
        _ content: Content, file: String, key: VerifierKey?, witnesses: Witnesses?
    ) throws -> ProofCheck {
        // Reading a receipt or a line's proof has checked what is in it already.
        if case .history(let proof) = content { try proof.verify() }
        if let key { for checkpoint in content.checkpoints { try checkpoint.verify(by: key) } }
        for checkpoint in content.checkpoints { try witnesses?.check(on: checkpoint, log: key) }
        return ProofCheck(
            file: file, content: content, signature: key.map { .valid($0) } ?? .unchecked,
            witnesses: witnesses.flatMap { witnesses in
                content.checkpoints.last.map { witnesses.standing(on: $0.note) }
            },
            ledger: .absent)
    }

    /// The same, with what a ledger says to it.
    public func compared(_ standing: Standing) -> ProofCheck {
        ProofCheck(file: file, content: content, signature: signature, witnesses: witnesses, ledger: standing)
    }

    /// Nothing in it contradicts, and enough witnesses signed.
    public var holds: Bool {
        if case .differs = ledger { return false }
        return witnesses?.holds ?? true
    }
}

extension ProofCheck.Content {
    /// The checkpoints that the file holds, the older one first.
    public var checkpoints: [SignedCheckpoint] {
        switch self {
        case .checkpoint(let checkpoint): [checkpoint]
        case .receipt(let receipt): [receipt.checkpoint]
        case .line(let proof): [proof.receipt.checkpoint]
        case .history(let proof): [proof.from, proof.to]
        }
    }
}
