import Accounts
import Ledger
import Records

extension Office {
    /// The claims of new exporters on the days `from … on`, held against the trade figures, as known.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(records of the enterprises claimed).
    public func exporterReview(
        from: CivilDate? = nil, on: CivilDate, known: Known
    ) throws -> (review: ExporterReview, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            let start = from ?? ExporterReview.start(on: on)
            let claims = try books.exporterClaims(from: start, on: on, known: head.size)
            return (ExporterReview(claims, from: start, on: on), head)
        }
    }
}

extension Books {
    /// The live claims on the days `from … on`, as the first `known` events have them. Names are today's.
    func exporterClaims(from: CivilDate, on: CivilDate, known: Int64) throws -> [ExporterClaim] {
        var exports: [String: [CivilMonth: Int64]] = [:]
        return try posted(.newExporters, from: from, through: on, known: known).map { township, record in
            let enterprise = record.data["enterprise"]?.text ?? ""
            let months = try exports[enterprise] ?? self.exports(of: enterprise, on: on, known: known)
            exports[enterprise] = months
            return ExporterClaim(
                record: record.id, seq: record.seq, enterprise: enterprise,
                name: try recorded.name(of: enterprise) ?? "", township: township,
                channel: record.data["channel"]?.text ?? "", firstExport: record.effective, exports: months)
        }
    }

    /// What an enterprise exported, in 分 by month, of months that have ended by a day; months without exports left out.
    private func exports(of enterprise: String, on: CivilDate, known: Int64) throws -> [CivilMonth: Int64] {
        var months: [CivilMonth: Int64] = [:]
        for seq in try records.records(of: enterprise) {
            guard let record = try recorded.record(seq, known: known), record.isLive, record.type == .tradeReported,
                record.effective <= on, record.data["enterprise"]?.text == enterprise
            else { continue }
            let amount = record.data["export_cny"]?.text.flatMap { try? Hundredths($0) }?.value ?? 0
            if amount > 0 { months[record.effective.month] = amount }
        }
        return months
    }

    /// The records that post to a tally on the days `from … through`, each with the township posted to; as the first
    /// `known` events have them, in order of recording.
    /// - Complexity: O(postings of the days).
    func posted(
        _ tally: Tally, from: CivilDate, through: CivilDate, known: Int64
    ) throws -> [(township: String, record: Record)] {
        var found: [(township: String, record: Record)] = []
        for township in balances(known: known).chart.townships(tally) {
            for row in try evidence(tally, township, from: from, through: through, known: known) {
                guard let record = try recorded.record(row.record, known: known) else {
                    throw LedgerError.damaged("postings: \(tally.name) of event \(row.record), which opens no record")
                }
                found.append((township, record))
            }
        }
        return found.sorted { $0.record.seq < $1.record.seq }
    }
}
