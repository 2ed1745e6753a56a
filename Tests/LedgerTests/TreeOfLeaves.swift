@testable import Ledger

/// A tree held as its leaves, whose subtrees are hashed straight from the definition: the slow model that proofs are
/// held against.
struct TreeOfLeaves {
    let leaves: [Hash]

    init(_ leaves: [Hash]) { self.leaves = leaves }
    init(size: Int, seed: UInt64 = 0) { leaves = (0..<size).map { MerkleTree.leaf(Array("\(seed) \($0)".utf8)) } }

    func root(_ size: Int) -> Hash { MerkleTree.root(of: leaves[0..<size]) }

    func subtree(_ height: Int, _ index: Int64) -> Hash {
        MerkleTree.root(of: leaves[(Int(index) << height)..<((Int(index) + 1) << height)])
    }

    func inclusion(_ index: Int, _ size: Int) -> InclusionProof {
        InclusionProof(index: Int64(index), size: Int64(size), subtree: subtree)
    }

    func consistency(_ from: Int, _ to: Int) -> ConsistencyProof {
        ConsistencyProof(from: Int64(from), to: Int64(to), subtree: subtree)
    }

    /// PATH(m, D[n]) as RFC 6962 §2.1.1 writes it.
    static func path(_ index: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
        guard leaves.count > 1 else { return [] }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let left = leaves.prefix(split)
        let right = leaves.dropFirst(split)
        return index < split
            ? path(index, left) + [MerkleTree.root(of: right)]
            : path(index - split, right) + [MerkleTree.root(of: left)]
    }

    /// SUBPROOF(m, D[n], b) as RFC 6962 §2.1.2 writes it.
    static func subproof(_ size: Int, _ leaves: ArraySlice<Hash>, _ known: Bool) -> [Hash] {
        if size == leaves.count { return known ? [] : [MerkleTree.root(of: leaves)] }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let left = leaves.prefix(split)
        let right = leaves.dropFirst(split)
        return size <= split
            ? subproof(size, left, known) + [MerkleTree.root(of: right)]
            : subproof(size - split, right, false) + [MerkleTree.root(of: left)]
    }
}

extension Hash {
    /// The hash with one bit turned.
    func flipping(_ bit: Int) -> Hash? {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return Hash(bytes)
    }
}
