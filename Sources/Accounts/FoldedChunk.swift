import Ledger
import Records

/// Lines that were checked and folded: all that is to be written of them, and nothing that needs the store.
struct FoldedChunk: Sendable {
    /// A change of the register.
    enum Change: Sendable {
        case id(String, seq: Int64)
        case attach(LiveFacts, NaturalKey)
        case detach(LiveFacts, NaturalKey, until: Int64)
        case alter(Int64, by: Int64, ends: Bool)
    }
    /// One event's part, by where it ends.
    struct Event: Sendable {
        let leaf: Hash
        let recordedAt: Instant
        let changes: Int
        let postings: Int
    }

    let lines: LineChunk
    /// The position of the first line.
    let first: Int64
    var events: [Event] = []
    var changes: [Change] = []
    var postings: [Posting] = []
    /// The accounts that these events opened, in order of number.
    var accounts: [Account] = []

    init(_ lines: LineChunk, first: Int64) {
        self.lines = lines
        self.first = first
        events.reserveCapacity(lines.count)
        changes.reserveCapacity(lines.count * 2)
        postings.reserveCapacity(lines.count * 4)
    }
}

/// Notes what folding changes in the register, to be written later.
final class NotedRows: RecordRows {
    /// What was changed since this was emptied last.
    var changes: [FoldedChunk.Change] = []
    /// The id of the event that is being folded.
    var id = ""
    /// The live records of journaled types by natural key, and by subject: those that come after are about them.
    private(set) var journaled: [NaturalKey: Int64] = [:]
    private(set) var subjects: [String: [Int64: EventType]] = [:]

    func insert(id: UnsafeBufferPointer<UInt8>, seq: Int64) { changes.append(.id(self.id, seq: seq)) }
    func attach(_ live: LiveFacts, key: NaturalKey) {
        changes.append(.attach(live, key))
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
    /// How many events are written at a spell: some 50 µs, which is how long a question waits.
    private static let spell = 8

    /// Appends lines that were folded ahead, and writes what they changed.
    /// - Parameter gate: another thread may ask the store between two spells of writing.
    func write(_ chunk: FoldedChunk, to log: LogWriter, _ gate: Gate) throws {
        var index = 0
        var (change, posting) = (0, 0)
        try chunk.lines.withLines { lines in
            gate.write { for account in chunk.accounts { postings.open(account) } }
            while index < lines.count {
                try gate.write {
                    for line in lines[index..<min(index + Books.spell, lines.count)] {
                        let event = chunk.events[index]
                        let seq = chunk.first + Int64(index)
                        try log.append(seq: seq, line: line, leaf: event.leaf, recordedAt: event.recordedAt)
                        while change < event.changes {
                            try write(chunk.changes[change])
                            change += 1
                        }
                        try postings.post(chunk.postings[posting..<event.postings], seq: seq)
                        posting = event.postings
                        index += 1
                    }
                }
            }
        }
    }

    private func write(_ change: FoldedChunk.Change) throws {
        switch change {
        case .id(var id, let seq): try id.withUTF8 { try records.insert(id: $0, seq: seq) }
        case .attach(let live, let key): try records.attach(live, key: key)
        case .detach(let live, let key, let until): try records.detach(live, key: key, until: until)
        case .alter(let record, let seq, let ends): try records.alter(record, by: seq, ends: ends)
        }
    }
}
