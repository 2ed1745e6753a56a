import Ledger
import Records

/// Everything that is derived from the events and kept in the ledger's file beside them: the register and the postings.
/// Folding an event into the books writes their rows in the transaction that is under way.
public final class Books {
    /// The tables of the books. `derived.size` is the number of events that they are true for.
    public static let schemas = [
        SQLiteEventLog.Schema(RecordTables.schema), SQLiteEventLog.Schema(PostingTables.schema),
        SQLiteEventLog.Schema(
            """
            CREATE TABLE derived (id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL) STRICT;
            INSERT INTO derived VALUES (1, 0);
            """),
    ]

    public let recorded: StoredRecords
    /// The number of events that are folded.
    public private(set) var size: Int64
    public let records: RecordTables
    private let connection: Connection
    private let index: RecordIndex
    let postings: PostingTables
    private let poster: Poster
    private var buffer: [Posting] = []

    /// Opens the books of a ledger.
    /// - Throws: `LedgerError.damaged` where they are true for another number of events than the log has.
    public convenience init(_ reader: LogReader) throws {
        try self.init(reader.connection)
        guard size == reader.size else {
            throw LedgerError.damaged("the derived tables stand at \(size) of \(reader.size) events")
        }
    }

    private init(_ connection: Connection) throws {
        self.connection = connection
        let row = try connection.statement("SELECT size FROM derived WHERE id = 1")
        size = try row.step() ? row.int(0) : -1
        row.reset()
        records = RecordTables(connection)
        index = try RecordIndex(lines: connection, tables: records)
        postings = try PostingTables(connection)
        poster = Poster(index: index, chart: postings.chart)
        recorded = StoredRecords(index: index, tables: records, connection: connection)
    }

    public var schemes: [AdoptedScheme] { index.schemes }

    /// Balances as the first `known` events make them.
    public func balances(known: Int64) -> StoredBalances { StoredBalances(postings, known: known) }

    /// Folds the next event, whose line is in the log already.
    public func fold(_ line: UnsafeBufferPointer<UInt8>, key: NaturalKey? = nil) throws {
        guard let event = CanonicalLine(line) else { throw LedgerError.damaged("event \(size + 1) is not canonical") }
        try poster.evolve(event, key: key, into: &buffer)
        try postings.post(buffer, seq: event.seq)
        size = event.seq
    }

    /// Notes how far the books are. To be called once before the transaction ends.
    func finish() throws {
        try connection.statement("UPDATE derived SET size = ? WHERE id = 1").bind(1, size).run()
    }

    /// Empties the books and folds every event anew, in the transaction that is under way.
    /// - Parameter progress: told the number of events folded, now and then.
    /// - Throws: `LedgerError.damaged` at the first event whose line is not the leaf that the tree has: figures are not
    ///   made from a line that somebody changed.
    static func rebuilt(_ writer: LogWriter, progress: @escaping (Int64) -> Void) throws -> Books {
        for table in PostingTables.names + RecordTables.names { try writer.connection.execute("DELETE FROM \(table)") }
        try writer.connection.execute("UPDATE derived SET size = 0")
        let books = try Books(writer.connection)
        try writer.forEachLine { seq, line in
            guard try writer.leafHash(seq) == MerkleTree.leaf(UnsafeRawBufferPointer(line)) else {
                throw LedgerError.damaged("event \(seq) was changed after it was recorded")
            }
            try books.fold(line)
            if seq % 4096 == 0 { progress(seq) }
        }
        try books.finish()
        return books
    }
}
