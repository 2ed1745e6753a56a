import Ledger

/// Postings as they are kept in the ledger's file, by account and day: derived from the events and in step with them. They
/// are the evidence for a sum; the sums themselves stand in `SumTables`.
///
/// A row holds a run of postings of one account and day (see `PostingSegment`).
public final class PostingTables {
    public static let schema = """
        CREATE TABLE accounts (
          account INTEGER PRIMARY KEY, tally TEXT NOT NULL, township TEXT NOT NULL, item TEXT NOT NULL,
          UNIQUE (tally, township, item)
        ) STRICT;
        CREATE TABLE postings (
          account INTEGER NOT NULL, day INTEGER NOT NULL, first INTEGER NOT NULL, entries BLOB NOT NULL,
          PRIMARY KEY (account, day, first)
        ) WITHOUT ROWID, STRICT;
        """
    public static let names = ["postings", "accounts"]

    let connection: Connection
    public let chart = Chart()
    private var storedAccounts = 0
    /// The last runs of the days that were posted to lately. Those in `changed` are newer than the store has them.
    private var tails: [Tail] = []
    private var places: [Int64: Int] = [:]
    private var changed: [Int] = []
    /// By account: the day posted to last, and where its run stands in `tails`. A month's figures come together.
    private var latest: [(day: Int32, place: Int)] = []
    private let rows: RowInsertion
    private let last: LazyStatement
    /// Memory that `summary` uses again and again.
    var room: [Opening] = []

    private struct Tail {
        let account: Int32
        let day: Int32
        var segment: PostingSegment
        var isChanged = false
    }

    /// How many runs are held in memory, of about 1 kB, before they are looked up afresh.
    private static let cacheLimit = 16_384

    /// - Complexity: O(accounts).
    public init(_ connection: Connection) throws {
        self.connection = connection
        rows = RowInsertion(connection, into: "postings", columns: 4, replacing: true)
        last = LazyStatement(
            connection,
            """
            SELECT first, entries FROM postings
            WHERE account = ? AND day = ? AND first <= ? ORDER BY first DESC LIMIT 1
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

    /// Opens the next account.
    func open(_ account: Account) { _ = chart.number(account.tally, account.township, item: account.item) }

    /// Takes an event's postings. They are in the store after `flush`.
    public func post(_ postings: ArraySlice<Posting>, seq: Int64) throws {
        for posting in postings {
            let place = try place(posting.account, posting.day.number, seq: seq)
            if tails[place].segment.isFull(for: seq) {
                if tails[place].isChanged { try write([place]) }
                tails[place].segment = PostingSegment(first: seq)
            }
            tails[place].segment.append(seq: seq, record: posting.record, amount: posting.amount)
            if !tails[place].isChanged {
                tails[place].isChanged = true
                changed.append(place)
            }
        }
    }

    /// An account's day as one number, in the store's order.
    @inline(__always)
    private static func key(_ account: Int32, _ day: Int32) -> Int64 { Int64(account) << 32 | Int64(day) }

    /// Where the last run of an account's day stands in `tails`.
    @inline(__always)
    private func place(_ account: Int32, _ day: Int32, seq: Int64) throws -> Int {
        let number = Int(account)
        while latest.count <= number { latest.append((day: -1, place: 0)) }
        if latest[number].day == day { return latest[number].place }
        let key = PostingTables.key(account, day)
        if let known = places[key] {
            latest[number] = (day, known)
            return known
        }
        if tails.count >= PostingTables.cacheLimit {
            try flush()
            tails = []
            places = [:]
            latest = Array(repeating: (day: -1, place: 0), count: latest.count)
        }
        let segment = try stored(account, day) ?? PostingSegment(first: seq)
        tails.append(Tail(account: account, day: day, segment: segment))
        places[key] = tails.count - 1
        latest[number] = (day, tails.count - 1)
        return tails.count - 1
    }

    /// The last run of an account's day.
    private func stored(_ account: Int32, _ day: Int32) throws -> PostingSegment? {
        let last = try last()
        defer { last.reset() }
        guard try last.bind(1, account).bind(2, day).bind(3, Int64.max).step() else { return nil }
        return try PostingSegment(first: last.int(0), bytes: last.bytes(1))
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
        let keys = changed.map { (key: PostingTables.key(tails[$0].account, tails[$0].day), place: $0) }
        try write(keys.sorted { $0.key < $1.key }.map(\.place))
        for place in changed { tails[place].isChanged = false }
        changed.removeAll(keepingCapacity: true)
    }

    private func write(_ places: [Int]) throws {
        try rows.insert(places.count) { row, statement, at in
            let tail = tails[places[row]]
            statement.bind(at, tail.account).bind(at + 1, tail.day).bind(at + 2, tail.segment.first)
                .bind(at + 3, blob: tail.segment.bytes)
        }
    }

    /// Calls `body` with the postings of an account on the days `from … through`, of events up to `known`, in order of
    /// (day, seq, record). O(log n + entries of the runs that hold them).
    func forEach(
        account: Int32, from: CivilDate, through: CivilDate, known: Int64, _ body: (PostingEntry) throws -> Void
    ) throws {
        try flush()
        let rows = try connection.statement(
            "SELECT first, entries FROM postings WHERE account = ? AND day BETWEEN ? AND ? AND first <= ?")
        defer { rows.reset() }
        rows.bind(1, account).bind(2, from.number).bind(3, through.number).bind(4, known)
        while try rows.step() {
            var entries = PostingEntries(first: rows.int(0), bytes: rows.bytes(1))
            while let entry = try entries.next(), entry.seq <= known { try body(entry) }
        }
    }

    /// Calls `body` with every posting in the store, in order of (account, day, seq, record).
    /// - Throws: `LedgerError.damaged` where runs overlap or are no runs.
    public static func forEachStored(
        _ connection: Connection, _ body: (_ account: Int32, _ day: Int32, _ entry: PostingEntry) throws -> Void
    ) throws {
        let rows = try connection.prepare(
            "SELECT account, day, first, entries FROM postings ORDER BY account, day, first")
        var last: (account: Int32, day: Int32, seq: Int64) = (-1, -1, 0)
        while try rows.step() {
            let (account, day) = (Int32(truncatingIfNeeded: rows.int(0)), Int32(truncatingIfNeeded: rows.int(1)))
            var entries = PostingEntries(first: rows.int(2), bytes: rows.bytes(3))
            // A search goes by `first`: a run must hold what its key says, and begin behind the run before it.
            guard let opening = try entries.next(), opening.seq == rows.int(2),
                (last.account, last.day) != (account, day) || opening.seq > last.seq
            else { throw LedgerError.damaged("postings: a run of account \(account) is not where it belongs") }
            var entry = opening
            while true {
                last = (account, day, entry.seq)
                try body(account, day, entry)
                guard let next = try entries.next() else { break }
                guard next.seq >= entry.seq else {
                    throw LedgerError.damaged("postings: a run of account \(account) goes back")
                }
                entry = next
            }
        }
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
