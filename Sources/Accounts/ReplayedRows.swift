import Ledger
import Records

/// The rows that a replay would write, as fingerprints only.
final class ReplayedRows: RecordRows {
    /// Those of the tables that nearly every event has rows in; the others' in `others`.
    private var (ids, live, postings, sums) = (Fingerprint(), Fingerprint(), Fingerprint(), Fingerprint())
    private var others = DerivedFingerprints()
    private var accounts = 0
    /// By account and bucket.
    private var totals: [Int64: Int128] = [:]

    var fingerprints: DerivedFingerprints {
        var all = others
        all["event_ids"] = ids
        all["live"] = live
        all["postings"] = postings
        all["sums"] = sums
        return all
    }

    func insert(id: UnsafeBufferPointer<UInt8>, seq: Int64) {
        var row = Fingerprint.Row()
        row.add(id)
        row.add(seq)
        ids.add(row)
    }

    func attach(_ live: LiveFacts, key: NaturalKey) {
        self.live.add(ReplayedRows.live(live, key))
        switch live.facts {
        case .scheme: others["schemes"].add(ReplayedRows.position(live))
        case .monthClosed: others["closings"].add(ReplayedRows.position(live))
        case .investment: others["approvals"].add(ReplayedRows.approval(live, key))
        default: break
        }
    }

    func detach(_ live: LiveFacts, key: NaturalKey, until: Int64) {
        self.live.remove(ReplayedRows.live(live, key))
        switch live.facts {
        case .monthClosed: others["closings"].remove(ReplayedRows.position(live))
        case .investment: others["approvals"].remove(ReplayedRows.approval(live, key))
        default: break
        }
        var row = ReplayedRows.keyed(live, key)
        row.add(until)
        others["former"].add(row)
    }

    func alter(_ record: Int64, by seq: Int64, ends: Bool) {
        var row = Fingerprint.Row()
        row.add(record)
        row.add(seq)
        row.add(Int64(ends ? 1 : 0))
        others["alterations"].add(row)
    }

    /// Takes an event's postings.
    func post(_ postings: [Posting], seq: Int64, chart: Chart) {
        while accounts < chart.accounts.count {
            let account = chart.accounts[accounts]
            var row = Fingerprint.Row()
            row.add(Int64(accounts))
            row.add(account.tally.name.utf8)
            row.add(account.township.utf8)
            row.add(account.item.utf8)
            others["accounts"].add(row)
            accounts += 1
        }
        for posting in postings {
            let entry = PostingEntry(seq: seq, record: posting.record, amount: posting.amount)
            self.postings.add(DerivedFingerprints.row(posting.account, posting.day.number, entry))
        }
        SumTables.changes(postings[...], chart: chart) { bucket, account, amount in
            let key = Int64(account) << 32 | Int64(bucket)
            let sum = (totals[key] ?? 0) + amount
            totals[key] = sum
            let change = SumChange(seq: seq, account: account, amount: amount)
            sums.add(DerivedFingerprints.row(bucket, change, sum: sum))
        }
    }

    private static func keyed(_ live: LiveFacts, _ key: NaturalKey) -> Fingerprint.Row {
        var row = Fingerprint.Row()
        row.add(key.subject.utf8)
        row.add(Int64(key.type.code))
        row.add(key.detail.utf8)
        row.add(live.seq)
        return row
    }
    private static func live(_ live: LiveFacts, _ key: NaturalKey) -> Fingerprint.Row {
        var row = Fingerprint.Row()
        row.add(key.stored)
        row.add(live.seq)
        row.add(RecordTables.note(live))
        return row
    }
    private static func position(_ live: LiveFacts) -> Fingerprint.Row {
        var row = Fingerprint.Row()
        row.add(live.seq)
        return row
    }
    private static func approval(_ live: LiveFacts, _ key: NaturalKey) -> Fingerprint.Row {
        var row = Fingerprint.Row()
        row.add(key.detail.utf8)
        row.add(live.seq)
        return row
    }
}
