import Ledger
import Records

/// The events of a ledger that is being restored: those in its file, and the lines that are not written yet.
final class RestoreSource: EventSource {
    private let connection: Connection
    private let tables: RecordTables
    private let gate: Gate
    /// How many chunks are folded ahead of the one that is written: enough that one core need not wait where the other
    /// has a chunk of corrections, or the store writes its pages.
    static let depth = 4

    /// The lines that may not be written yet, the last ones being folded.
    private var pending: [(first: Int64, lines: LineChunk)] = []
    /// The hashes of the ids of the events that were folded and may not be written yet, and the position of the first.
    private var hashes: (first: Int64, values: [Int]) = (1, [])

    /// What the store was asked for while this chunk is folded: one correction asks for the same several times. Neither ever
    /// changes, but an id that the store does not have yet may stand in the lines at hand.
    private var ids: [String: Int64?] = [:]
    private var stored: [Int64: [UInt8]] = [:]

    /// - Parameter gate: where another thread writes through the same connection.
    init(_ connection: Connection, _ tables: RecordTables, _ gate: Gate) throws {
        self.connection = connection
        self.tables = tables
        self.gate = gate
        // Statements can only be prepared where the connection is held, which is not where they will be used.
        try tables.prepare()
        try connection.prepareLines(4)
    }

    /// The next lines. The chunk `depth` before them may be under way to the store; those before it are written.
    func take(_ lines: LineChunk, first: Int64) {
        pending = pending.suffix(RestoreSource.depth) + [(first, lines)]
        if let oldest = pending.first?.first {
            hashes.values.removeFirst(Int(oldest - hashes.first))
            hashes.first = oldest
        }
        ids.removeAll(keepingCapacity: true)
        stored.removeAll(keepingCapacity: true)
    }

    /// Asks the store at once for the events that the changes in the next lines are about: each question by itself would
    /// wait for a spell of writing.
    /// - Parameter latest: the position of an event's latest correction; 0 for none.
    func foresee(_ targets: [String], latest: (Int64) throws -> Int64) throws {
        guard !targets.isEmpty else { return }
        try gate.ask {
            for id in targets where ids[id] == nil {
                let seq = try tables.event(id: id)
                ids[id] = .some(seq)
                guard let seq else { continue }
                for seq in try [seq, latest(seq)] where seq > 0 && !isAtHand(seq) {
                    stored[seq] = try connection.withLine(seq) { Array($0) }
                }
            }
        }
    }

    private func isAtHand(_ seq: Int64) -> Bool { pending.first.map { seq >= $0.first } ?? false }

    func withLine<Result>(_ seq: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result {
        if let chunk = pending.last(where: { $0.first <= seq }), seq < chunk.first + Int64(chunk.lines.count) {
            return try chunk.lines.withLine(Int(seq - chunk.first), body)
        }
        let line = try stored[seq] ?? gate.ask { try connection.withLine(seq) { Array($0) } }
        stored[seq] = line
        return try line.withUnsafeBufferPointer(body)
    }

    func find(_ id: String, before seq: Int64) throws -> Int64? {
        // Most events that are changed were written long ago: the lines at hand are read where the store has none.
        let known = try ids[id] ?? gate.ask { try tables.event(id: id) }
        let found = try known ?? unwritten(id)
        ids[id] = .some(found)
        return found.flatMap { $0 < seq ? $0 : nil }
    }

    /// Notes the id of the next event.
    func note(_ id: UnsafeBufferPointer<UInt8>) { hashes.values.append(RestoreSource.hash(id)) }

    /// The position of the first event at hand that has an id. O(events at hand), a few µs.
    private func unwritten(_ id: String) throws -> Int64? {
        var id = id
        let wanted = id.withUTF8 { RestoreSource.hash($0) }
        for (place, hash) in hashes.values.enumerated() where hash == wanted {
            let seq = hashes.first + Int64(place)
            if try withLine(seq, { CanonicalLine($0)?.id.text == id }) { return seq }
        }
        return nil
    }

    private static func hash(_ id: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(id))
        return hasher.finalize()
    }
}
