import Ledger

/// Takes note of what folding an event changes in the register.
public protocol RecordRows: AnyObject {
    /// The event at `seq` has this id.
    func insert(id: UnsafeBufferPointer<UInt8>, seq: Int64) throws
    /// A live record holds a natural key.
    func attach(_ live: LiveFacts, key: NaturalKey) throws
    /// A record holds a natural key no more, from the event at `until` on.
    func detach(_ live: LiveFacts, key: NaturalKey, until: Int64) throws
    /// The event at `seq` corrects a record, or ends it.
    func alter(_ record: Int64, by seq: Int64, ends: Bool) throws
}

/// The register as it is kept in the ledger's file, derived from the events and in step with them: it can be dropped and
/// rebuilt at any time. Readable in the sqlite3 shell.
public final class RecordTables: RecordRows {
    /// `key` is a natural key as stored (see `NaturalKey`); `note` is 1 for a trade record with exports, else 0; `type`
    /// is `EventType.code`. Approvals have a table of their own, since their numbers are unique whatever the enterprise.
    public static let schema = """
        CREATE TABLE event_ids (id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE live (
          key TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, note INTEGER NOT NULL
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE approvals (approval_no TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE closings (seq INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE former (
          subject TEXT NOT NULL, seq INTEGER NOT NULL, until INTEGER NOT NULL,
          type INTEGER NOT NULL, detail TEXT NOT NULL,
          PRIMARY KEY (subject, seq, until)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE alterations (
          record INTEGER NOT NULL, seq INTEGER NOT NULL, ends INTEGER NOT NULL,
          PRIMARY KEY (record, seq)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE schemes (seq INTEGER PRIMARY KEY) STRICT;
        """
    /// Every table of the schema, in the order in which a rebuild empties them.
    public static let names = ["event_ids", "live", "approvals", "closings", "former", "alterations", "schemes"]

    private let connection: Connection
    private lazy var insertIDs = RowInsertion(connection, into: "event_ids(id, seq)", columns: 2)
    private lazy var findID = prepared("SELECT seq FROM event_ids WHERE id = ?")
    private lazy var insertLive = RowInsertion(connection, into: "live(key, seq, note)", columns: 3)
    private lazy var deleteLive = prepared("DELETE FROM live WHERE key = ?")
    private lazy var findLive = prepared("SELECT seq FROM live WHERE key = ?")
    private lazy var findOf = prepared("SELECT key, seq, note FROM live WHERE key > ? AND key < ?")
    private lazy var nextYear = prepared("SELECT substr(min(key), 1, 4) FROM live WHERE key >= ?")
    private lazy var findApproval = prepared("SELECT seq FROM approvals WHERE approval_no = ?")
    /// The years that keys name, 0 among them; nil until they are asked for.
    private var knownYears: [Int32]?
    private var key: [UInt8] = []
    private lazy var insertFormer = prepared(
        "INSERT INTO former(subject, seq, until, type, detail) VALUES (?, ?, ?, ?, ?)")
    private lazy var insertAlteration = prepared("INSERT INTO alterations(record, seq, ends) VALUES (?, ?, ?)")
    private lazy var findAlterations = prepared("SELECT seq, ends FROM alterations WHERE record = ? ORDER BY seq")

    public init(_ connection: Connection) { self.connection = connection }

    private func prepared(_ sql: String) -> LazyStatement { LazyStatement(connection, sql) }

    // MARK: - Reading

    /// Prepares what `event(id:)` needs.
    public func prepare() throws { _ = try findID() }

    public func event(id: String) throws -> Int64? { try first(findID().bind(1, id)) }

    func holder(of key: NaturalKey) throws -> Int64? {
        if key.type == .investmentApproved { return try first(findApproval().bind(1, key.detail)) }
        return try stored(key) { try first(findLive().bind(1, borrowed: $0)) }
    }

    /// Calls `body` with a key as it is stored.
    private func stored<Result>(
        _ key: NaturalKey, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        self.key.removeAll(keepingCapacity: true)
        key.appendStored(to: &self.key)
        return try self.key.withUnsafeBufferPointer(body)
    }

    /// The years that keys name. O(years · log n).
    private func years() throws -> [Int32] {
        if let knownYears { return knownYears }
        var years: [Int32] = []
        // Behind 9999, the calendar's last year, there is none to look for: five digits would sort before four.
        while (years.last ?? 0) < 9999 {
            let rows = try nextYear().bind(1, years.last.map { NaturalKey.yearText($0 + 1) } ?? "")
            defer { rows.reset() }
            guard try rows.step(), let year = Int32(rows.text(0)) else { break }
            years.append(year)
        }
        knownYears = years
        return years
    }

