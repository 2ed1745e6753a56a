/// A moment of the log: how much of it is known.
public struct LogHead: Hashable, Sendable {
    /// The number of events.
    public let size: Int64
    /// The root of the tree at that size.
    public let root: Hash
    /// When the last of those events was recorded; nil at size 0.
    public let recordedAt: Instant?

    public init(size: Int64, root: Hash, recordedAt: Instant?) {
        self.size = size
        self.root = root
        self.recordedAt = recordedAt
    }
}

/// What a question knows: the events recorded up to some moment (ledger.md §1).
public enum Known: Hashable, Sendable {
    case everything
    /// A tree size: the first so many events.
    case size(Int64)
    /// Events recorded up to the end of this day in Asia/Shanghai.
    case day(CivilDate)
    /// Events recorded up to and including this moment.
    case instant(Instant)

    /// Reads a civil date, an RFC 3339 instant or a tree size; nil for anything else.
    public init?(_ text: String) {
        if let date = CivilDate(text) {
            self = .day(date)
        } else if !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let size = Int64(text) {
            self = .size(size)
        } else if let instant = Instant(rfc3339: text) {
            self = .instant(instant)
        } else {
            return nil
        }
    }
}

/// Reads the log inside one transaction, so that everything it answers belongs to one state of the ledger.
public class LogReader {
    public let connection: Connection
    /// The number of events in the log.
    public fileprivate(set) var size: Int64

    init(_ connection: Connection) throws {
        self.connection = connection
        let last = try connection.statement("SELECT max(seq) FROM events")
        size = try last.step() ? last.int(0) : 0
        last.reset()
    }

    fileprivate init(like reader: LogReader) {
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

/// Where a log ends: what the next append needs to know of the tree, and the time of the last event.
struct LogEdge {
    let tree: TreeTiles
    let last: Instant?
}

/// Appends to the log inside one write transaction.
public final class LogWriter: LogReader {
    /// The most events of a ledger. Derived tables number them in 32 bits (file format 3).
    static let limit = Int64(UInt32.max)

    private var tree: TreeTiles
    private var last: Instant?

    /// - Parameter known: the edge as it was left by an earlier write; good as long as the log has the same size, since
    ///   events and leaves never change.
    init(_ connection: Connection, edge known: LogEdge?) throws {
        let reader = try LogReader(connection)
        if let known, known.tree.size == reader.size {
            tree = known.tree
            last = known.last
        } else {
            tree = try TreeTiles(size: reader.size, tile: reader.tile)
            last = reader.size == 0 ? nil : try reader.recordedAt(reader.size)
        }
        super.init(like: reader)
    }

    /// The edge after what was appended and written.
    var edge: LogEdge { LogEdge(tree: tree, last: last) }

    /// The moment at which the next event is recorded when the wall clock shows `now`: never before the last one's.
    /// - Throws: `LedgerError.clockOff` for a clock that has gone mad: its time could not be written so that it can be
    ///   read again, and, since time never goes back, all later events would have to bear it.
    public func recordingTime(_ now: Instant) throws -> Instant {
        let time = max(now, last ?? now)
        guard Instant.recordable.contains(time) else { throw LedgerError.clockOff(milliseconds: time.milliseconds) }
        return time
    }

    /// Appends an event by its canonical line.
    /// - Parameters:
    ///   - seq: the next position.
    ///   - recordedAt: not before the last event's.
    public func append(seq: Int64, line: UnsafeBufferPointer<UInt8>, recordedAt: Instant) throws {
        try insert(1, from: seq) { _ in line }
        tree.append(MerkleTree.leaf(UnsafeRawBufferPointer(line)))
        last = recordedAt
        // A restore appends millions in one transaction: tiles that are full don't wait in memory for its end.
        if size % LogWriter.tileStep == 0 { try tree.flushFilled(writeTile) }
    }

    /// Appends several events, one behind the other, whose leaves another core puts into the tree: `take` must bring it
    /// before anything else is asked of the log.
    /// - Parameters:
    ///   - lines: their canonical lines, whose memory lives until this returns.
    ///   - seq: the next position.
    /// - Throws: `LedgerError.ledgerFull`; `DatabaseError`.
    public func append(lines: ArraySlice<UnsafeBufferPointer<UInt8>>, from seq: Int64) throws {
        try insert(lines.count, from: seq) { lines[lines.startIndex + $0] }
    }

    /// Takes the tree of all events up to here, grown elsewhere, and writes the tiles that are full.
    /// - Parameter recordedAt: when the last of them was recorded; not before the ones ahead of it.
    public func take(_ grown: TreeTiles, recordedAt: Instant) throws {
        precondition(grown.size == size, "the tree has a leaf for each event")
        tree = grown
        last = recordedAt
        try tree.flushFilled(writeTile)
    }

    private func insert(
        _ count: Int, from seq: Int64, _ line: (_ place: Int) -> UnsafeBufferPointer<UInt8>
    ) throws {
        precondition(seq == size + 1, "seq is the log's to give")
        guard Int64(count) <= LogWriter.limit - size else { throw LedgerError.ledgerFull(limit: LogWriter.limit) }
        try connection.eventRows.insert(count) { row, statement, at in
            statement.bind(at, seq + Int64(row)).bind(at + 1, borrowed: line(row))
        }
        size += Int64(count)
    }

    /// Appends an event.
    public func append(_ event: Event) throws {
        try event.canonical.withUnsafeBufferPointer {
            try append(seq: event.seq, line: $0, recordedAt: event.recordedAt)
        }
    }

    private static let tileStep: Int64 = 16_384

    /// Writes the tree's tiles.
    func finish() throws {
        precondition(tree.size == size, "the tree has a leaf for each event")
        try tree.flush(writeTile)
    }

    private func writeTile(level: Int, position: Int64, hashes: [Hash]) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * 32)
        for hash in hashes { hash.withBytes { bytes.append(contentsOf: $0) } }
        try connection.statement("INSERT OR REPLACE INTO tree_tiles(tile, hashes) VALUES (?, ?)")
            .bind(1, LogReader.tileKey(level: level, position: position)).bind(2, blob: bytes).run()
    }

    /// The root at a size. The newest one is made from the tiles in memory.
    public override func root(at size: Int64) throws -> Hash {
        if size == self.size { return tree.root }
        try finish()
        return try super.root(at: size)
    }

    /// The head after what was appended so far in this transaction.
    public func newHead() throws -> LogHead { LogHead(size: size, root: tree.root, recordedAt: last) }
}
