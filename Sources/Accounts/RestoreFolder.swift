import Ledger
import Records

/// Checks and folds the lines of a file that is restored, in memory, while the lines before them are written to the store.
///
/// It leaves to the store what the store tells anyway: an id or a natural key that is taken is refused by its table. The
/// events that a correction is about are read from the store where they are written, and from the lines at hand where
/// they are not yet.
final class RestoreFolder {
    private let source: RestoreSource
    private let recorded: RestoredRecords
    private let index: RecordIndex
    private let chart = Chart()
    private let poster: Poster
    private let rows = NotedRows()
    private var postings: [Posting] = []
    private var accounts = 0
    private var repeats = GlancedFrame.Repeats()
    private var tree = TreeTiles()
    private var last: Instant?
    private var number: Int64 = 0
    private var failure: (any Error)?
    /// Facts that stand ahead of their enterprise's registration.
    private(set) var early: [Office.Early] = []

    init(_ source: RestoreSource) {
        self.source = source
        index = RecordIndex(source, rows: rows)
        recorded = RestoredRecords(index, source, rows)
        poster = Poster(index: index, chart: chart)
    }

    /// Checks and folds the next lines.
    /// - Throws: `RestoreRefused` where one of them can't stand; `LedgerError`; the same for all chunks behind that one, which
    ///   may be on their way already.
    func fold(_ chunk: LineChunk) throws -> FoldedChunk {
        if let failure { throw failure }
        do { return try folded(chunk) } catch {
            failure = error
            throw error
        }
    }

    private func folded(_ chunk: LineChunk) throws -> FoldedChunk {
        var folded = FoldedChunk(chunk, first: number + 1)
        source.take(chunk, first: number + 1)
        try chunk.withLines { lines in
            let changes = lines.map { change($0) }
            try source.foresee(changes.compactMap { $0?.target }) { try index.alteration(of: $0).latest }
            for (line, change) in zip(lines, changes) {
                let (ids, changes, sums) = (rows.ids.count, rows.changes.count, folded.postings.count)
                try fold(line, change)
                tree.append(MerkleTree.leaf(UnsafeRawBufferPointer(line)))
                folded.postings += postings
                folded.events.append(
                    .init(
                        id: ids..<rows.ids.count, changes: changes..<rows.changes.count,
                        postings: sums..<folded.postings.count))
            }
        }
        guard chunk.endsWithLineFeed else { throw RestoreRefused(line: number, reason: .noLineFeed) }
        rows.take(into: &folded)
        folded.tree = tree.handOver()
        if let last { folded.recordedAt = last }
        folded.accounts = Array(chart.accounts[accounts...])
        accounts = chart.accounts.count
        return folded
    }

    /// A line that changes an event before it.
    private enum Change {
        case glanced(GlancedCorrection)
        case other(target: String)

        var target: String {
            switch self {
            case .glanced(let correction): correction.change.target
            case .other(let target): target
            }
        }
    }

    /// What a line changes; nil for other lines.
    private func change(_ line: UnsafeBufferPointer<UInt8>) -> Change? {
        guard let type = CanonicalLine.lastType(line).flatMap({ EventType(name: $0) }), !type.opensRecord else {
            return nil
        }
        if let correction = GlancedCorrection(line, &repeats) { return .glanced(correction) }
        guard let data = CanonicalLine(line)?.data else { return nil }
        return switch Facts(type, canonical: data) {
        case .corrected(let change): .other(target: change.target)
        case .retracted(let target): .other(target: target)
        default: nil
        }
    }

    private func fold(_ line: UnsafeBufferPointer<UInt8>, _ change: Change?) throws {
        number += 1
        if case .glanced(let correction)? = change, try fold(correction) { return }
        let glance = change == nil ? GlancedLine(line, &repeats) : nil
        if let glance, try glance.isDecided(by: index.schemes, report: recorded.report) { return try fold(glance) }
        let read = glance.map { RestoredEvent($0) } ?? RestoredEvent(line)
        let event = try Office.check(read, number: number, notBefore: last)
        last = event.recordedAt
        recorded.change = EventType(rawValue: event.type)?.opensRecord == true ? nil : event
        let admitted = try Office.admit(read, event, line: number, recorded)
        if try !isCovered(admitted.facts, on: event.effective),
            let fact = try Office.early(event, admitted.type, line: number, recorded)
        {
            early.append(fact)
        }
        var id = event.id
        try id.withUTF8 { id in
            try admitted.canonical.withUnsafeBufferPointer { data in
                try evolve(
                    Entry(
                        seq: event.seq, type: admitted.type, effective: event.effective, facts: admitted.facts, id: id,
                        data: data, key: admitted.key))
            }
        }
    }

    private func evolve(_ entry: Entry) throws {
        source.note(entry.id)
        try poster.evolve(entry, into: &postings)
    }

    /// A record that is admitted at a glance: of most lines nothing is made but their facts and their key. What
    /// the plain way above does with it, a test holds this against.
    private func fold(_ line: GlancedLine) throws {
        let frame = line.frame
        try check(frame)
        try cover(line.facts, of: line.type, on: frame.effective)
        try evolve(
            Entry(
                seq: frame.seq, type: line.type, effective: frame.effective, facts: line.facts, id: frame.id,
                data: line.data, key: line.key))
    }

    /// A correction that is admitted at a glance, as most are: the same type's facts in another record's place.
    /// - Returns: whether it is one; else nothing was done.
    private func fold(_ correction: GlancedCorrection) throws -> Bool {
        let (frame, change) = (correction.frame, correction.change)
        guard let seq = try source.find(change.target, before: frame.seq), let old = try index.attached(seq),
            let facts = try correction.facts(for: old.type, by: index.schemes, report: recorded.report)
        else { return false }
        try check(frame)
        try cover(facts, of: old.type, on: change.effective)
        try evolve(
            Entry(
                seq: frame.seq, type: .eventCorrected, effective: frame.effective, facts: .corrected(change),
                id: frame.id, data: correction.data, key: nil))
        return true
    }

    private func check(_ frame: GlancedFrame) throws {
        try Office.check(frame.seq, frame.recordedAt, number: number, notBefore: last)
        last = frame.recordedAt
    }

    /// Takes note of facts that stand ahead of their enterprise's registration.
    private func cover(_ facts: Facts, of type: EventType, on date: CivilDate) throws {
        guard Catalog[type].isEnterpriseBound, let enterprise = facts.enterprise, try !isCovered(facts, on: date) else {
            return
        }
        early.append(.init(line: number, enterprise: enterprise.description, effective: date))
    }

    /// Whether facts stand behind their enterprise's registration. Most do; of the others `early` has the word.
    private func isCovered(_ facts: Facts, on date: CivilDate) throws -> Bool {
        guard let code = facts.enterprise, let registration = try index.enterprise(code).registration else {
            return false
        }
        return registration.effective <= date
    }
}

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
