import Ledger
import Records

/// What is recorded in a ledger that is being restored. Ids and natural keys that are taken are found only by the store.
final class RestoredRecords: Recorded {
    private let index: RecordIndex
    private let source: RestoreSource
    private let rows: NotedRows
    /// The correction or retraction that is being decided, which is about an event before it; nil for other events. Its own
    /// id, as theirs, the store looks up.
    var change: Event?
    private var repeats = GlancedFrame.Repeats()
    /// The record read last, with the positions of what changed it: one correction asks for its own twice.
    private var memo: (seq: Int64, latest: Int64, ended: Int64, record: Record?)?

    init(_ index: RecordIndex, _ source: RestoreSource, _ rows: NotedRows) {
        self.index = index
        self.rows = rows
        self.source = source
    }

    var schemes: [AdoptedScheme] { index.schemes }
    func event(id: String) throws -> Int64? {
        guard let change, change.id != id else { return nil }
        return try source.find(id, before: change.seq)
    }
    /// Numbers that records of journaled types name are known at once; other keys only to the store.
    func holder(of key: NaturalKey) -> Int64? { rows.journaled[key] }
    func root(at size: Int64) -> String? { nil }
    var size: Int64 { 0 }
    func event(_ seq: Int64) throws -> Event {
        try source.withLine(seq) { line in
            if let glance = GlancedLine(line, &repeats) { return StoredForm(glance).event }
            do { return try Event(line: line) } catch { throw LedgerError.damaged("event \(seq): \(error)") }
        }
    }

    func record(_ seq: Int64) throws -> Record? {
        let alteration = try index.alteration(of: seq)
        if let memo, memo.seq == seq, memo.latest == alteration.latest, memo.ended == alteration.ended {
            return memo.record
        }
        let record = try Record(
            opening: event(seq), seq: seq, corrections: alteration.latest == 0 ? [] : [alteration.latest],
            ended: alteration.ended == 0 ? nil : alteration.ended, event: event)
        memo = (seq, alteration.latest, alteration.ended, record)
        return record
    }

    func registration(of enterprise: String) throws -> CivilDate? {
        guard let code = CreditCode(trusted: enterprise) else { return nil }
        return try index.enterprise(code).registration?.effective
    }

    func report(_ number: String) throws -> CivilDate? { try index.report(number).submission?.effective }
    func naming(enterprise: String) throws -> [Int64] {
        guard let code = CreditCode(trusted: enterprise) else { return [] }
        return try (index.following(code) + live(of: enterprise, Catalog.ofEnterprises)).sorted()
    }
    func live(of subject: String, _ types: Set<EventType>) -> [Int64] {
        (rows.subjects[subject] ?? [:]).filter { types.contains($0.value) }.keys.sorted()
    }
    func naming(report: String) throws -> [Int64] { try index.report(report).adoptions.map(\.seq).sorted() }
}
