import Ledger

/// Takes note of what folding an event changes in the register.
public protocol RecordRows: AnyObject {
    /// The event at `seq` has this id.
    func insert(id: CanonicalLine.Value, seq: Int64) throws
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
    /// `type` is `EventType.code`; `note` is 1 for a trade record with exports, else 0.
    public static let schema = """
        CREATE TABLE event_ids (id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE live (
          subject TEXT NOT NULL, type INTEGER NOT NULL, detail TEXT NOT NULL,
          seq INTEGER NOT NULL, note INTEGER NOT NULL,
          PRIMARY KEY (subject, type, detail)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX live_investments ON live(detail) WHERE type = 10;
        CREATE INDEX live_closings ON live(seq) WHERE type = 17;
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
    public static let names = ["event_ids", "live", "former", "alterations", "schemes"]

    private let connection: Connection
    private lazy var insertID = prepared("INSERT INTO event_ids(id, seq) VALUES (?, ?)")
    private lazy var findID = prepared("SELECT seq FROM event_ids WHERE id = ?")
    private lazy var insertLive = prepared(
        "INSERT INTO live(subject, type, detail, seq, note) VALUES (?, ?, ?, ?, ?)")
    private lazy var deleteLive = prepared("DELETE FROM live WHERE subject = ? AND type = ? AND detail = ?")
    private lazy var findLive = prepared("SELECT seq FROM live WHERE subject = ? AND type = ? AND detail = ?")
    private lazy var findApproval = prepared("SELECT seq FROM live WHERE type = 10 AND detail = ?")
    private lazy var findBelongings = prepared("SELECT seq FROM live WHERE subject = ? AND type IN (2, 3)")
    private lazy var findTrade = prepared(
        "SELECT detail, seq, note FROM live WHERE subject = ? AND type = 4 AND detail BETWEEN ? AND ?")
    private lazy var findReport = prepared("SELECT seq FROM live WHERE subject = ? AND type IN (13, 14)")
    private lazy var findNaming = prepared(
        "SELECT seq FROM live WHERE subject = ? AND type BETWEEN ? AND ? ORDER BY seq")
    private lazy var findInvestments = prepared("SELECT seq FROM live WHERE type = 10 ORDER BY seq")
    private lazy var insertFormer = prepared(
        "INSERT INTO former(subject, seq, until, type, detail) VALUES (?, ?, ?, ?, ?)")
    private lazy var insertAlteration = prepared("INSERT INTO alterations(record, seq, ends) VALUES (?, ?, ?)")
    private lazy var findAlterations = prepared("SELECT seq, ends FROM alterations WHERE record = ? ORDER BY seq")

    public init(_ connection: Connection) { self.connection = connection }

    private func prepared(_ sql: String) -> Lazily { Lazily(connection, sql) }

    /// A statement that is prepared when it is first used, so that a question pays only for what it asks.
    private final class Lazily {
        private let connection: Connection
        private let sql: String
        private var made: SQLStatement?
        init(_ connection: Connection, _ sql: String) {
            self.connection = connection
            self.sql = sql
        }
        func callAsFunction() throws -> SQLStatement {
            if let made {
                made.reset()
                return made
            }
            let statement = try connection.prepare(sql)
            made = statement
            return statement
        }
    }

    // MARK: - Reading

    func event(id: String) throws -> Int64? { try first(findID().bind(1, id)) }

    func holder(of key: NaturalKey) throws -> Int64? {
        if key.type == .investmentApproved { return try first(findApproval().bind(1, key.detail)) }
        return try first(findLive().bind(1, key.subject).bind(2, key.type.code).bind(3, key.detail))
    }

    /// Its registration and relocations.
    func belongings(of enterprise: String) throws -> [Int64] { try all(findBelongings().bind(1, enterprise)) }

    func trade(of enterprise: String, year: Int) throws -> [(month: Int, seq: Int64, hasExports: Bool)] {
        let year = CivilMonth(trusted: Int32(year * 100 + 1)).description.prefix(4)
        let rows = try findTrade().bind(1, enterprise).bind(2, year + "-01").bind(3, year + "-12")
        defer { rows.reset() }
        var found: [(month: Int, seq: Int64, hasExports: Bool)] = []
        while try rows.step() {
            guard let month = CivilMonth(rows.text(0)) else { throw LedgerError.damaged("live: month \(rows.text(0))") }
            found.append((month.monthOfYear, rows.int(1), rows.int(2) == 1))
        }
        return found
    }

    /// Its submission and adoptions.
    func report(_ number: String) throws -> [Int64] { try all(findReport().bind(1, number)) }

    func naming(enterprise: String) throws -> [Int64] {
        // Types 3–12 belong to enterprises, except the two of townships: 6 and 7.
        try all(findNaming().bind(1, enterprise).bind(2, Int64(3)).bind(3, Int64(5)))
            + all(findNaming().bind(1, enterprise).bind(2, Int64(8)).bind(3, Int64(12)))
    }

    func naming(report: String) throws -> [Int64] {
        try all(findNaming().bind(1, report).bind(2, Int64(14)).bind(3, Int64(14)))
    }

    func investments() throws -> [Int64] { try all(findInvestments()) }

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
        try all(connection.statement("SELECT seq FROM live WHERE type = 17 ORDER BY seq"))
    }

    /// The positions of the records that a subject ever had a part in, oldest first: live ones and former ones.
    public func records(of subject: String) throws -> [Int64] {
        let rows = try connection.statement(
            "SELECT seq FROM live WHERE subject = ?1 UNION SELECT seq FROM former WHERE subject = ?1 ORDER BY seq")
        return try all(rows.bind(1, subject))
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

    public func insert(id: CanonicalLine.Value, seq: Int64) throws {
        try insertID().bind(1, borrowed: id.bytes).bind(2, seq).run()
    }

    public func attach(_ live: LiveFacts, key: NaturalKey) throws {
        try insertLive().bind(1, key.subject).bind(2, key.type.code).bind(3, key.detail).bind(4, live.seq)
            .bind(5, RecordTables.note(live)).run()
        if case .scheme = live.facts {
            try connection.statement("INSERT INTO schemes(seq) VALUES (?)").bind(1, live.seq).run()
        }
    }

    public func detach(_ live: LiveFacts, key: NaturalKey, until: Int64) throws {
        try deleteLive().bind(1, key.subject).bind(2, key.type.code).bind(3, key.detail).run()
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
