import Foundation

/// Some lines of the log, one behind the other, with the leaves that the tree has for them: what is handed from the core
/// that reads to the core that checks and decodes.
public struct LogChunk: Sendable {
    /// The position of the first line.
    public let first: Int64
    fileprivate(set) var bytes: [UInt8] = []
    /// Where each line ends in `bytes`.
    fileprivate var ends: [Int] = []
    /// The hashes of the lines' leaves, 32 bytes each; empty where they were not asked for.
    fileprivate var leaves: [UInt8] = []
    /// The first tile of leaves that the tree lacks.
    fileprivate var missingTile: Int64?

    public var count: Int { ends.count }

    /// The memory of the lines, for the ranges that `range` gives.
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer(body)
    }

    /// Where a line stands in the memory of the lines.
    /// - Parameter index: counted from 0.
    public func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// Holds a line against the leaf that the tree has at its position. Only where leaves were asked for.
    /// - Throws: `LedgerError.damaged` where it is another one, or the tree lacks it.
    public func checkLeaf(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) throws(LedgerError) {
        let leaf = MerkleTree.leaf(UnsafeRawBufferPointer(line))
        let place = index * 32
        let isLeaf =
            place + 32 <= leaves.count
            && leaf.withBytes { found in
                leaves.withUnsafeBytes { stored in
                    guard let found = found.baseAddress, let stored = stored.baseAddress else { return false }
                    return memcmp(found, stored + place, 32) == 0
                }
            }
        guard !isLeaf else { return }
        let seq = first + Int64(index)
        if let missingTile, (seq - 1) / Int64(TreeTiles.width) == missingTile {
            throw .damaged("tree tile 0/\(missingTile) is missing")
        }
        throw .damaged("event \(seq) was changed after it was recorded")
    }
}

/// Reads the log from the first event on, chunk by chunk. O(1) memory.
public final class LogChunks {
    /// Whole tiles, and few enough that a chunk stays in a core's cache.
    static let width = Int64(TreeTiles.width) * 16

    private let through: Int64
    private let lines: SQLStatement
    private let tiles: SQLStatement?
    private var next: Int64 = 1
    private var failure: LedgerError?

    /// - Parameters:
    ///   - through: the position of the last event to read.
    ///   - leaves: whether the tree's leaves are read too.
    public init(_ reader: LogReader, through: Int64, leaves: Bool) throws {
        self.through = through
        lines = try reader.connection.prepare("SELECT seq, line FROM events WHERE seq <= ? ORDER BY seq")
        lines.bind(1, through)
        guard leaves else {
            tiles = nil
            return
        }
        tiles = try reader.connection.prepare("SELECT tile, hashes FROM tree_tiles WHERE tile < ? ORDER BY tile")
        tiles?.bind(1, LogReader.tileKey(level: 1, position: 0))
    }

    /// The next chunk; nil at the end.
    /// - Throws: `LedgerError.damaged` where an event is missing, after the chunk of those before it, and where a row has a
    ///   number that no event has.
    public func chunk() throws -> LogChunk? {
        if let failure { throw failure }
        guard next <= through else { return nil }
        var chunk = LogChunk(first: next)
        let last = min(through, next + LogChunks.width - 1)
        chunk.ends.reserveCapacity(Int(last - next) + 1)
        chunk.bytes.reserveCapacity(Int(last - next + 1) * 512)
        while next <= last {
            let isThere = try lines.step()
            let found = isThere ? lines.int(0) : 0
            guard isThere, found == next else {
                failure = .damaged(
                    isThere && found < 1
                        ? "a row of events has the number \(found), which no event has" : "event \(next) is missing")
                break
            }
            chunk.bytes.append(contentsOf: lines.bytes(1))
            chunk.ends.append(chunk.bytes.count)
            next += 1
        }
        if let failure, chunk.count == 0 { throw failure }
        try readLeaves(of: &chunk)
        return chunk
    }

    private func readLeaves(of chunk: inout LogChunk) throws {
        guard let tiles else { return }
        let width = Int64(TreeTiles.width)
        chunk.leaves.reserveCapacity(Int(LogChunks.width) * 32)
        for tile in (chunk.first - 1) / width...(chunk.first - 2 + Int64(chunk.count)) / width {
            guard try tiles.step(), tiles.int(0) == tile else {
                // What stands behind it can't be told from it any more: a replay ends there.
                chunk.missingTile = tile
                return
            }
            chunk.leaves.append(contentsOf: tiles.bytes(1))
        }
    }
}
