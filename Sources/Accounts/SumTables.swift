import Ledger

/// The sums of all accounts, by months and days, as they are kept in the ledger's file: derived from the events and in step
/// with them.
///
/// A row holds all sums of a bucket before some event, and how events changed them from there on (see `SumRun`), so that all
/// of them as known at any size are one look-up: the last run that begins at or before that size. A month's bucket has the
/// sums of every account, a day's those of the accounts that are kept by days.
public final class SumTables {
    public static let schema = """
        CREATE TABLE sums (
          place INTEGER PRIMARY KEY, before BLOB NOT NULL, changes BLOB NOT NULL
        ) STRICT;
        """
    public static let name = "sums"

    private let connection: Connection
    let chart: Chart
    /// The last runs of the buckets that were posted to lately. Those in `changed` are newer than the store has them.
    private var tails: [Tail] = []
    private var places: [Int32: Int] = [:]
    private var changed: [Int] = []
    /// The bucket posted to last, and where its run stands in `tails`.
    private var latest: (bucket: Int32, place: Int) = (-1, 0)
    private let rows: RowInsertion
    private let last: LazyStatement

    private struct Tail {
        let bucket: Int32
        var run: SumRun
        var isChanged = false
    }

    /// How many runs are held in memory, of some 4 kB, before they are looked up afresh.
    private static let cacheLimit = 2_048

    init(_ connection: Connection, chart: Chart) {
        self.connection = connection
        self.chart = chart
        rows = RowInsertion(connection, into: "sums(place, before, changes)", columns: 3, replacing: true)
        last = LazyStatement(
            connection,
            "SELECT place, before, changes FROM sums WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1")
    }

    /// A row's id: the bucket in the upper bits, the first event of the run in the lower 32.
    private static func place(_ bucket: Int32, _ seq: Int64) -> Int64 {
        Int64(bucket) << 32 | max(0, min(seq, Int64(UInt32.max)))
    }

    /// What an event's postings add to each sum, none of them 0, each (bucket, account) once.
    /// - Parameter postings: in order of (account, day, record).
    @inline(__always)
    static func changes(
        _ postings: ArraySlice<Posting>, chart: Chart,
        _ change: (_ bucket: Int32, _ account: Int32, _ amount: Int128) throws -> Void
    ) rethrows {
        var index = postings.startIndex
        while index < postings.endIndex {
            // All of one account and month: its days' sums, then the month's.
            let (account, month) = (postings[index].account, postings[index].day.month)
            let isMonthly = chart.isMonthly(account)
            var net: Int128 = 0
            while index < postings.endIndex, postings[index].account == account, postings[index].day.month == month {
                let day = postings[index].day
                var amount: Int128 = 0
                while index < postings.endIndex, postings[index].account == account, postings[index].day == day {
                    amount += Int128(postings[index].amount)
                    index += 1
                }
                net += amount
                if !isMonthly, amount != 0 { try change(Bucket.day(day), account, amount) }
            }
            if net != 0 { try change(Bucket.month(month), account, net) }
        }
    }

    /// Takes an event's postings. They are in the store after `flush`.
    func post(_ postings: ArraySlice<Posting>, seq: Int64) throws {
        try SumTables.changes(postings, chart: chart) { bucket, account, amount in
            let place = try tail(of: bucket, seq: seq)
            if tails[place].run.isFull(for: seq) {
                if tails[place].isChanged { try write([place]) }
                tails[place].run = SumRun(first: seq, sums: tails[place].run.sums)
            }
            tails[place].run.append(seq: seq, account: account, amount: amount)
            if !tails[place].isChanged {
                tails[place].isChanged = true
                changed.append(place)
            }
        }
    }

    /// Where the last run of a bucket stands in `tails`.
    private func tail(of bucket: Int32, seq: Int64) throws -> Int {
        if latest.bucket == bucket { return latest.place }
        let place = try places[bucket] ?? load(bucket, seq: seq)
        latest = (bucket, place)
        return place
    }

    /// Brings the last run of a bucket into `tails`, or begins one.
    private func load(_ bucket: Int32, seq: Int64) throws -> Int {
        if tails.count >= SumTables.cacheLimit {
            try flush()
            tails = []
            places = [:]
        }
        let row = try last()
        defer { row.reset() }
        row.bind(1, SumTables.place(bucket, 0)).bind(2, SumTables.place(bucket, .max))
        let run =
            try row.step()
            ? SumRun(
                first: SumTables.first(row), before: row.bytes(1), changes: row.bytes(2), accounts: chart.accounts.count
            )
            : SumRun(first: seq, sums: [])
        tails.append(Tail(bucket: bucket, run: run))
        places[bucket] = tails.count - 1
        return tails.count - 1
    }

