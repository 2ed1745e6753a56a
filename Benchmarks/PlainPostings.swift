import Accounts
import Foundation
import GRDB
import Ledger

/// The postings of a ledger one row each, in a file of their own with the covering index that SQL would want: what the
/// ledger's running totals are compared with.
struct PlainPostings {
    private let queue: DatabaseQueue

    /// Copies the postings of every ended and current day. O(postings).
    init(_ log: SQLiteEventLog, to path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072;
                    CREATE TABLE postings (
                      account INTEGER, bucket INTEGER, seq INTEGER, record INTEGER, amount INTEGER,
                      PRIMARY KEY (account, bucket, seq, record)
                    ) WITHOUT ROWID;
                    BEGIN
                    """)
            let insert = try database.makeStatement(sql: "INSERT INTO postings VALUES (?, ?, ?, ?, ?)")
            try log.read { reader in
                try PostingTables.forEachStored(reader.connection) { account, bucket, entry in
                    guard bucket % 100 != 0 else { return }
                    try insert.execute(
                        arguments: [account, bucket, entry.seq, entry.record, Int64(truncatingIfNeeded: entry.amount)])
                }
            }
            try database.execute(sql: "COMMIT")
        }
    }

    /// The sums that a day's score is made from, as known at a size, added up from the postings.
    /// - Returns: the number of sums.
    func sums(known: Int64) throws -> Int {
        try queue.read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT account, bucket, sum(amount) FROM postings
                    WHERE bucket BETWEEN 20190101 AND 20201231 AND seq <= ? GROUP BY account, bucket
                    """, arguments: [known])
            var count = 0
            while try rows.next() != nil { count += 1 }
            return count
        }
    }
}
