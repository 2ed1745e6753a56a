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
    private var repeats = StoredForm.Repeats()
    private var last: Instant?
    private var number: Int64 = 0
    /// Facts that stand ahead of their enterprise's registration.
    private(set) var early: [Office.Early] = []

    init(_ source: RestoreSource) {
        self.source = source
        index = RecordIndex(source, rows: rows)
        recorded = RestoredRecords(index, source, rows)
        poster = Poster(index: index, chart: chart)
    }

    /// Checks and folds the next lines.
    /// - Throws: `RestoreRefused` where one of them can't stand; `LedgerError`.
    func fold(_ chunk: LineChunk) throws -> FoldedChunk {
        var folded = FoldedChunk(chunk, first: number + 1)
        source.take(chunk, first: number + 1)
        try chunk.withLines { lines in
            for line in lines {
                let (ids, changes, sums) = (rows.ids.count, rows.changes.count, folded.postings.count)
                try fold(line)
                folded.postings += postings
                folded.events.append(
                    .init(
                        recordedAt: last ?? Instant.latest, id: ids..<rows.ids.count,
                        changes: changes..<rows.changes.count, postings: sums..<folded.postings.count))
            }
        }
        guard chunk.endsWithLineFeed else { throw RestoreRefused(line: number, reason: .noLineFeed) }
        rows.take(into: &folded)
        folded.accounts = Array(chart.accounts[accounts...])
        accounts = chart.accounts.count
        return folded
    }

    private func fold(_ line: UnsafeBufferPointer<UInt8>) throws {
        number += 1
        let read = RestoredEvent(line, &repeats)
        let event = try Office.check(read, number: number, notBefore: last)
        last = event.recordedAt
        recorded.change = EventType(rawValue: event.type)?.opensRecord == true ? nil : event
        let admitted = try Office.admit(read, event, line: number, recorded)
        // Most facts are told by themselves to stand behind their enterprise's registration.
        let isCovered =
            try admitted.facts.enterprise.flatMap { try index.enterprise($0).registration }
            .map { $0.effective <= event.effective } ?? false
        if !isCovered, let fact = try Office.early(event, admitted.type, line: number, recorded) { early.append(fact) }
        var id = event.id
        try id.withUTF8 { id in
            try admitted.canonical.withUnsafeBufferPointer { data in
                try poster.evolve(
                    Entry(
                        seq: event.seq, type: admitted.type, effective: event.effective, facts: admitted.facts, id: id,
                        data: data, key: admitted.key), into: &postings)
            }
        }
    }
}

/// The events of a ledger that is being restored: those in its file, and the lines that are not written yet.
final class RestoreSource: EventSource {
    private let connection: Connection
    private let tables: RecordTables
    private let gate: Gate
    /// How many chunks are folded ahead of the one that is written.
    static let depth = 2

    /// The lines that may not be written yet, the last ones being folded.
    private var pending: [(first: Int64, lines: LineChunk)] = []
    /// What was read from the store last: one correction asks for the same several times. Neither ever changes.
    private var latestID: (id: String, seq: Int64)?
    private var latestLines: [(seq: Int64, line: [UInt8])] = []

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
    }

    func withLine<Result>(_ seq: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result {
        if let (first, lines) = pending.last(where: { $0.first <= seq }), seq < first + Int64(lines.count) {
            return try lines.withLines { try body($0[Int(seq - first)]) }
        }
        if let known = latestLines.first(where: { $0.seq == seq }) {
            return try known.line.withUnsafeBufferPointer(body)
        }
        let line = try gate.ask { try connection.withLine(seq) { Array($0) } }
        latestLines = latestLines.suffix(1) + [(seq, line)]
        return try line.withUnsafeBufferPointer(body)
    }

    func find(_ id: String, before seq: Int64) throws -> Int64? {
        if let latestID, latestID.id == id { return latestID.seq < seq ? latestID.seq : nil }
        // Most events that are changed were written long ago: the lines at hand are read where the store has none.
        guard let found = try gate.ask({ try tables.event(id: id) }) ?? unwritten(id) else { return nil }
        latestID = (id, found)
        return found < seq ? found : nil
    }

    private func unwritten(_ id: String) -> Int64? {
        for (first, lines) in pending {
            let found = lines.withLines { lines in lines.firstIndex { CanonicalLine($0)?.id.text == id } }
            if let found { return first + Int64(found) }
        }
        return nil
    }
}
