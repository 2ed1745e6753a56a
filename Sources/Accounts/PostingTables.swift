import Ledger

/// Postings with running totals, as they are kept in the ledger's file: derived from the events and in step with them.
///
/// A row holds a run of postings of one account and bucket (see `PostingSegment`) and the total before it, so that a sum
/// as known at any size is one look-up: the last run that begins at or before that size.
public final class PostingTables {
    /// A total is `before_high`·10^18 + `before_low`, both of one sign: a hundred events of the largest amount would not
    /// fit 64 bits.
    public static let schema = """
        CREATE TABLE accounts (
          account INTEGER PRIMARY KEY, tally TEXT NOT NULL, township TEXT NOT NULL, item TEXT NOT NULL,
          UNIQUE (tally, township, item)
        ) STRICT;
        CREATE TABLE postings (
          account INTEGER NOT NULL, bucket INTEGER NOT NULL, first INTEGER NOT NULL,
          before_high INTEGER NOT NULL, before_low INTEGER NOT NULL, entries BLOB NOT NULL,
          PRIMARY KEY (account, bucket, first)
        ) WITHOUT ROWID, STRICT;
        """
    public static let names = ["postings", "accounts"]

    let connection: Connection
    public let chart = Chart()
    private var storedAccounts = 0
    /// The last runs of the sums that were posted to lately. Those in `changed` are newer than the store has them.
    private var tails: [Tail] = []
    private var places: [Int64: Int] = [:]
    private var changed: [Int] = []
    /// By account: the bucket posted to last, and where its run stands in `tails`. A month's figures come together.
    private var latest: [(bucket: Int32, place: Int)] = []
    private let store: LazyStatement
    private let last: LazyStatement
    private let days: LazyStatement

    private struct Tail {
        let account: Int32
        let bucket: Int32
        var segment: PostingSegment
        var isChanged = false
    }

    /// How many runs are held in memory, of about 1 kB, before they are looked up afresh.
    private static let cacheLimit = 16_384

