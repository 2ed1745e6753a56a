import Foundation

/// The leaves of the stored tree one after the other, a tile at a time: what a walk over the events compares them with.
public struct StoredLeaves {
    private let tiles: SQLStatement
    private var position: Int64 = -1

    public init(_ reader: LogReader) throws {
        tiles = try reader.connection.prepare("SELECT hashes FROM tree_tiles WHERE tile = ?")
    }

    /// Whether a line is the leaf that the tree has at a position. O(length), with one look-up for each tile of 16.
    /// - Throws: `LedgerError.damaged` where the tile is missing.
    public mutating func isLeaf(_ line: UnsafeBufferPointer<UInt8>, seq: Int64) throws -> Bool {
        let tile = (seq - 1) / Int64(TreeTiles.width)
        if tile != position {
            tiles.reset()
            guard try tiles.bind(1, LogReader.tileKey(level: 0, position: tile)).step() else {
                throw LedgerError.damaged("tree tile 0/\(tile) is missing")
            }
            position = tile
        }
        let hashes = tiles.bytes(0)
        let place = Int((seq - 1) % Int64(TreeTiles.width)) * 32
        guard place + 32 <= hashes.count, let stored = hashes.baseAddress else { return false }
        return MerkleTree.leaf(UnsafeRawBufferPointer(line)).withBytes {
            $0.baseAddress.map { memcmp($0, stored + place, 32) == 0 } ?? false
        }
    }
}
