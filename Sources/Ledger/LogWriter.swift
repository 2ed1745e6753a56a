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
    /// - Throws: `LedgerError.otherTree` where the newest events were cut off: what is written over the tree's edge would be
    ///   the last that told of them.
    init(_ connection: Connection, edge known: LogEdge?) throws {
        let reader = try LogReader(connection)
        try reader.requireLeafForEachEvent()
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
    /// - Throws: `LedgerError.ledgerFull`, `LedgerError.unreadable`; `DatabaseError`.
    public func append(seq: Int64, line: UnsafeBufferPointer<UInt8>, recordedAt: Instant) throws {
        // The last guard, whatever was to see to it before: a line is recorded only where it can be read again.
        guard line.count <= JSONReader.lengthLimit else {
            let fault = JSONFault(kind: .tooLong(limit: JSONReader.lengthLimit), byte: JSONReader.lengthLimit + 1)
            throw LedgerError.unreadable(seq: seq, .notJSON(fault))
        }
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
