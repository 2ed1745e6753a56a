import Ledger
import Records

/// A record as it stood over a span of the log: what was known of it from one event on and up to another.
public struct RecordVersion: Sendable, Hashable {
    /// The opening event's position, which names the record and decides ties.
    public let record: Int64
    public let type: EventType
    public let effective: CivilDate
    public let data: JSON
    /// The event that said so.
    public let since: Int64
    /// The event that changed or ended it; `Int64.max` where none did.
    public let until: Int64

    /// Whether the first `known` events have it so.
    public func isKnown(_ known: Int64) -> Bool { since <= known && known < until }
}

extension RecordVersion {
    /// The versions that an opening event and what altered its record later make, oldest first.
    /// - Parameters:
    ///   - alterations: corrections and the retraction, in order of recording.
    /// - Throws: `LedgerError.damaged` where a correction is none.
    public static func all(of opening: Event, altered alterations: [Event]) throws -> [RecordVersion] {
        guard let type = EventType(rawValue: opening.type), type.opensRecord else { return [] }
        var versions: [RecordVersion] = []
        var current: (effective: CivilDate, data: JSON, since: Int64)? = (opening.effective, opening.data, opening.seq)
        func close(_ until: Int64) {
            guard let current else { return }
            versions.append(
                RecordVersion(
                    record: opening.seq, type: type, effective: current.effective, data: current.data,
                    since: current.since, until: until))
        }
        for event in alterations {
            close(event.seq)
            current = nil
            guard event.type == EventType.eventCorrected.rawValue else { continue }
            guard let date = event.data["effective"]?.text.flatMap({ CivilDate($0) }), let facts = event.data["data"]
            else { throw LedgerError.damaged("event \(event.seq) is no correction") }
            current = (date, facts, event.seq)
        }
        close(.max)
        return versions
    }
}

extension Books {
    /// Every version of the journaled records of a type that ever stood on some days, in order of record, as far as the
    /// first `known` events tell. A record that stood there may have versions on other days, too.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(log(postings) + postings of those days), and a look-up for each record and alteration.
    public func versions(
        _ type: EventType, from: CivilDate, through: CivilDate, known: Int64
    ) throws -> [RecordVersion] {
        guard let account = postings.chart.find(.journal, "", item: type.rawValue) else { return [] }
        var seqs: Set<Int64> = []
        try postings.forEach(account: account, from: from, through: through, known: known) { seqs.insert($0.record) }
        return try seqs.sorted().flatMap { try versions(of: $0) }
    }

    /// Every version of an enterprise's registrations and relocations, in order of record.
    /// - Complexity: O(log n) for each.
    public func belongings(ever enterprise: String) throws -> [RecordVersion] {
        try records.belongings(ever: enterprise).flatMap { try versions(of: $0) }
    }

    private func versions(of seq: Int64) throws -> [RecordVersion] {
        let (corrections, ended) = try records.alterations(of: seq)
        let altered = (corrections + [ended].compactMap { $0 }).sorted()
        return try RecordVersion.all(of: recorded.event(seq), altered: altered.map { try recorded.event($0) })
    }
}
