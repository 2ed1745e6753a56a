import Ledger
import Records

/// Lines that were checked and folded: all that is to be written of them, and nothing that needs the store.
struct FoldedChunk: Sendable {
    /// A change of the register.
    enum Change: Sendable {
        case live(RecordTables.LiveRow)
        /// A record that has rows in more than one table.
        case attach(LiveFacts, NaturalKey)
        case detach(LiveFacts, NaturalKey, until: Int64)
        case alter(Int64, by: Int64, ends: Bool)
    }
    /// One event's parts of what is noted for all.
    struct Event: Sendable {
        let id: Range<Int>
        let changes: Range<Int>
        let postings: Range<Int>
    }

    let lines: LineChunk
    /// The position of the first line.
    let first: Int64
    var events: [Event] = []
    /// The tree with the leaves of these lines, and when the last of them was recorded.
    var tree = TreeTiles()
    var recordedAt = Instant.latest
    /// The ids of the events, and the natural keys of the records that they open, one behind the other.
    var ids: [UInt8] = []
    var keys: [UInt8] = []
    var changes: [Change] = []
    var postings: [Posting] = []
    /// The accounts that these events opened, in order of number.
    var accounts: [Account] = []

    init(_ lines: LineChunk, first: Int64) {
        self.lines = lines
        self.first = first
        events.reserveCapacity(lines.count)
        postings.reserveCapacity(lines.count * 4)
    }
}

/// Notes what folding changes in the register, to be written later.
final class NotedRows: RecordRows {
    /// What was changed since `take` was called last.
    private(set) var changes: [FoldedChunk.Change] = []
    private(set) var ids: [UInt8] = []
    private var keys: [UInt8] = []
    /// The live records of journaled types by natural key, and by subject: those that come after are about them.
    private(set) var journaled: [NaturalKey: Int64] = [:]
    private(set) var subjects: [String: [Int64: EventType]] = [:]

    /// Hands what was noted to a chunk.
    func take(into chunk: inout FoldedChunk) {
        chunk.changes = changes
        chunk.ids = ids
        chunk.keys = keys
        // The chunk has these arrays now: emptying them makes others, of the same size.
        changes.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
    }

    func insert(id: UnsafeBufferPointer<UInt8>, seq: Int64) { ids.append(contentsOf: id) }
    func attach(_ live: LiveFacts, key: NaturalKey) {
        if let row = RecordTables.LiveRow(live, key: key, keys: &keys) {
            changes.append(.live(row))
        } else {
            changes.append(.attach(live, key))
        }
        guard live.type.isJournaled else { return }
        journaled[key] = live.seq
        subjects[key.subject, default: [:]][live.seq] = live.type
    }

    func detach(_ live: LiveFacts, key: NaturalKey, until: Int64) {
        changes.append(.detach(live, key, until: until))
        guard live.type.isJournaled else { return }
        journaled[key] = nil
        subjects[key.subject]?[live.seq] = nil
    }

    func alter(_ record: Int64, by seq: Int64, ends: Bool) { changes.append(.alter(record, by: seq, ends: ends)) }
}

extension Books {
    /// How many events are written at a spell: some 400 µs, which is how long the questions of a chunk wait.
    private static let spell = RowInsertion.width * 2

    /// Appends lines that were folded ahead, and writes what they changed.
    /// - Parameter gate: another thread may ask the store between two spells of writing.
    func write(_ chunk: FoldedChunk, to log: LogWriter, _ gate: Gate) throws {
        try chunk.lines.withLines { lines in
            try chunk.ids.withUnsafeBufferPointer { ids in
                try chunk.keys.withUnsafeBufferPointer { keys in
                    gate.write { for account in chunk.accounts { postings.open(account) } }
                    for start in stride(from: 0, to: lines.count, by: Books.spell) {
                        let events = start..<min(start + Books.spell, lines.count)
                        try gate.write { try write(events, of: chunk, lines: lines, ids: ids, keys: keys, to: log) }
                    }
                    try gate.write { try log.take(chunk.tree, recordedAt: chunk.recordedAt) }
                }
            }
        }
    }

    private func write(
        _ events: Range<Int>, of chunk: FoldedChunk, lines: [UnsafeBufferPointer<UInt8>],
        ids: UnsafeBufferPointer<UInt8>, keys: UnsafeBufferPointer<UInt8>, to log: LogWriter
    ) throws {
        let first = chunk.first + Int64(events.lowerBound)
        try log.append(lines: lines[events], from: first)
        try records.insertIDs(events.count, from: first) {
            UnsafeBufferPointer(rebasing: ids[chunk.events[events.lowerBound + $0].id])
        }
        let changes =
            chunk.events[events.lowerBound].changes.lowerBound..<chunk.events[events.upperBound - 1].changes.upperBound
        try write(chunk.changes[changes], keys: keys)
        for event in events {
            try post(chunk.postings[chunk.events[event].postings], seq: chunk.first + Int64(event))
        }
    }

    /// Writes changes of the register, in order: those of new records together, as far as none of the others stands between.
    private func write(_ changes: ArraySlice<FoldedChunk.Change>, keys: UnsafeBufferPointer<UInt8>) throws {
        var rows: [RecordTables.LiveRow] = []
        func attach() throws {
            guard !rows.isEmpty else { return }
            try records.attach(rows, keys: keys)
            rows.removeAll(keepingCapacity: true)
        }
        for change in changes {
            if case .live(let row) = change {
                rows.append(row)
                continue
            }
            try attach()
            switch change {
            case .live: break
            case .attach(let live, let key): try records.attach(live, key: key)
            case .detach(let live, let key, let until): try records.detach(live, key: key, until: until)
            case .alter(let record, let seq, let ends): try records.alter(record, by: seq, ends: ends)
            }
        }
        try attach()
    }
}