    /// Writes what `post` took: to be called before the transaction ends, and before anything is read.
    func flush() throws {
        guard !changed.isEmpty else { return }
        // In the store's order, so that neighbours go to one page after the other.
        changed.sort { tails[$0].bucket < tails[$1].bucket }
        try write(changed)
        for place in changed { tails[place].isChanged = false }
        changed.removeAll(keepingCapacity: true)
    }

    private func write(_ places: [Int]) throws {
        try rows.insert(places.count) { row, statement, at in
            let tail = tails[places[row]]
            statement.bind(at, SumTables.place(tail.bucket, tail.run.first)).bind(at + 1, blob: tail.run.before)
                .bind(at + 2, blob: tail.run.changes)
        }
    }

    /// The first event of a row's run.
    private static func first(_ row: SQLStatement) -> Int64 { row.int(0) & Int64(UInt32.max) }

    // MARK: - Reading

    /// The sums of a bucket by account, by the first `known` events.
    /// - Throws: `LedgerError.damaged`.
    /// - Complexity: O(log(runs) + accounts + the length of one run).
    func sums(_ bucket: Int32, known: Int64) throws -> [Int128] {
        var sums = [Int128](repeating: 0, count: chart.accounts.count)
        try add(bucket, known: known, to: &sums)
        return sums
    }

    /// Adds the sums of a bucket to others, one for each account.
    /// - Throws: as `sums`.
    /// - Complexity: as `sums`.
    func add(_ bucket: Int32, known: Int64, to sums: inout [Int128]) throws {
        try flush()
        let row = try last()
        defer { row.reset() }
        guard try row.bind(1, SumTables.place(bucket, 0)).bind(2, SumTables.place(bucket, known)).step() else { return }
        try sums.withUnsafeMutableBufferPointer { sums in
            try SumRun.add(row.bytes(1), to: sums)
            var walk = SumChanges(first: SumTables.first(row), row.bytes(2), accounts: sums.count)
            while let change = try walk.next(), change.seq <= known { sums[Int(change.account)] &+= change.amount }
        }
    }

    /// Calls `body` with the changes of a bucket's sums by events after `after` and up to `known`, in order of (seq,
    /// account). O(log(runs) + changes of the runs that hold them).
    func forEachChange(
        _ bucket: Int32, after: Int64, known: Int64, _ body: (SumChange) throws -> Void
    ) throws {
        try flush()
        let start = try first(bucket, after)
        let rows = try connection.statement(
            "SELECT place, changes FROM sums WHERE place BETWEEN ? AND ? ORDER BY place")
        defer { rows.reset() }
        rows.bind(1, start).bind(2, SumTables.place(bucket, known))
        while try rows.step() {
            var walk = SumChanges(first: SumTables.first(rows), rows.bytes(1), accounts: chart.accounts.count)
            while let change = try walk.next(), change.seq <= known {
                if change.seq > after { try body(change) }
            }
        }
    }

    /// The run of a bucket in which an event falls, or would.
    private func first(_ bucket: Int32, _ seq: Int64) throws -> Int64 {
        let row = try last()
        defer { row.reset() }
        row.bind(1, SumTables.place(bucket, 0)).bind(2, SumTables.place(bucket, seq))
        return try row.step() ? row.int(0) : SumTables.place(bucket, 0)
    }

    /// Calls `body` with every change in the store and the sum after it, in order of (bucket, seq, account).
    /// - Throws: `LedgerError.damaged` where runs overlap, are no runs, or do not begin with the sums that the ones before
    ///   them end with.
    static func forEachStored(
        _ connection: Connection, _ body: (_ bucket: Int32, _ change: SumChange, _ sum: Int128) throws -> Void
    ) throws {
        let count = try connection.prepare("SELECT count(*) FROM accounts")
        let accounts = try count.step() ? Int(count.int(0)) : 0
        let rows = try connection.prepare("SELECT place, before, changes FROM sums ORDER BY place")
        var (bucket, end): (Int32, Int64) = (-1, 0)
        var sums: [Int128] = []
        while try rows.step() {
            let first = SumTables.first(rows)
            let wrong = LedgerError.damaged("sums: the run of \(rows.int(0) >> 32) at \(first) is not where it belongs")
            guard let here = Int32(exactly: rows.int(0) >> 32) else { throw wrong }
            if here != bucket { (bucket, end, sums) = (here, 0, []) }
            var walk = SumChanges(first: first, rows.bytes(2), accounts: accounts)
            guard rows.bytes(1).elementsEqual(SumRun(first: first, sums: sums).before), let opening = try walk.next(),
                opening.seq == first, first > end
            else { throw wrong }
            var change = opening
            var account: Int32 = -1
            while true {
                guard change.seq > end || change.seq == end && change.account > account else { throw wrong }
                (end, account) = (change.seq, change.account)
                while sums.count <= Int(account) { sums.append(0) }
                sums[Int(account)] &+= change.amount
                try body(bucket, change, sums[Int(account)])
                guard let next = try walk.next() else { break }
                change = next
            }
        }
    }
}
