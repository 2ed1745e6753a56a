/// Makes the tree anew, leaf by leaf, and holds every stored tile against it: also those that no root is made from any
/// more, since a proof is.
public struct TreeAudit {
    private var tree: TreeTiles
    private var tiles: Int64 = 0
    /// What differs, in words.
    public private(set) var faults: [String] = []

    public init() throws { tree = try TreeTiles(size: 0) { _, _ in [] } }

    public mutating func append(_ leaf: Hash) { tree.append(leaf) }

    /// The root over the leaves so far.
    public var root: Hash { tree.root }

    /// Compares the tiles that were filled since the last call. O(tiles); called now and then it keeps memory small.
    public mutating func compareFilled(_ reader: LogReader) throws {
        var found = Comparison()
        try tree.flushFilled { try found.compare(reader, $0, $1, $2) }
        add(found)
    }

    /// Compares what is left at the end, and finds tiles that belong to no leaf.
    public mutating func finish(_ reader: LogReader) throws {
        var found = Comparison()
        try tree.flush { try found.compare(reader, $0, $1, $2) }
        add(found)
        let rows = try reader.connection.statement("SELECT count(*) FROM tree_tiles")
        defer { rows.reset() }
        let stored = try rows.step() ? rows.int(0) : 0
        if stored > tiles { faults.append("the tree has \(stored) tiles, the log makes \(tiles)") }
    }

    private mutating func add(_ found: Comparison) {
        tiles += found.tiles
        faults += found.faults
    }

    private struct Comparison {
        var tiles: Int64 = 0
        var faults: [String] = []

        mutating func compare(_ reader: LogReader, _ level: Int, _ position: Int64, _ hashes: [Hash]) throws {
            tiles += 1
            do {
                if try reader.tile(level: level, position: position) != hashes {
                    faults.append("tree tile \(level)/\(position) is not what the events make")
                }
            } catch LedgerError.damaged(let what) { faults.append(what) }
        }
    }
}