    /// Calls `body` with the live records that a subject has in a year, in order of type and detail.
    private func forEach(
        of subject: String, year: Int32,
        _ body: (_ type: Int, _ detail: UnsafeBufferPointer<UInt8>, _ seq: Int64, _ note: Int64) throws -> Void
    ) throws {
        var from: [UInt8] = []
        NaturalKey.appendPrefix(year: year, subject: subject, to: &from)
        var to = from
        to[to.count - 1] += 1
        let rows = try findOf()
        defer { rows.reset() }
        from.withUnsafeBufferPointer { _ = rows.bind(1, text: $0) }
        to.withUnsafeBufferPointer { _ = rows.bind(2, text: $0) }
        while try rows.step() {
            let key = rows.bytes(0)
            guard key.count >= from.count + 3 else { throw LedgerError.damaged("live: key \(rows.text(0))") }
            let type = Int(key[from.count]) * 10 + Int(key[from.count + 1]) - 0x30 * 11
            let detail = UnsafeBufferPointer(rebasing: key[(from.count + 3)...])
            try body(type, detail, rows.int(1), rows.int(2))
        }
    }

    /// The positions of a subject's live records of some types, in order.
    private func live(
        _ subject: String, types: ClosedRange<Int>, in years: [Int32]? = nil,
        where isWanted: (_ type: Int) -> Bool = { _ in true }
    ) throws -> [Int64] {
        var found: [Int64] = []
        for year in try years ?? self.years() {
            try forEach(of: subject, year: year) { type, _, seq, _ in
                if types.contains(type), isWanted(type) { found.append(seq) }
            }
        }
        return found.sorted()
    }

    /// Its registration and relocations.
    func belongings(of enterprise: String) throws -> [Int64] { try live(enterprise, types: 2...3, in: [0]) }

    func trade(of enterprise: String, year: Int) throws -> [(month: Int, seq: Int64, hasExports: Bool)] {
        var found: [(month: Int, seq: Int64, hasExports: Bool)] = []
        try forEach(of: enterprise, year: Int32(year)) { type, detail, seq, note in
            guard type == 4 else { return }
            guard let month = CivilMonth(String(decoding: detail, as: UTF8.self)) else {
                throw LedgerError.damaged("live: a month of \(enterprise)")
            }
            found.append((month.monthOfYear, seq, note == 1))
        }
        return found
    }

    /// Its submission and adoptions.
    func report(_ number: String) throws -> [Int64] { try live(number, types: 13...14, in: [0]) }

    /// The records whose sums go with the enterprise from township to township.
    func following(enterprise: String) throws -> [Int64] {
        // Types 3–12 belong to enterprises, except the two of townships, 6 and 7, whose subjects are no enterprises.
        try live(enterprise, types: 3...12)
    }

    func naming(enterprise: String) throws -> [Int64] {
        try (following(enterprise: enterprise) + live(of: enterprise, Catalog.ofEnterprises)).sorted()
    }

    /// The positions of a subject's live records of some types, in order.
    func live(of subject: String, _ types: Set<EventType>) throws -> [Int64] {
        let codes = Set(types.map { Int($0.code) })
        guard let first = codes.min(), let last = codes.max() else { return [] }
        return try live(subject, types: first...last) { codes.contains($0) }
    }

    func naming(report: String) throws -> [Int64] { try live(report, types: 14...14, in: [0]) }

    func investments() throws -> [Int64] {
        try all(connection.statement("SELECT seq FROM approvals ORDER BY seq"))
    }

    func alteration(of record: Int64) throws -> Alteration {
        let rows = try findAlterations().bind(1, record)
        defer { rows.reset() }
        var alteration = Alteration()
        while try rows.step() {
            if rows.int(1) == 1 { alteration.ended = rows.int(0) } else { alteration.latest = rows.int(0) }
        }
        return alteration
    }

    /// The positions of the corrections of a record, oldest first, and of its retraction.
    public func alterations(of record: Int64) throws -> (corrections: [Int64], ended: Int64?) {
        let rows = try findAlterations().bind(1, record)
        defer { rows.reset() }
        var corrections: [Int64] = []
        var ended: Int64?
        while try rows.step() {
            if rows.int(1) == 1 { ended = rows.int(0) } else { corrections.append(rows.int(0)) }
        }
        return (corrections, ended)
    }

    func schemes() throws -> [(seq: Int64, ended: Int64?)] {
        try all(connection.statement("SELECT seq FROM schemes ORDER BY seq")).map {
            ($0, try alterations(of: $0).ended)
        }
    }

    /// The opening positions of the live closings, oldest first.
    public func closings() throws -> [Int64] {
        try all(connection.statement("SELECT seq FROM closings ORDER BY seq"))
    }

    /// The positions of the records that a subject ever had a part in, oldest first: live ones and former ones.
    public func records(of subject: String) throws -> [Int64] {
        let former = try connection.statement("SELECT DISTINCT seq FROM former WHERE subject = ?").bind(1, subject)
        return try Set(live(subject, types: 0...99) + all(former)).sorted()
    }

