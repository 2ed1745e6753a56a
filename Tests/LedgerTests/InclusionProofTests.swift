import Foundation
import TestSupport
import Testing

@testable import Ledger

/// RFC 9162 §2.1.3 against RFC 6962's definition of an audit path.
@Suite struct InclusionProofTests {
    @Test(arguments: 1...64) func everyLeafOfEverySmallTree(size: Int) throws {
        let tree = TreeOfLeaves(size: size)
        let root = tree.root(size)
        for index in 0..<size {
            let proof = tree.inclusion(index, size)
            #expect(proof.path == TreeOfLeaves.path(index, tree.leaves[...]))
            #expect(InclusionProof(index: index, leaves: tree.leaves) == proof)
            try proof.verify(leaf: tree.leaves[index], root: root)
            for other in 0..<size where other != index {
                let moved = InclusionProof(index: Int64(other), size: Int64(size), path: proof.path)
                #expect(throws: ProofFault.self) { try moved.verify(leaf: tree.leaves[index], root: root) }
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func randomLargerTrees(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let size = Int.random(in: 65...5000, using: &random)
        let tree = TreeOfLeaves(size: size, seed: seed)
        let index = Int.random(in: 0..<size, using: &random)
        let proof = tree.inclusion(index, size)
        #expect(proof.path == TreeOfLeaves.path(index, tree.leaves[...]))
        try proof.verify(leaf: tree.leaves[index], root: tree.root(size))
    }

    @Test func everyFlippedBitIsRefused() throws {
        for (index, size) in [(0, 1), (0, 8), (5, 8), (6, 7), (12, 13), (31, 50)] {
            let tree = TreeOfLeaves(size: size)
            let root = tree.root(size)
            let proof = tree.inclusion(index, size)
            for bit in 0..<256 {
                let leaf = try #require(tree.leaves[index].flipping(bit))
                #expect(throws: ProofFault.self) { try proof.verify(leaf: leaf, root: root) }
                let other = try #require(root.flipping(bit))
                #expect(throws: ProofFault.self) { try proof.verify(leaf: tree.leaves[index], root: other) }
                for place in proof.path.indices {
                    var path = proof.path
                    path[place] = try #require(path[place].flipping(bit))
                    let bad = InclusionProof(index: proof.index, size: proof.size, path: path)
                    #expect(throws: ProofFault.self) { try bad.verify(leaf: tree.leaves[index], root: root) }
                }
            }
        }
    }

    @Test(arguments: 1...33) func aPathOfAnyOtherLengthIsRefused(size: Int) throws {
        let tree = TreeOfLeaves(size: size)
        for index in 0..<size {
            let proof = tree.inclusion(index, size)
            let cut = InclusionProof(index: proof.index, size: proof.size, path: proof.path.dropLast())
            if !proof.path.isEmpty {
                #expect(throws: ProofFault.length(cut.path.count)) { try cut.root(leaf: tree.leaves[index]) }
            }
            let long = InclusionProof(index: proof.index, size: proof.size, path: proof.path + [MerkleTree.emptyRoot])
            #expect(throws: ProofFault.length(long.path.count)) { try long.root(leaf: tree.leaves[index]) }
        }
    }

    @Test(arguments: [(-1, 4), (4, 4), (0, 0), (0, -1), (Int64.max, Int64.max)] as [(Int64, Int64)])
    func aLeafOutsideTheTreeIsRefused(index: Int64, size: Int64) {
        let proof = InclusionProof(index: index, size: size, path: [])
        #expect(throws: ProofFault.outside(index: index, size: size)) { try proof.root(leaf: MerkleTree.emptyRoot) }
    }

    /// The largest numbers neither overflow nor loop.
    @Test func theLargestTreeIsWalked() throws {
        let hashes = Array(repeating: MerkleTree.emptyRoot, count: 64)
        for index in [0, 1, Int64.max / 2, Int64.max - 2, Int64.max - 1] {
            let proof = InclusionProof(index: index, size: .max, path: hashes)
            #expect(throws: ProofFault.length(64)) { try proof.root(leaf: MerkleTree.emptyRoot) }
        }
    }

    /// The paths of the Certificate Transparency reference tests.
    @Test(arguments: [
        (0, 1, [String]()),
        (
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ])
    func vectors(index: Int, size: Int, path: [String]) throws {
        let tree = TreeOfLeaves(MerkleTreeTests.leaves.map { MerkleTree.leaf($0) })
        let proof = tree.inclusion(index, size)
        #expect(proof.path.map(\.hex) == path)
        #expect(try proof.root(leaf: tree.leaves[index]).hex == MerkleTreeTests.roots[size - 1])
    }
}
