import TestSupport
import Testing

@testable import Ledger

/// Notes and proof files from strangers: whatever the bytes, reading ends with a value or a typed refusal.
@Suite struct HostileNoteTests {
    /// A note that was changed anywhere but in lines of keys nobody asked about does not verify.
    @Test func seededMutationsAreRefusedOrHarmless() throws {
        let key = try SigningKey(name: KeyName("taizhang/test"), seed: Array(0..<32))
        let witness = try SigningKey(name: KeyName("w"), seed: Array(1...32))
        let signed = try SignedCheckpoint(size: 7, root: MerkleTree.leaf([7]), signedBy: key)
            .cosigned(by: witness, at: 1_700_000_000)
        var random = SeededGenerator(seed: 2020)
        for _ in 0..<6000 {
            let bytes = mutated(signed.bytes, using: &random)
            guard let read = try? SignedCheckpoint(bytes) else { continue }
            #expect(read.bytes == bytes)
            guard (try? read.verify(by: key.verifier(.note))) != nil else { continue }
            #expect(read.checkpoint == signed.checkpoint)
            if let cosignature = try? read.note.cosignature(of: witness.verifier(.cosignature)) {
                #expect(cosignature.seconds == 1_700_000_000)
            }
        }
    }

    @Test func mutatedHistoryProofsNeverProveAnotherHistory() throws {
        let key = try SigningKey(name: KeyName("taizhang/test"), seed: Array(0..<32))
        let tree = TreeOfLeaves(size: 23)
        let proof = HistoryProof(
            from: try SignedCheckpoint(size: 9, root: tree.root(9), signedBy: key),
            to: try SignedCheckpoint(size: 23, root: tree.root(23), signedBy: key), proof: tree.consistency(9, 23))
        try HistoryProof(proof.bytes).verify()
        var random = SeededGenerator(seed: 9)
        for _ in 0..<4000 {
            guard let read = try? HistoryProof(mutated(proof.bytes, using: &random)) else { continue }
            guard (try? read.verify()) != nil, (try? read.from.verify(by: key.verifier(.note))) != nil,
                (try? read.to.verify(by: key.verifier(.note))) != nil
            else { continue }
            #expect(read.proof == proof.proof || read.from.checkpoint == read.to.checkpoint)
        }
    }

    @Test func aTruncatedNoteIsRefused() throws {
        let key = try SigningKey(name: KeyName("taizhang/test"), seed: Array(0..<32))
        let signed = try SignedCheckpoint(size: 7, root: MerkleTree.leaf([7]), signedBy: key)
        for length in 0..<signed.bytes.count {
            #expect(throws: CheckpointFault.self) { try SignedCheckpoint(signed.bytes.prefix(length)) }
        }
        // Doubled, the first note becomes text of the second, which nobody signed.
        #expect(throws: CheckpointFault.self) { try SignedCheckpoint(signed.bytes + signed.bytes) }
    }

    @Test(arguments: [
        "", "{", "[]", "null", "{}", #"{"format":1}"#, #"{"format":"taizhang-history-proof/1"}"#,
        #"{"format":"taizhang-history-proof/1","from":"","to":"","hashes":[]}"#,
        #"{"format":"taizhang-history-proof/1","from":"","to":"","hashes":[],"more":1}"#,
        #"{"format":"taizhang-history-proof/2","from":"","to":"","hashes":[]}"#,
    ])
    func whatIsNoProofFileIsRefused(text: String) {
        #expect(throws: ProofFileFault.self) { try HistoryProof(Array(text.utf8)) }
    }

    /// Turns, drops, doubles or moves some bytes.
    func mutated(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
            guard place < bytes.count else { return bytes }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
            case 4: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 60)], at: place)
            }
        }
        return bytes
    }
}
