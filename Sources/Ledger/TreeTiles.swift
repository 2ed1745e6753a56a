/// The tree's node hashes as they are stored, so that a root at any size costs O(log n) and an append O(1).
///
/// Hashes stand in *tiles* of 16: the row (level, position) holds, one behind the other, the hashes of nodes
/// 16·position … 16·position+15 at height 4·level. Only complete subtrees have a row's place, and the heights between
/// (1, 2, 3, 5, …) are folded from a tile when asked for. A tile is written again only while it is not full, so one
/// append touches one row nearly always; storage is 34 bytes a leaf, half of what storing every node would take.
public struct TreeTiles: Sendable {
    static let height = 4
    static let width = 1 << height

    /// The right-most tile of each level, while it is being filled.
    private var edge: [[Hash]] = []
    private var frontier: MerkleTree.Frontier
    /// Tiles that were changed since the last flush, full ones first.
    private var dirty: [(level: Int, position: Int64, hashes: [Hash])] = []
    /// The levels whose unfilled tile was changed since the last flush, a bit each.
    private var touched: UInt64 = 0
    public var size: Int64 { frontier.size }

    /// An empty tree.
    public init() { frontier = MerkleTree.Frontier() }

    /// Takes up the tree of `size` leaves.
    /// - Parameter tile: the stored hashes of a tile.
    /// - Throws: `LedgerError.damaged` where a tile at the edge has another number of hashes than such a tree's: they are
    ///   kept as they are, since the next append would write over them.
    init(size: Int64, tile: (_ level: Int, _ position: Int64) throws -> [Hash]) throws {
        var level = 0
        while size >> (level * TreeTiles.height) > 0 {
            let nodes = size >> (level * TreeTiles.height)
            let filled = Int(nodes % Int64(TreeTiles.width))
            let position = nodes / Int64(TreeTiles.width)
            let hashes = filled == 0 ? [] : try tile(level, position)
            guard hashes.count == filled else {
                throw LedgerError.damaged(
                    "tree tile \(level)/\(position) holds \(hashes.count) hashes, the log makes \(filled)")
            }
            edge.append(hashes)
            level += 1
        }
        // A tile of 13 nodes is subtrees of 8, 4 and 1, left to right, and the higher tiles stand left of the lower ones.
        var subtrees: [Hash] = []
        for hashes in edge.reversed() {
            var start = 0
            var width = TreeTiles.width / 2
            while width > 0 {
                if hashes.count & width != 0 {
                    subtrees.append(TreeTiles.fold(hashes[start..<(start + width)]))
                    start += width
                }
                width /= 2
            }
        }
        frontier = MerkleTree.Frontier(size: size, subtrees: subtrees)
    }

    /// Adds a leaf. Amortised O(1): one hash more than the leaf's own.
    public mutating func append(_ leaf: Hash) {
        place(leaf, level: 0)
        var filled: [(level: Int, node: Hash)] = []
        frontier.append(leaf) { height, node in
            if height % TreeTiles.height == 0 { filled.append((height / TreeTiles.height - 1, node)) }
        }
        // Each is the node over a tile that is full now.
        for (level, node) in filled {
            let position = (size >> (level * TreeTiles.height) - 1) / Int64(TreeTiles.width)
            dirty.append((level, position, edge[level]))
            edge[level] = []
            place(node, level: level + 1)
        }
    }

    private mutating func place(_ hash: Hash, level: Int) {
        if level == edge.count { edge.append([]) }
        edge[level].append(hash)
        touched |= 1 << level
    }

    /// The root of the tree. O(log size) hashes.
    var root: Hash { frontier.root }

    /// The tree as it is now, for who writes its tiles: `LogWriter.take`. Here the filled ones are forgotten.
    public mutating func handOver() -> TreeTiles {
        defer { dirty = [] }
        return self
    }

    /// Hands over the rows to write: every tile that was filled or changed since the last call.
    mutating func flush(_ write: (_ level: Int, _ position: Int64, _ hashes: [Hash]) throws -> Void) rethrows {
        try flushFilled(write)
        for (level, hashes) in edge.enumerated() where !hashes.isEmpty && touched >> level & 1 == 1 {
            try write(level, (size >> (level * TreeTiles.height)) / Int64(TreeTiles.width), hashes)
        }
        touched = 0
    }

    /// Hands over the tiles filled since the last call, which stay as they are for good, and forgets them.
    mutating func flushFilled(_ write: (_ level: Int, _ position: Int64, _ hashes: [Hash]) throws -> Void) rethrows {
        for row in dirty { try write(row.level, row.position, row.hashes) }
        dirty = []
    }

    /// The hash of the node at `height` with `index`, folded from the tile that holds its descendants.
    /// - Throws: `LedgerError.damaged` where there is none, as for what stands before the first leaf in a damaged file.
    static func node(
        height: Int, index: Int64, tile: (_ level: Int, _ position: Int64) throws -> [Hash]
    ) throws -> Hash {
        let level = height / TreeTiles.height
        guard index >= 0 else { throw LedgerError.damaged("the tree has no node \(level)/\(index)") }
        let span = 1 << (height % TreeTiles.height)
        let first = index * Int64(span)
        let offset = Int(first % Int64(width))
        let hashes = try tile(level, first / Int64(width))
        guard hashes.count >= offset + span else {
            throw LedgerError.damaged("tree tile \(level)/\(first / Int64(width)) holds \(hashes.count) hashes")
        }
        return fold(hashes[offset..<(offset + span)])
    }

    /// The root over a power of two of nodes, at most a tile of them.
    static func fold(_ hashes: ArraySlice<Hash>) -> Hash {
        // Level by level in place, behind the nodes that are still to be read.
        withUnsafeTemporaryAllocation(of: Hash.self, capacity: hashes.count) { row in
            _ = row.initialize(from: hashes)
            var count = hashes.count
            while count > 1 {
                count /= 2
                for index in 0..<count { row[index] = MerkleTree.node(row[2 * index], row[2 * index + 1]) }
            }
            return row[0]
        }
    }
}
