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
        private var state = HashState()

        mutating func add(_ value: Int64) { withUnsafeBytes(of: value.littleEndian) { state.add($0) } }
        mutating func add(_ value: Int128) { withUnsafeBytes(of: value.littleEndian) { state.add($0) } }
        mutating func add(_ text: some Collection<UInt8>) {
            add(Int64(text.count))
            guard text.withContiguousStorageIfAvailable({ state.add(UnsafeRawBufferPointer($0)) }) == nil else {
                return
            }
            Array(text).withUnsafeBytes { state.add($0) }
        }
        /// The first half of the row's SHA-256.
        var hash: UInt128 {
            var whole = state
            return whole.finish().firstHalf
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
        ("event_ids", "id, seq", [0]), ("live", "key, seq, note", [0]), ("approvals", "approval_no, seq", [0]),
        ("closings", "seq", []),
        ("former", "subject, type, detail, seq, until", [0, 2]), ("alterations", "record, seq, ends", []),
        ("schemes", "seq", []), ("accounts", "account, tally, township, item", [1, 2, 3]),
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
        result["postings"] = try rows { add in
            try PostingTables.forEachStored(connection) { add(row($0, $1, $2)) }
        }
        result["sums"] = try rows { add in
            try SumTables.forEachStored(connection) { add(row($0, $1, sum: $2)) }
        }
        return result
    }

    /// The fingerprint of what stands in runs, one by one, however it is cut into runs. Runs that can't be read, or that a
    /// search would not find its way in, are like no others.
    private static func rows(_ forEach: (_ add: (Fingerprint.Row) -> Void) throws -> Void) throws -> Fingerprint {
        var fingerprint = Fingerprint()
        do { try forEach { fingerprint.add($0) } } catch LedgerError.damaged { fingerprint.add(Fingerprint.Row()) }
        return fingerprint
    }

    static func row(_ account: Int32, _ day: Int32, _ entry: PostingEntry) -> Fingerprint.Row {
        var row = Fingerprint.Row()
        row.add(Int64(account))
        row.add(Int64(day))
        row.add(entry.seq)
        row.add(entry.record)
        row.add(entry.amount)
        return row
    }

    static func row(_ bucket: Int32, _ change: SumChange, sum: Int128) -> Fingerprint.Row {
        var row = Fingerprint.Row()
        row.add(Int64(bucket))
        row.add(change.seq)
        row.add(Int64(change.account))
        row.add(change.amount)
        row.add(sum)
        return row
    }

    static let names = columns.map(\.table) + PostingTables.names.filter { $0 != "accounts" } + [SumTables.name]
}
