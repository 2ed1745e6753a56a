/// A SHA-256 hash: 32 bytes.
public struct Hash: Hashable, Sendable, CustomStringConvertible {
    /// The hash in four words, as they stand in memory; a fixed-size value needs no allocation.
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Takes 32 bytes; nil for any other number.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    /// A hash whose 32 bytes `fill` writes.
    init(_ fill: (UnsafeMutableRawBufferPointer) -> Void) { withUnsafeMutableBytes(of: &words, fill) }

    /// The first half, as a number whose first byte is the highest.
    public var firstHalf: UInt128 { UInt128(words.0.bigEndian) << 64 | UInt128(words.1.bigEndian) }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }
    /// The hash in standard base64 with padding.
    public var base64: String { Base64.encode(bytes) }
    /// The hash in lower-case hexadecimal.
    public var hex: String {
        bytes.map { padded(String($0, radix: 16)) }.joined()
    }
    public var description: String { hex }

    public static func == (a: Hash, b: Hash) -> Bool { a.words == b.words }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }

    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R { withUnsafeBytes(of: words, body) }

    /// SHA-256 of some bytes.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> Hash {
        var state = HashState()
        Array(bytes).withUnsafeBytes { state.add($0) }
        return state.finish()
    }
}

private func padded(_ hex: String) -> String { hex.utf8.count == 1 ? "0" + hex : hex }

/// The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1.1) over SHA-256.
public enum MerkleTree {
    /// The root of the empty tree: SHA-256 of nothing.
    public static let emptyRoot = Hash.sha256([])

    /// The hash of a leaf: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: UnsafeRawBufferPointer) -> Hash { hash(0, entry) }

    private static func hash(_ mark: UInt8, _ bytes: UnsafeRawBufferPointer) -> Hash {
        var state = HashState()
        state.add(mark)
        state.add(bytes)
        return state.finish()
    }

    /// The hash of a leaf: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: [UInt8]) -> Hash { entry.withUnsafeBytes { leaf($0) } }

    /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: Hash, _ right: Hash) -> Hash {
        withUnsafeBytes(of: (left, right)) { hash(1, $0) }
    }

    /// The root over leaf hashes, straight from the definition. O(n): the slow reference for `TreeTiles`.
    public static func root(of leaves: ArraySlice<Hash>) -> Hash {
        guard let first = leaves.first else { return emptyRoot }
        guard leaves.count > 1 else { return first }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return node(root(of: leaves[leaves.startIndex..<middle]), root(of: leaves[middle...]))
    }

    /// The root of a tree of `size` leaves from the hashes of its complete subtrees.
    /// - Parameter subtree: the hash of node `index` at `height` (0: leaves); asked O(log size) times.
    public static func root<E: Error>(
        size: Int64, subtree: (_ height: Int, _ index: Int64) throws(E) -> Hash
    ) throws(E) -> Hash {
        var root: Hash?
        var height = 0
        while size >> height > 0 {
            if size >> height & 1 == 1 {
                // The right-most complete subtree of this height that the tree of `size` has.
                let node = try subtree(height, (size >> height) - 1)
                root = root.map { MerkleTree.node(node, $0) } ?? node
            }
            height += 1
        }
        return root ?? emptyRoot
    }

    /// The roots of a growing tree's complete subtrees, largest first: enough to append to it and to tell its root.
    public struct Frontier: Sendable {
        /// A hash for each one bit of the size.
        private var subtrees: [Hash] = []
        private(set) var size: Int64 = 0

        public init() {}

        /// Takes up a tree.
        /// - Parameter subtrees: the roots of its complete subtrees, largest first.
        init(size: Int64, subtrees: [Hash]) {
            self.size = size
            self.subtrees = subtrees
        }

        /// Adds a leaf. Amortised O(1): one hash more than the leaf's own.
        /// - Parameter joined: told of each node that the leaf completes, from below.
        @inline(__always)
        public mutating func append(_ leaf: Hash, joined: (_ height: Int, _ node: Hash) -> Void = { _, _ in }) {
            size += 1
            var node = leaf
            var height = 0
            // Each zero bit at the end of the size is a pair of subtrees that became one.
            while size >> height & 1 == 0 {
                node = MerkleTree.node(subtrees.removeLast(), node)
                height += 1
                joined(height, node)
            }
            subtrees.append(node)
        }

        /// The root of the leaves so far. O(log size).
        public var root: Hash {
            guard let last = subtrees.last else { return MerkleTree.emptyRoot }
            return subtrees.dropLast().reversed().reduce(last) { MerkleTree.node($1, $0) }
        }
    }
}
