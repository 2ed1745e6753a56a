import Ledger
import Records

/// The journal of a type: its live records, at any day as known at any size.
///
/// Each record of a journaled type posts 1 on its effective date to its type's account, so that the account's evidence is
/// the list of the records, at a cost that grows with the days asked for and not with the ledger.
extension Books {
    /// The live records of a type whose effective dates lie in `from … through`, as the first `known` events have them, in
    /// order of (effective date, seq).
    /// - Throws: `LedgerError`.
    /// - Complexity: O(log(postings) + postings of those days), and a look-up for each record.
    public func journal(
        _ type: EventType, from: CivilDate = .first, through: CivilDate, known: Int64
    ) throws -> [Record] {
        try records(
            evidence(.journal, "", item: type.rawValue, from: from, through: through, known: known).map(\.record),
            known: known)
    }

    /// The live records of several types, as `journal(_:from:through:known:)`, put together in order.
    public func journal(
        _ types: [EventType], from: CivilDate = .first, through: CivilDate, known: Int64
    ) throws -> [Record] {
        try types.flatMap { try journal($0, from: from, through: through, known: known) }.sorted(by: Books.precedes)
    }

    /// The records behind a tally of all townships on some days: fair visits, new exporters and the like.
    /// - Complexity: as for a journal.
    public func records(
        behind tally: Tally, from: CivilDate = .first, through: CivilDate, known: Int64
    ) throws -> [Record] {
        var seqs: Set<Int64> = []
        for township in postings.chart.townships(tally) {
            seqs.formUnion(try evidence(tally, township, from: from, through: through, known: known).map(\.record))
        }
        return try records(seqs.sorted(), known: known)
    }

    /// What a subject's records of some types were, as the first `known` events have them: those live then whose effective
    /// dates lie on or before `through`, in order.
    /// - Complexity: O(the records that the subject ever had).
    public func story(
        of subject: String, _ types: Set<EventType>, through: CivilDate, known: Int64
    ) throws -> [Record] {
        try records.records(of: subject).filter { $0 <= known }
            .compactMap { try recorded.record($0, known: known) }
            .filter { record in
                record.isLive && types.contains(record.type) && record.effective <= through
                    && NaturalKey(record.type, effective: record.effective, data: record.data)?.subject == subject
            }
            .sorted(by: Books.precedes)
    }

    private func records(_ seqs: [Int64], known: Int64) throws -> [Record] {
        try seqs.map { seq in
            guard let record = try recorded.record(seq, known: known) else {
                throw LedgerError.damaged("postings speak of event \(seq), which opens no record")
            }
            return record
        }
        .sorted(by: Books.precedes)
    }

    private static func precedes(_ a: Record, _ b: Record) -> Bool { (a.effective, a.seq) < (b.effective, b.seq) }
}
