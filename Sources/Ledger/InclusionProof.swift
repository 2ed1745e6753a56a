/// Shows that a leaf is in a tree, by the hashes beside its way to the root (RFC 6962 §2.1.1, RFC 9162 §2.1.3).
public struct InclusionProof: Hashable, Sendable {
    /// The most hashes that a proof can have: a tree of 2^63 leaves is that high.
    public static let lengthLimit = 63

    /// The leaf's number, counted from 0: an event's `seq − 1`.
    public let index: Int64
    /// The tree's size.
    public let size: Int64
    /// The hashes from the leaf's neighbour upward.
    public let path: [Hash]

    public init(index: Int64, size: Int64, path: [Hash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Makes a proof: PATH(index, D[size]) of RFC 9162 §2.1.3.1.
    /// - Parameters:
    ///   - index: within `0..<size`.
    ///   - subtree: the hash of a complete subtree's root; asked O(log size) times.
    init<E: Error>(
        index: Int64, size: Int64, subtree: (_ height: Int, _ index: Int64) throws(E) -> Hash
    ) throws(E) {
        precondition(index >= 0 && index < size, "the leaf is in the tree")
        var path: [Hash] = []
        var low: Int64 = 0
        var high = size
        while high - low > 1 {
            let middle = low + MerkleTree.split(high - low)
            if index < middle {
                path.append(try MerkleTree.root(from: middle, to: high, subtree: subtree))
                high = middle
            } else {
                path.append(try MerkleTree.root(from: low, to: middle, subtree: subtree))
                low = middle
            }
        }
        self.init(index: index, size: size, path: path.reversed())
    }

    /// Makes a proof in a small tree that is held as its leaves.
    /// - Parameter index: one of the places of `leaves`.
    /// - Complexity: O(leaves).
    public init(index: Int, leaves: [Hash]) {
        self.init(index: Int64(index), size: Int64(leaves.count)) { height, node in
            MerkleTree.root(of: leaves[Int(node << height)..<Int((node + 1) << height)])
        }
    }

    /// The root that the leaf and the path make, by RFC 9162 §2.1.3.2.
    /// - Throws: `ProofFault.outside`, `.length`.
    /// - Complexity: O(log size).
    public func root(leaf: Hash) throws(ProofFault) -> Hash {
        guard index >= 0, index < size else { throw .outside(index: index, size: size) }
        var node = index
        var last = size - 1
        var root = leaf
        for hash in path {
            guard last > 0 else { throw .length(path.count) }
            if node & 1 == 1 || node == last {
                root = MerkleTree.node(hash, root)
                // A right-most node without a neighbour stands for its parents up to one that has one.
                while node & 1 == 0, node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                root = MerkleTree.node(root, hash)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .length(path.count) }
        return root
    }

    /// Checks that the leaf is in the tree with this root.
    /// - Throws: `ProofFault`.
    public func verify(leaf: Hash, root: Hash) throws(ProofFault) {
        let found = try self.root(leaf: leaf)
        guard found == root else { throw .root(expected: root, found: found) }
    }
}

/// Why a proof shows nothing.
public enum ProofFault: Error, Hashable, Sendable {
    /// There is no such leaf in a tree of this size.
    case outside(index: Int64, size: Int64)
    /// The older size is larger than the newer one.
    case order(from: Int64, to: Int64)
    /// The number of hashes is not the one that a proof of these sizes has.
    case length(Int)
    /// The hashes do not make the root.
    case root(expected: Hash, found: Hash)
}

extension MerkleTree {
    /// The largest power of two smaller than `count`: where a tree of that many leaves is split. `count` > 1.
    static func split(_ count: Int64) -> Int64 { 1 << (63 - (count - 1).leadingZeroBitCount) }

    /// The root over the leaves from `low` up to `high`, a subtree of the tree of RFC 9162 §2.1.1: `low` is a multiple of
    /// a power of two not smaller than the number of leaves. O(log(high − low)) questions.
    static func root<E: Error>(
        from low: Int64, to high: Int64, subtree: (_ height: Int, _ index: Int64) throws(E) -> Hash
    ) throws(E) -> Hash {
        try root(size: high - low) { height, index throws(E) in try subtree(height, low >> height + index) }
    }
}
