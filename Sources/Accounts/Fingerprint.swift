import Ledger
import Records

/// A sum over the hashes of a table's rows, whatever their order: two tables with the same rows have the same sum, so
/// that tables of any size are compared in one pass over each and a few bytes of memory.
struct Fingerprint: Hashable {
    private var sum: UInt128 = 0
    private(set) var rows: Int64 = 0

    mutating func add(_ row: Row) {
        sum &+= row.hash
        rows += 1
    }
    mutating func remove(_ row: Row) {
        sum &-= row.hash
        rows -= 1
    }

    /// A row's values in an encoding in which no two rows are alike.
    struct Row {
        private var bytes: [UInt8] = []

        mutating func add(_ value: Int64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        mutating func add(_ text: some Collection<UInt8>) {
            add(Int64(text.count))
            bytes.append(contentsOf: text)
        }
        /// The first half of the row's SHA-256.
        var hash: UInt128 {
            Hash.sha256(bytes).bytes.prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
        }
    }
}

/// The fingerprints of all derived tables, by name.
struct DerivedFingerprints: Equatable {
    private(set) var tables: [String: Fingerprint] = [:]

    subscript(table: String) -> Fingerprint {
        get { tables[table] ?? Fingerprint() }
        set { tables[table] = newValue }
    }

    /// The columns of each table in the order in which `ReplayedRows` encodes them.
    private static let columns: [(table: String, columns: String, texts: Set<Int32>)] = [
        ("event_ids", "id, seq", [0]), ("live", "subject, type, detail, seq, note", [0, 2]),
        ("former", "subject, type, detail, seq, until", [0, 2]), ("alterations", "record, seq, ends", []),
        ("schemes", "seq", []), ("accounts", "account, tally, township, item", [1, 2, 3]),
        ("postings", "account, bucket, seq, record, amount_high, amount_low, total_high, total_low", []),
    ]

    /// The fingerprints of what is stored. O(rows).
    static func stored(_ connection: Connection) throws -> DerivedFingerprints {
        var result = DerivedFingerprints()
        for (table, columns, texts) in columns {
            let rows = try connection.prepare("SELECT \(columns) FROM \(table)")
            let count = Int32(columns.split(separator: ",").count)
            var fingerprint = Fingerprint()
            while try rows.step() {
                var row = Fingerprint.Row()
                for column in 0..<count {
                    if texts.contains(column) { row.add(rows.bytes(column)) } else { row.add(rows.int(column)) }
                }
                fingerprint.add(row)
            }
            result[table] = fingerprint
        }
        return result
    }

    static let names = columns.map(\.table)
}

/// The rows that a replay would write, as fingerprints only.
final class ReplayedRows: RecordRows {
    private(set) var fingerprints = DerivedFingerprints()
    private var accounts = 0
    private var buffer: [PostingRow] = []

    func insert(id: CanonicalLine.Value, seq: Int64) {
        var row = Fingerprint.Row()
        row.add(id.bytes)
        row.add(seq)
        fingerprints["event_ids"].add(row)
    }

    func attach(_ live: LiveFacts, key: NaturalKey) {
        fingerprints["live"].add(ReplayedRows.live(live, key))
        guard case .scheme = live.facts else { return }
        var row = Fingerprint.Row()
        row.add(live.seq)
        fingerprints["schemes"].add(row)
    }

    func detach(_ live: LiveFacts, key: NaturalKey, until: Int64) {
        fingerprints["live"].remove(ReplayedRows.live(live, key))
        var row = ReplayedRows.keyed(live, key)
        row.add(until)
        fingerprints["former"].add(row)
    }

    func alter(_ record: Int64, by seq: Int64, ends: Bool) {
        var row = Fingerprint.Row()
        row.add(record)
        row.add(seq)
        row.add(ends ? 1 : 0)
        fingerprints["alterations"].add(row)
    }

    /// Takes an event's postings.
    /// - Parameter before: the balances without them.
    func post(_ postings: [Posting], seq: Int64, chart: Chart, before: FoldedBalances) {
        while accounts < chart.accounts.count {
            let account = chart.accounts[accounts]
            var row = Fingerprint.Row()
            row.add(Int64(accounts))
            row.add(account.tally.name.utf8)
            row.add(account.township.utf8)
            row.add(account.item.utf8)
            fingerprints["accounts"].add(row)
            accounts += 1
        }
        PostingTables.rows(postings, seq: seq, chart: chart, total: before.total(account:bucket:), into: &buffer)
        for posting in buffer {
            var row = Fingerprint.Row()
            row.add(Int64(posting.account))
            row.add(Int64(posting.bucket))
            row.add(posting.seq)
            row.add(posting.record)
            for value in [PostingTables.split(posting.amount), PostingTables.split(posting.total)] {
                row.add(value.high)
                row.add(value.low)
            }
            fingerprints["postings"].add(row)
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
        var row = keyed(live, key)
        row.add(RecordTables.note(live))
        return row
    }
}
