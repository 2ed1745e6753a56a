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
