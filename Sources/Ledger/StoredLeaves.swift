/// The leaves that the tree has stored, asked for one after the other: each tile is read once.
public struct StoredLeaves {
    private let reader: LogReader
    private var latest: (position: Int64, hashes: [Hash])?

    public init(_ reader: LogReader) { self.reader = reader }

    /// The hash of a leaf: as `LogReader.leafHash`.
    /// - Throws: `LedgerError.damaged` where the tree has none.
    public mutating func leaf(_ seq: Int64) throws -> Hash {
        try TreeTiles.node(height: 0, index: seq - 1) { level, position in
            if let latest, latest.position == position { return latest.hashes }
            let hashes = try reader.tile(level: level, position: position)
            latest = (position, hashes)
            return hashes
        }
    }
}
