/// Shows that a tree is an older tree with leaves added behind, nothing else changed (RFC 6962 §2.1.2, RFC 9162 §2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// The most hashes that a proof can have.
    public static let lengthLimit = 64

    /// The older size.
    public let from: Int64
    /// The newer size.
    public let to: Int64
    public let path: [Hash]

    public init(from: Int64, to: Int64, path: [Hash]) {
        self.from = from
        self.to = to
        self.path = path
    }

    /// Makes a proof: PROOF(from, D[to]) of RFC 9162 §2.1.4.1; without hashes where one of the trees is empty or both
    /// are the same.
    /// - Parameters:
    ///   - from: within `0...to`.
    ///   - subtree: the hash of a complete subtree's root; asked O(log to) times.
    init<E: Error>(
        from: Int64, to: Int64, subtree: (_ height: Int, _ index: Int64) throws(E) -> Hash
    ) throws(E) {
        precondition(from >= 0 && from <= to, "the older tree is not larger")
        var path: [Hash] = []
        var low: Int64 = 0
        var high = to
        if from > 0 {
            while from < high {
                let middle = low + MerkleTree.split(high - low)
                if from <= middle {
                    path.append(try MerkleTree.root(from: middle, to: high, subtree: subtree))
                    high = middle
                } else {
                    path.append(try MerkleTree.root(from: low, to: middle, subtree: subtree))
                    low = middle
                }
            }
            // The verifier has the older root itself; any other common subtree it must be told.
            if low > 0 { path.append(try MerkleTree.root(from: low, to: high, subtree: subtree)) }
        }
        self.init(from: from, to: to, path: path.reversed())
    }

    /// Checks both roots against the proof, by RFC 9162 §2.1.4.2.
    ///
    /// Every tree is the empty one with leaves added, so that for `from` 0 only the older root is checked.
    /// - Throws: `ProofFault`.
    /// - Complexity: O(log to).
    public func verify(from oldRoot: Hash, to newRoot: Hash) throws(ProofFault) {
        guard from >= 0, from <= to else { throw .order(from: from, to: to) }
        if from == 0 || from == to {
            guard path.isEmpty else { throw .length(path.count) }
            let expected = from == to ? newRoot : MerkleTree.emptyRoot
            guard oldRoot == expected else { throw .root(expected: expected, found: oldRoot) }
            guard to > 0 || newRoot == MerkleTree.emptyRoot else {
                throw .root(expected: MerkleTree.emptyRoot, found: newRoot)
            }
            return
        }
        // An older tree that is one complete subtree is its own first hash.
        var hashes = (from & (from - 1) == 0 ? [oldRoot] : []) + path
        guard !hashes.isEmpty else { throw .length(path.count) }
        var node = from - 1
        var last = to - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var old = hashes.removeFirst()
        var new = old
        for hash in hashes {
            guard last > 0 else { throw .length(path.count) }
            if node & 1 == 1 || node == last {
                old = MerkleTree.node(hash, old)
                new = MerkleTree.node(hash, new)
                while node & 1 == 0, node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                new = MerkleTree.node(new, hash)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .length(path.count) }
        guard old == oldRoot else { throw .root(expected: oldRoot, found: old) }
        guard new == newRoot else { throw .root(expected: newRoot, found: new) }
    }
}
