/// Reads the log inside one transaction, so that everything it answers belongs to one state of the ledger.
public class LogReader {
    public let connection: Connection
    /// The number of events in the log.
    public internal(set) var size: Int64

    init(_ connection: Connection) throws {
        self.connection = connection
        let last = try connection.statement("SELECT max(seq) FROM events")
        // Rows before the first position are none of the log's: `positionsBeforeTheFirst`.
        size = try last.step() ? max(0, last.int(0)) : 0
        last.reset()
    }

    init(like reader: LogReader) {
        connection = reader.connection
        size = reader.size
    }

    /// The canonical line of one event; nil where there is none.
    public func line(_ seq: Int64) throws -> [UInt8]? {
        let row = try connection.statement("SELECT line FROM events WHERE seq = ?").bind(1, seq)
        defer { row.reset() }
        return try row.step() ? Array(row.bytes(0)) : nil
    }

    /// Calls `body` with the canonical line of one event; the bytes live until it returns.
    /// - Throws: `LedgerError.damaged` where there is none.
    public func withLine<Result>(
        _ seq: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result {
        try connection.withLine(seq, body)
    }

    /// One event.
    /// - Throws: `LedgerError.damaged` where what is stored is no event.
    public func event(_ seq: Int64) throws -> Event? {
        guard let line = try line(seq) else { return nil }
        do { return try Event(line: line) } catch { throw LedgerError.damaged("event \(seq): \(error)") }
    }

    /// Calls `body` with each line from `first` through `last`, in order. The bytes live until `body` returns.
    /// O(1) memory.
    public func forEachLine(
        from first: Int64 = 1, through last: Int64? = nil,
        _ body: (_ seq: Int64, _ line: UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        let rows = try connection.statement("SELECT seq, line FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq")
        rows.bind(1, first).bind(2, last ?? size)
        defer { rows.reset() }
        while try rows.step() { try body(rows.int(0), rows.bytes(1)) }
    }

    /// The numbers, at most `limit` of them, of rows of `events` that can be no position: 0 and below. The table's own
    /// condition refuses them, as long as nobody switches that off.
    public func positionsBeforeTheFirst(limit: Int) throws -> [Int64] {
        let rows = try connection.statement("SELECT seq FROM events WHERE seq < 1 ORDER BY seq LIMIT ?")
            .bind(1, Int64(limit))
        defer { rows.reset() }
        var found: [Int64] = []
        while try rows.step() { found.append(rows.int(0)) }
        return found
    }

    /// When an event was recorded.
    public func recordedAt(_ seq: Int64) throws -> Instant {
        try withLine(seq) { bytes in
            guard let line = CanonicalLine(bytes), let instant = Instant(stored: line.recordedAt.text) else {
                throw LedgerError.damaged("event \(seq) is not canonical")
            }
            return instant
        }
    }

    /// The number of events that are known. O(log n): recording times never decrease, so that they can be searched
    /// by halves without an index.
    /// - Throws: `LedgerError.noSuchSize` for a tree size beyond the log.
    public func size(known: Known) throws -> Int64 {
        let limit: Instant
        switch known {
        case .everything: return size
        case .size(let wanted):
            guard wanted >= 0, wanted <= size else { throw LedgerError.noSuchSize(wanted, size: size) }
            return wanted
        case .day(let date): limit = Instant.endOfDay(date)
        case .instant(let instant): limit = instant
        }
        var low: Int64 = 0
        var high = size
        while low < high {
            let middle = (low + high + 1) / 2
            if try recordedAt(middle) <= limit { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The root of the tree at a size. O(log n).
    public func root(at size: Int64) throws -> Hash {
        // The subtrees of four heights stand in one tile, and are asked for one after the other.
        var latest: (level: Int, position: Int64, hashes: [Hash])?
        return try MerkleTree.root(size: size) { height, index throws(any Error) in
            try TreeTiles.node(height: height, index: index) { level, position in
                if let latest, latest.level == level, latest.position == position { return latest.hashes }
                let hashes = try tile(level: level, position: position)
                latest = (level, position, hashes)
                return hashes
            }
        }
    }

    /// Size, root and time of what is known.
    public func head(known: Known = .everything) throws -> LogHead {
        let size = try size(known: known)
        return LogHead(size: size, root: try root(at: size), recordedAt: size == 0 ? nil : try recordedAt(size))
    }

    /// The hash of a leaf as stored.
    public func leafHash(_ seq: Int64) throws -> Hash {
        try TreeTiles.node(height: 0, index: seq - 1, tile: tile)
    }

    /// The number of leaves that the stored tree has; nil where it has none stored.
    public func storedLeaves() throws -> Int64? {
        let row = try connection.statement("SELECT max(tile), length(hashes) FROM tree_tiles WHERE tile < ?")
            .bind(1, LogReader.tileKey(level: 1, position: 0))
        defer { row.reset() }
        guard try row.step(), !row.isNull(0) else { return nil }
        return row.int(0) * Int64(TreeTiles.width) + row.int(1) / 32
    }

    /// Refuses a log whose tree is not one of all its events and nothing else. One look-up.
    /// - Throws: `LedgerError.otherTree`.
    public func requireLeafForEachEvent() throws {
        let leaves = try storedLeaves() ?? 0
        guard leaves == size else { throw LedgerError.otherTree(leaves: leaves, events: size) }
    }

    /// The tree as the file has it: its size, which in the middle of a batch is that of before, and its roots.
    public static func storedTree(
        _ connection: Connection
    ) throws -> (size: Int64, root: (_ size: Int64) throws -> Hash?) {
        let reader = try LogReader(connection)
        let leaves = try reader.storedLeaves() ?? 0
        return (leaves, { (0...leaves).contains($0) ? try reader.root(at: $0) : nil })
    }

    func tile(level: Int, position: Int64) throws -> [Hash] {
        let row = try connection.statement("SELECT hashes FROM tree_tiles WHERE tile = ?")
            .bind(1, LogReader.tileKey(level: level, position: position))
        defer { row.reset() }
        guard try row.step() else { throw LedgerError.damaged("tree tile \(level)/\(position) is missing") }
        let bytes = row.bytes(0)
        guard bytes.count % 32 == 0 else { throw LedgerError.damaged("tree tile \(level)/\(position) is cut") }
        return stride(from: 0, to: bytes.count, by: 32).compactMap { Hash(bytes[$0..<($0 + 32)]) }
    }

    /// A tile's row id: the level in the upper bits, the position below it.
    static func tileKey(level: Int, position: Int64) -> Int64 { Int64(level) << 48 | position }
}
