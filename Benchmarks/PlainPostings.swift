import Accounts
import Foundation
import GRDB
import Ledger

/// The postings of a ledger one row each, in a file of their own with the covering index that SQL would want: what the
/// ledger's running totals are compared with. And the same as CSV, for a column store.
struct PlainPostings {
    private let queue: DatabaseQueue
    let csv: String
    /// The number of postings.
    private(set) var count = 0

    /// Copies every day's postings. O(postings).
    init(_ log: SQLiteEventLog, to path: String) throws {
        csv = path + ".csv"
        for old in [path, csv] { try? FileManager.default.removeItem(atPath: old) }
        queue = try DatabaseQueue(path: path)
        guard FileManager.default.createFile(atPath: csv, contents: nil),
            let handle = FileHandle(forWritingAtPath: csv)
        else { throw CocoaError(.fileWriteUnknown) }
        var copied = 0
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072;
                    CREATE TABLE postings (
                      account INTEGER, day INTEGER, seq INTEGER, record INTEGER, amount INTEGER,
                      PRIMARY KEY (account, day, seq, record)
                    ) WITHOUT ROWID;
                    BEGIN
                    """)
            let insert = try database.makeStatement(sql: "INSERT INTO postings VALUES (?, ?, ?, ?, ?)")
            var text: [UInt8] = []
            try log.read { reader in
                try PostingTables.forEachStored(reader.connection) { account, day, entry in
                    let amount = entry.amount
                    insert.setUncheckedArguments([account, day, entry.seq, entry.record, amount])
                    try insert.execute()
                    copied += 1
                    for (value, end) in [
                        (Int64(account), 0x2C), (Int64(day), 0x2C), (entry.seq, 0x2C), (amount, 0x0A),
                    ]
                        as [(Int64, UInt8)]
                    {
                        PlainPostings.append(value, to: &text)
                        text.append(end)
                    }
                    if text.count > 1 << 20 {
                        try handle.write(contentsOf: text)
                        text.removeAll(keepingCapacity: true)
                    }
                }
            }
            try handle.write(contentsOf: text)
            try database.execute(sql: "COMMIT; PRAGMA cache_size = -1048576")
        }
        try handle.close()
        count = copied
    }

    /// Removes both files.
    func remove(at path: String) {
        for old in [path, csv] { try? FileManager.default.removeItem(atPath: old) }
    }

    private static func append(_ value: Int64, to text: inout [UInt8]) {
        if value < 0 { text.append(0x2D) }
        var rest = value.magnitude
        let start = text.count
        repeat {
            text.append(0x30 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    /// Asks a question of the postings, with the accounts named.
    /// - Returns: the sum of all sums, for comparison.
    func total(_ question: SumQuestion) throws -> Int128 {
        try queue.read { database in
            let rows = try Row.fetchCursor(database, sql: question.sql)
            var total: Int128 = 0
            while let row = try rows.next() { total += Int128(row[3] as Int64) }
            return total
        }
    }

    /// The same by the plain statement.
    func plainTotal(_ question: SumQuestion) throws -> Int128 {
        try queue.read { database in
            let rows = try Row.fetchCursor(database, sql: question.plainSQL)
            var total: Int128 = 0
            while let row = try rows.next() {
                if question.wants(account: row[0], year: row[1]) { total += Int128(row[2] as Int64) }
            }
            return total
        }
    }
}
