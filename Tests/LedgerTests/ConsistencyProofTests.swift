import TestSupport
import Testing

@testable import Ledger

/// RFC 9162 §2.1.4 against RFC 6962's definition of a consistency proof.
@Suite struct ConsistencyProofTests {
    @Test(arguments: 1...64) func everyPairOfSmallSizes(size: Int) throws {
        let tree = TreeOfLeaves(size: size)
        let root = tree.root(size)
        for from in 1...size {
            let proof = tree.consistency(from, size)
            #expect(proof.path == TreeOfLeaves.subproof(from, tree.leaves[...], true))
            try proof.verify(from: tree.root(from), to: root)
            for other in 1...size where other != from {
                let moved = ConsistencyProof(from: Int64(other), to: Int64(size), path: proof.path)
                #expect(throws: ProofFault.self) { try moved.verify(from: tree.root(from), to: root) }
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func randomLargerTrees(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let size = Int.random(in: 65...5000, using: &random)
        let from = Int.random(in: 1...size, using: &random)
        let tree = TreeOfLeaves(size: size, seed: seed)
        let proof = tree.consistency(from, size)
        #expect(proof.path == TreeOfLeaves.subproof(from, tree.leaves[...], true))
        try proof.verify(from: tree.root(from), to: tree.root(size))
    }

    /// No proof exists from a tree to one in which an old leaf is another.
    @Test(arguments: [(3, 7), (4, 8), (6, 8), (13, 30)]) func aRewrittenHistoryIsRefused(from: Int, size: Int) throws {
        let tree = TreeOfLeaves(size: size)
        for changed in 0..<from {
            var leaves = tree.leaves
            leaves[changed] = MerkleTree.leaf([0x2A])
            let other = TreeOfLeaves(leaves)
            let proof = other.consistency(from, size)
            #expect(throws: ProofFault.self) { try proof.verify(from: tree.root(from), to: other.root(size)) }
        }
    }

    @Test func everyFlippedBitIsRefused() throws {
        for (from, size) in [(1, 1), (1, 2), (3, 7), (4, 8), (6, 8), (8, 8), (11, 21)] {
            let tree = TreeOfLeaves(size: size)
            let old = tree.root(from)
            let new = tree.root(size)
            let proof = tree.consistency(from, size)
            for bit in 0..<256 {
                let badOld = try #require(old.flipping(bit))
                let badNew = try #require(new.flipping(bit))
                #expect(throws: ProofFault.self) { try proof.verify(from: badOld, to: new) }
                #expect(throws: ProofFault.self) { try proof.verify(from: old, to: badNew) }
                for place in proof.path.indices {
                    var path = proof.path
                    path[place] = try #require(path[place].flipping(bit))
                    let bad = ConsistencyProof(from: proof.from, to: proof.to, path: path)
                    #expect(throws: ProofFault.self) { try bad.verify(from: old, to: new) }
                }
            }
        }
    }

    @Test(arguments: 1...33) func aPathOfAnyOtherLengthIsRefused(size: Int) throws {
        let tree = TreeOfLeaves(size: size)
        for from in 1...size {
            let proof = tree.consistency(from, size)
            let old = tree.root(from)
            let new = tree.root(size)
            let long = ConsistencyProof(from: proof.from, to: proof.to, path: proof.path + [old])
            #expect(throws: ProofFault.self) { try long.verify(from: old, to: new) }
            guard !proof.path.isEmpty else { continue }
            let cut = ConsistencyProof(from: proof.from, to: proof.to, path: proof.path.dropLast())
            #expect(throws: ProofFault.self) { try cut.verify(from: old, to: new) }
        }
    }

    @Test func theEmptyTreeGrowsIntoAnyOther() throws {
        let tree = TreeOfLeaves(size: 5)
        let proof = tree.consistency(0, 5)
        #expect(proof.path.isEmpty)
        try proof.verify(from: MerkleTree.emptyRoot, to: tree.root(5))
        #expect(throws: ProofFault.self) { try proof.verify(from: tree.root(1), to: tree.root(5)) }
        let none = ConsistencyProof(from: 0, to: 0, path: [])
        try none.verify(from: MerkleTree.emptyRoot, to: MerkleTree.emptyRoot)
        #expect(throws: ProofFault.self) { try none.verify(from: tree.root(1), to: tree.root(1)) }
    }

    @Test(arguments: [(-1, 4), (5, 4), (3, -1), (Int64.max, 1)] as [(Int64, Int64)])
    func sizesOutOfOrderAreRefused(from: Int64, to: Int64) {
        #expect(throws: ProofFault.order(from: from, to: to)) {
            try ConsistencyProof(from: from, to: to, path: [])
                .verify(from: MerkleTree.emptyRoot, to: MerkleTree.emptyRoot)
        }
    }

    @Test func theLargestTreeIsWalked() {
        let hashes = Array(repeating: MerkleTree.emptyRoot, count: 65)
        for from in [1, 2, Int64.max / 2 + 1, Int64.max - 1] {
            #expect(throws: ProofFault.self) {
                try ConsistencyProof(from: from, to: .max, path: hashes)
                    .verify(from: MerkleTree.emptyRoot, to: MerkleTree.emptyRoot)
            }
        }
    }

    /// The proofs of the Certificate Transparency reference tests.
    @Test(arguments: [
        (1, 1, [String]()),
        (
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            6, 8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (
            2, 5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ])
    func vectors(from: Int, size: Int, path: [String]) {
        let tree = TreeOfLeaves(MerkleTreeTests.leaves.map { MerkleTree.leaf($0) })
        #expect(tree.consistency(from, size).path.map(\.hex) == path)
    }
}
