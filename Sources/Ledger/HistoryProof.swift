/// A file that shows two checkpoints of one log to be two states of one history: both notes, and the consistency proof
/// between them. Whoever holds the older checkpoint sees that nothing under it was changed since.
public struct HistoryProof: Hashable, Sendable {
    /// The `format` of the file.
    public static let format = "taizhang-history-proof/1"

    public let from: SignedCheckpoint
    public let to: SignedCheckpoint
    public let proof: ConsistencyProof

    public init(from: SignedCheckpoint, to: SignedCheckpoint, proof: ConsistencyProof) {
        self.from = from
        self.to = to
        self.proof = proof
    }

    /// Reads a file; nothing is proven by that.
    /// - Throws: `ProofFileFault`.
    /// - Complexity: O(length), at most `JSONReader.lengthLimit`.
    public init(_ bytes: some Collection<UInt8>) throws(ProofFileFault) {
        let file = try ProofFile(bytes, format: HistoryProof.format, keys: ["format", "from", "hashes", "to"])
        let from = try file.checkpoint("from")
        let to = try file.checkpoint("to")
        let path = try ProofFile.hashes(
            file.members["hashes"], at: "hashes", limit: ConsistencyProof.lengthLimit)
        self.init(
            from: from, to: to,
            proof: ConsistencyProof(from: from.checkpoint.size, to: to.checkpoint.size, path: path))
    }

    /// The file: canonical JSON (RFC 8785) and a line feed. O(length).
    public var bytes: [UInt8] {
        let json = JSON.members([
            .init("format", .string(HistoryProof.format)), .init("from", ProofFile.note(from)),
            .init("hashes", .array(proof.path.map { .string($0.base64) })), .init("to", ProofFile.note(to)),
        ])
        return json.canonical + [0x0A]
    }

    /// Checks that both checkpoints are of one log, and the proof between their roots. Signatures are not looked at.
    /// - Throws: `ProofFileFault.checkpoint` with `.otherOrigin`, `.proof`.
    public func verify() throws(ProofFileFault) {
        guard from.checkpoint.hasOrigin(of: to.checkpoint) else {
            throw .checkpoint("to", .otherOrigin(expected: from.checkpoint.origin, found: to.checkpoint.origin))
        }
        do throws(ProofFault) {
            try proof.verify(from: from.checkpoint.root, to: to.checkpoint.root)
        } catch {
            throw .proof("hashes", error)
        }
    }
}
