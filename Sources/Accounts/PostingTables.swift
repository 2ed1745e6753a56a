import Ledger

/// One row of the table `postings`.
public struct PostingRow: Hashable, Sendable {
    public let account: Int32
    public let bucket: Int32
    /// The event that caused it.
    public let seq: Int64
    /// The record that it speaks of; 0 in a month's bucket, which holds one row an event.
    public let record: Int64
    public let amount: Int128
    /// The running total of (account, bucket) after this row, in order of (seq, record).
    public let total: Int128
}

/// Postings with running totals, as they are kept in the ledger's file: derived from the events and in step with them.
///
/// The row (account, bucket, seq) carries the total of its account and bucket up to that event, so that a sum as known
/// at any size is one look-up: the last row with `seq ≤ known`.
public final class PostingTables {
    /// A total is `total_high`·10^18 + `total_low`, both of one sign: a hundred events of the largest amount would not fit
    /// 64 bits.
    public static let schema = """
        CREATE TABLE accounts (
          account INTEGER PRIMARY KEY, tally TEXT NOT NULL, township TEXT NOT NULL, item TEXT NOT NULL,
          UNIQUE (tally, township, item)
        ) STRICT;
        CREATE TABLE postings (
          account INTEGER NOT NULL, bucket INTEGER NOT NULL, seq INTEGER NOT NULL, record INTEGER NOT NULL,
          amount_high INTEGER NOT NULL, amount_low INTEGER NOT NULL,
          total_high INTEGER NOT NULL, total_low INTEGER NOT NULL,
          PRIMARY KEY (account, bucket, seq, record)
        ) WITHOUT ROWID, STRICT;
        """
    public static let names = ["postings", "accounts"]

    let connection: Connection
    public let chart = Chart()
    private var storedAccounts = 0
    private var totals: [Int64: Int128] = [:]
    private var buffer: [PostingRow] = []
    private let insert: SQLStatement
    private let last: SQLStatement

    /// How many running totals are held in memory before they are looked up afresh.
    private static let cacheLimit = 500_000

    /// - Complexity: O(accounts).
    public init(_ connection: Connection) throws {
        self.connection = connection
        insert = try connection.prepare("INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        last = try connection.prepare(
            """
            SELECT total_high, total_low FROM postings WHERE account = ? AND bucket = ? AND seq <= ?
            ORDER BY seq DESC, record DESC LIMIT 1
            """)
        let rows = try connection.statement("SELECT account, tally, township, item FROM accounts ORDER BY account")
        defer { rows.reset() }
        while try rows.step() {
            guard let tally = Tally(name: rows.text(1)),
                chart.number(tally, rows.text(2), item: rows.text(3)) == Int32(rows.int(0))
            else { throw LedgerError.damaged("accounts: row \(rows.int(0))") }
        }
        storedAccounts = chart.accounts.count
    }

    /// The rows that an event's postings make.
    /// - Parameters:
    ///   - postings: in order of (account, day, record).
    ///   - total: the running total of (account, bucket) before the event.
    ///   - rows: gets the rows, in order of account.
    public static func rows(
        _ postings: [Posting], seq: Int64, chart: Chart, total: (_ account: Int32, _ bucket: Int32) throws -> Int128,
        into rows: inout [PostingRow]
    ) rethrows {
        rows.removeAll(keepingCapacity: true)
        var index = 0
        while index < postings.count {
            // All of one account and month: its days' rows, then the month's.
            let account = postings[index].account
            let month = postings[index].day.month
            let isMonthly = chart.accounts[Int(account)].tally.isMonthly
            var net: Int128 = 0
            var bucket: Int32 = 0
            var running: Int128 = 0
            while index < postings.count, postings[index].account == account, postings[index].day.month == month {
                let posting = postings[index]
                if bucket != Bucket.day(posting.day) {
                    bucket = Bucket.day(posting.day)
                    running = try total(account, bucket)
                }
                running += Int128(posting.amount)
                net += Int128(posting.amount)
                rows.append(
                    PostingRow(
                        account: account, bucket: bucket, seq: seq, record: posting.record,
                        amount: Int128(posting.amount), total: running))
                index += 1
            }
            if !isMonthly, net != 0 {
                let bucket = Bucket.month(month)
                rows.append(
                    PostingRow(
                        account: account, bucket: bucket, seq: seq, record: 0, amount: net,
                        total: try total(account, bucket) + net))
            }
        }
    }

    /// Records an event's postings.
    public func post(_ postings: [Posting], seq: Int64) throws {
        while storedAccounts < chart.accounts.count {
            let account = chart.accounts[storedAccounts]
            try connection.statement("INSERT INTO accounts VALUES (?, ?, ?, ?)")
                .bind(1, Int64(storedAccounts)).bind(2, account.tally.name).bind(3, account.township)
                .bind(4, account.item).run()
            storedAccounts += 1
        }
        try PostingTables.rows(postings, seq: seq, chart: chart, total: latest, into: &buffer)
        for row in buffer {
            let amount = PostingTables.split(row.amount)
            let total = PostingTables.split(row.total)
            insert.bind(1, row.account).bind(2, row.bucket).bind(3, row.seq).bind(4, row.record)
            try insert.bind(5, amount.high).bind(6, amount.low).bind(7, total.high).bind(8, total.low).run()
            totals[PostingTables.key(row.account, row.bucket)] = row.total
        }
        if totals.count > PostingTables.cacheLimit { totals = [:] }
    }

    private func latest(_ account: Int32, _ bucket: Int32) throws -> Int128 {
        try totals[PostingTables.key(account, bucket)] ?? total(account: account, bucket: bucket, known: .max)
    }

    /// The total of an account's postings in a bucket, by the first `known` events. O(log n).
    public func total(account: Int32, bucket: Int32, known: Int64) throws -> Int128 {
        defer { last.reset() }
        guard try last.bind(1, account).bind(2, bucket).bind(3, known).step() else { return 0 }
        return PostingTables.join(last.int(0), last.int(1))
    }

    @inline(__always)
    private static func key(_ account: Int32, _ bucket: Int32) -> Int64 { Int64(account) << 32 | Int64(bucket) }

    private static let part: Int128 = 1_000_000_000_000_000_000

    static func split(_ value: Int128) -> (high: Int64, low: Int64) {
        if value.magnitude < part.magnitude { return (0, Int64(truncatingIfNeeded: value)) }
        return (Int64(value / part), Int64(value % part))
    }
    static func join(_ high: Int64, _ low: Int64) -> Int128 { Int128(high) * part + Int128(low) }
}

/// Balances as stored, as known at a size.
public struct StoredBalances: Balances {
    private let tables: PostingTables
    /// The number of events known.
    public let known: Int64

    public init(_ tables: PostingTables, known: Int64) {
        self.tables = tables
        self.known = known
    }

    public var chart: Chart { tables.chart }
    public func total(account: Int32, bucket: Int32) throws -> Int128 {
        try tables.total(account: account, bucket: bucket, known: known)
    }
}

extension Tally {
    /// The tally's name in the store, never changed once released.
    public var name: String { String(describing: self) }
    init?(name: String) {
        guard let tally = Tally.allCases.first(where: { $0.name == name }) else { return nil }
        self = tally
    }
}