    /// - Complexity: O(accounts).
    public init(_ connection: Connection) throws {
        self.connection = connection
        store = LazyStatement(connection, "INSERT OR REPLACE INTO postings VALUES (?, ?, ?, ?, ?, ?)")
        last = LazyStatement(
            connection,
            """
            SELECT first, before_high, before_low, entries FROM postings
            WHERE account = ? AND bucket = ? AND first <= ? ORDER BY first DESC LIMIT 1
            """)
        days = LazyStatement(
            connection,
            """
            SELECT bucket, first, before_high, before_low, entries FROM postings
            WHERE account = ? AND bucket BETWEEN ? AND ? ORDER BY bucket DESC, first DESC
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

    /// What an event's postings add to each sum.
    /// - Parameters:
    ///   - postings: in order of (account, day, record).
    ///   - entry: called for each day's postings, one by one, and once for each month that they change of an account that
    ///     is kept by days.
    @inline(__always)
    static func entries(
        _ postings: ArraySlice<Posting>, chart: Chart,
        _ entry: (_ account: Int32, _ bucket: Int32, _ record: Int64, _ amount: Int128) throws -> Void
    ) rethrows {
        var index = postings.startIndex
        while index < postings.endIndex {
            // All of one account and month: its days' entries, then the month's.
            let account = postings[index].account
            let month = postings[index].day.month
            let isMonthly = chart.isMonthly(account)
            var net: Int128 = 0
            while index < postings.endIndex, postings[index].account == account, postings[index].day.month == month {
                let posting = postings[index]
                net += Int128(posting.amount)
                try entry(account, Bucket.day(posting.day), posting.record, Int128(posting.amount))
                index += 1
            }
            if !isMonthly, net != 0 { try entry(account, Bucket.month(month), 0, net) }
        }
    }

    /// Opens the next account.
    func open(_ account: Account) { _ = chart.number(account.tally, account.township, item: account.item) }

    /// Takes an event's postings. They are in the store after `flush`.
    public func post(_ postings: ArraySlice<Posting>, seq: Int64) throws {
        try PostingTables.entries(postings, chart: chart) { account, bucket, record, amount in
            let place = try place(account, bucket, seq: seq)
            if tails[place].segment.isFull(for: seq) {
                if tails[place].isChanged { try write(tails[place]) }
                tails[place].segment = PostingSegment(first: seq, before: tails[place].segment.total)
            }
            tails[place].segment.append(seq: seq, record: record, amount: amount, bucket: bucket)
            if !tails[place].isChanged {
                tails[place].isChanged = true
                changed.append(place)
            }
        }
    }

    /// Where the last run of a sum stands in `tails`.
    @inline(__always)
    private func place(_ account: Int32, _ bucket: Int32, seq: Int64) throws -> Int {
        let number = Int(account)
        while latest.count <= number { latest.append((bucket: -1, place: 0)) }
        if latest[number].bucket == bucket { return latest[number].place }
        let key = Int64(account) << 32 | Int64(bucket)
        if let known = places[key] {
            latest[number] = (bucket, known)
            return known
        }
        if tails.count >= PostingTables.cacheLimit {
            try flush()
            tails = []
            places = [:]
            latest = Array(repeating: (bucket: -1, place: 0), count: latest.count)
        }
        let segment = try stored(account, bucket, known: .max) ?? PostingSegment(first: seq, before: 0)
        tails.append(Tail(account: account, bucket: bucket, segment: segment))
        places[key] = tails.count - 1
        latest[number] = (bucket, tails.count - 1)
        return tails.count - 1
    }

    /// The last run of a sum that begins at or before `known`.
    private func stored(_ account: Int32, _ bucket: Int32, known: Int64) throws -> PostingSegment? {
        let last = try last()
        defer { last.reset() }
        guard try last.bind(1, account).bind(2, bucket).bind(3, known).step() else { return nil }
        return try PostingSegment(
            first: last.int(0), before: PostingTables.join(last.int(1), last.int(2)), bytes: last.bytes(3),
            bucket: bucket)
    }

    /// Writes what `post` took: to be called before the transaction ends, and before anything is read.
    func flush() throws {
        while storedAccounts < chart.accounts.count {
            let account = chart.accounts[storedAccounts]
            try connection.statement("INSERT INTO accounts VALUES (?, ?, ?, ?)")
                .bind(1, Int64(storedAccounts)).bind(2, account.tally.name).bind(3, account.township)
                .bind(4, account.item).run()
            storedAccounts += 1
        }
        guard !changed.isEmpty else { return }
        // In the store's order, so that neighbours go to one page after the other.
        changed.sort { (tails[$0].account, tails[$0].bucket) < (tails[$1].account, tails[$1].bucket) }
        for place in changed {
            try write(tails[place])
            tails[place].isChanged = false
        }
        changed.removeAll(keepingCapacity: true)
    }

    private func write(_ tail: Tail) throws {
        let before = PostingTables.split(tail.segment.before)
        let store = try store()
        store.bind(1, tail.account).bind(2, tail.bucket).bind(3, tail.segment.first).bind(4, before.high)
        try store.bind(5, before.low).bind(6, blob: tail.segment.bytes).run()
    }

    /// The total of an account's postings in a bucket, by the first `known` events. O(log n).
    public func total(account: Int32, bucket: Int32, known: Int64) throws -> Int128 {
        try flush()
        let last = try last()
        defer { last.reset() }
        guard try last.bind(1, account).bind(2, bucket).bind(3, known).step() else { return 0 }
        return try PostingTables.total(
            first: last.int(0), before: PostingTables.join(last.int(1), last.int(2)), last.bytes(3), bucket, known)
    }

    /// A run's total by the first `known` events, one of which is the run's first.
    @inline(__always)
    private static func total(
        first: Int64, before: Int128, _ bytes: UnsafeBufferPointer<UInt8>, _ bucket: Int32, _ known: Int64
    ) throws -> Int128 {
        var total = before
        var entries = PostingEntries(first: first, before: before, bytes: bytes, bucket: bucket)
        while let entry = try entries.next(), entry.seq <= known { total = entry.total }
        return total
    }

    /// After so many runs of a day that don't tell its total, a search is cheaper than to go on.
    private static let patience = 4

    /// The total of an account's postings on the days `from … through` of one month, by the first `known` events.
    ///
    /// A search for each day would mostly find no postings or a single run. So the runs are gone through from the last day
    /// to the first, in the store's order: a day's total is told by its first run that begins at or before `known`. Where
    /// it has more runs than `patience` to be passed over, the day is searched for and the way taken up before it.
    /// - Complexity: O(days · log n) at worst, O(log n + days) where days have few runs.
    public func total(account: Int32, from: Int32, through: Int32, known: Int64) throws -> Int128 {
        try flush()
        let days = try days()
        defer { days.reset() }
        var sum: Int128 = 0
        var end = through
        search: while end >= from {
            days.reset()
            days.bind(1, account).bind(2, from).bind(3, end)
            // The day that the way is on, whether its total is told, and its runs that were passed over.
            var (day, isTold, passed) = (Int32(-1), false, 0)
            while try days.step() {
                let bucket = Int32(days.int(0))
                if bucket != day { (day, isTold, passed) = (bucket, false, 0) }
                let first = days.int(1)
                if !isTold, first <= known {
                    isTold = true
                    sum += try PostingTables.total(
                        first: first, before: PostingTables.join(days.int(2), days.int(3)), days.bytes(4), bucket,
                        known)
                    continue
                }
                passed += 1
                guard passed > PostingTables.patience else { continue }
                if !isTold { sum += try total(account: account, bucket: day, known: known) }
                end = day - 1
                continue search
            }
            break
        }
        return sum
    }

    /// Calls `body` with the postings of an account in the buckets `from … through`, of events after `after` and up to
    /// `known`, in order of (bucket, seq, record). O(log n + entries of the runs that hold them).
    func forEach(
        account: Int32, from: Int32, through: Int32, after: Int64 = 0, known: Int64,
        _ body: (_ bucket: Int32, _ entry: PostingEntry) throws -> Void
    ) throws {
        try flush()
        // One bucket's runs are looked for from the one in which `after` falls.
        let floor = from == through && after > 0 ? try start(account, from, after) : 0
        let rows = try connection.statement(
            """
            SELECT bucket, first, before_high, before_low, entries FROM postings
            WHERE account = ? AND bucket BETWEEN ? AND ? AND first BETWEEN ? AND ?
            """)
        defer { rows.reset() }
        rows.bind(1, account).bind(2, from).bind(3, through).bind(4, floor).bind(5, known)
        while try rows.step() {
            let bucket = Int32(rows.int(0))
            var entries = PostingEntries(
                first: rows.int(1), before: PostingTables.join(rows.int(2), rows.int(3)), bytes: rows.bytes(4),
                bucket: bucket)
            while let entry = try entries.next(), entry.seq <= known {
                if entry.seq > after { try body(bucket, entry) }
            }
        }
    }

    private func start(_ account: Int32, _ bucket: Int32, _ seq: Int64) throws -> Int64 {
        let last = try last()
        defer { last.reset() }
        return try last.bind(1, account).bind(2, bucket).bind(3, seq).step() ? last.int(0) : 0
    }

    /// Calls `body` with every posting in the store, in order of (account, bucket, seq, record).
    /// - Throws: `LedgerError.damaged` where runs overlap or are no runs.
    public static func forEachStored(
        _ connection: Connection, _ body: (_ account: Int32, _ bucket: Int32, _ entry: PostingEntry) throws -> Void
    ) throws {
        let rows = try connection.prepare(
            """
            SELECT account, bucket, first, before_high, before_low, entries FROM postings
            ORDER BY account, bucket, first
            """)
        var last: (account: Int32, bucket: Int32, seq: Int64) = (-1, -1, 0)
        while try rows.step() {
            let (account, bucket) = (Int32(truncatingIfNeeded: rows.int(0)), Int32(truncatingIfNeeded: rows.int(1)))
            var entries = PostingEntries(
                first: rows.int(2), before: join(rows.int(3), rows.int(4)), bytes: rows.bytes(5), bucket: bucket)
            // A search goes by `first`: a run must hold what its key says, and begin behind the run before it.
            guard let opening = try entries.next(), opening.seq == rows.int(2),
                (last.account, last.bucket) != (account, bucket) || opening.seq > last.seq
            else { throw LedgerError.damaged("postings: a run of account \(account) is not where it belongs") }
            var entry = opening
            while true {
                last = (account, bucket, entry.seq)
                try body(account, bucket, entry)
                guard let next = try entries.next() else { break }
                guard next.seq >= entry.seq else {
                    throw LedgerError.damaged("postings: a run of account \(account) goes back")
                }
                entry = next
            }
        }
    }

    private static let part: Int128 = 1_000_000_000_000_000_000

    static func split(_ value: Int128) -> (high: Int64, low: Int64) {
        if value.magnitude < part.magnitude { return (0, Int64(truncatingIfNeeded: value)) }
        return (Int64(value / part), Int64(value % part))
    }
    @inline(__always)
    static func join(_ high: Int64, _ low: Int64) -> Int128 {
        high == 0 ? Int128(low) : Int128(high) * part + Int128(low)
    }
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
    public func total(account: Int32, from: Int32, through: Int32) throws -> Int128 {
        try tables.total(account: account, from: from, through: through, known: known)
    }
}

extension Tally {
    /// The tally's name in the store, never changed once released.
    public var name: String { Tally.names[Int(rawValue)] }
    private static let names = allCases.map { String(describing: $0) }
    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    init?(name: String) {
        guard let tally = Tally.byName[name] else { return nil }
        self = tally
    }
}