    /// The positions of the registrations and relocations that an enterprise ever had, live ones and former ones.
    public func belongings(ever enterprise: String) throws -> [Int64] {
        let former = try connection.statement(
            "SELECT DISTINCT seq FROM former WHERE subject = ? AND type BETWEEN 2 AND 3"
        ).bind(1, enterprise)
        return try Set(belongings(of: enterprise) + all(former)).sorted()
    }

    private func first(_ rows: SQLStatement) throws -> Int64? {
        defer { rows.reset() }
        return try rows.step() ? rows.int(0) : nil
    }
    private func all(_ rows: SQLStatement) throws -> [Int64] {
        defer { rows.reset() }
        var found: [Int64] = []
        while try rows.step() { found.append(rows.int(0)) }
        return found
    }

    // MARK: - Writing

    public func insert(id: UnsafeBufferPointer<UInt8>, seq: Int64) throws {
        try insertIDs.insert(1) { _, statement, at in statement.bind(at, borrowed: id).bind(at + 1, seq) }
    }

    /// Notes the ids of several events, one behind the other.
    /// - Parameters:
    ///   - first: the position of the first of them.
    ///   - id: gives an id by its place among them; its memory lives until this returns.
    public func insertIDs(_ count: Int, from first: Int64, _ id: (_ place: Int) -> UnsafeBufferPointer<UInt8>) throws {
        try insertIDs.insert(count) { place, statement, at in
            statement.bind(at, borrowed: id(place)).bind(at + 1, first + Int64(place))
        }
    }

    /// A live record as its row has it.
    public struct LiveRow: Sendable {
        /// The bytes of its natural key, among those of other rows.
        public let key: Range<Int>
        public let seq: Int64
        public let note: Int64

        /// - Parameter keys: gets the bytes of the key at its end.
        /// - Returns: nil for a record that has a row in another table too.
        public init?(_ live: LiveFacts, key: NaturalKey, keys: inout [UInt8]) {
            switch live.facts {
            case .scheme, .monthClosed, .investment: return nil
            default: break
            }
            let start = keys.count
            key.appendStored(to: &keys)
            self.key = start..<keys.count
            seq = live.seq
            note = RecordTables.note(live)
        }
    }

    /// Attaches several records: as `attach` does one by one.
    public func attach(_ rows: [LiveRow], keys: UnsafeBufferPointer<UInt8>) throws {
        try insertLive.insert(rows.count) { place, statement, at in
            let row = rows[place]
            statement.bind(at, borrowed: UnsafeBufferPointer(rebasing: keys[row.key])).bind(at + 1, row.seq)
                .bind(at + 2, row.note)
        }
        // A year that none of the keys had may be among these.
        knownYears = nil
    }

    public func attach(_ live: LiveFacts, key: NaturalKey) throws {
        try stored(key) { key in
            try insertLive.insert(1) { _, statement, at in
                statement.bind(at, borrowed: key).bind(at + 1, live.seq).bind(at + 2, RecordTables.note(live))
            }
        }
        switch live.facts {
        case .scheme: try connection.statement("INSERT INTO schemes(seq) VALUES (?)").bind(1, live.seq).run()
        case .monthClosed: try connection.statement("INSERT INTO closings(seq) VALUES (?)").bind(1, live.seq).run()
        case .investment:
            try connection.statement("INSERT INTO approvals(approval_no, seq) VALUES (?, ?)").bind(1, key.detail)
                .bind(2, live.seq).run()
        default: break
        }
        if let years = knownYears, !years.contains(key.year) { knownYears = nil }
    }

    public func detach(_ live: LiveFacts, key: NaturalKey, until: Int64) throws {
        try stored(key) { try deleteLive().bind(1, borrowed: $0).run() }
        switch live.facts {
        case .monthClosed: try connection.statement("DELETE FROM closings WHERE seq = ?").bind(1, live.seq).run()
        case .investment:
            try connection.statement("DELETE FROM approvals WHERE approval_no = ?").bind(1, key.detail).run()
        default: break
        }
        try insertFormer().bind(1, key.subject).bind(2, live.seq).bind(3, until).bind(4, key.type.code)
            .bind(5, key.detail).run()
    }

    public func alter(_ record: Int64, by seq: Int64, ends: Bool) throws {
        try insertAlteration().bind(1, record).bind(2, seq).bind(3, Int64(ends ? 1 : 0)).run()
    }

    /// The column `note`: 1 for a trade record with exports, else 0.
    public static func note(_ live: LiveFacts) -> Int64 {
        if case .trade(_, let exports, _, _, _) = live.facts, exports > 0 { return 1 }
        return 0
    }
}
