import Ledger
import Records

/// Everything that is derived from the events and kept in the ledger's file beside them: the register and the postings.
/// Folding an event into the books writes their rows in the transaction that is under way.
public final class Books {
    /// The tables of the books.
    public static let schemas = [
        SQLiteEventLog.Schema(RecordTables.schema), SQLiteEventLog.Schema(PostingTables.schema),
        SQLiteEventLog.Schema(SumTables.schema),
    ]
    /// The names of the tables, in the order in which a rebuild empties them.
    static let names = [SumTables.name] + PostingTables.names + RecordTables.names

    public let recorded: StoredRecords
    /// The number of events that are folded.
    public private(set) var size: Int64
    public let records: RecordTables
    private let index: RecordIndex
    let postings: PostingTables
    let sums: SumTables
    private let poster: Poster
    private var buffer: [Posting] = []

    /// Opens the books of a ledger.
    /// - Throws: `LedgerError.damaged` where they do not reach to the last event: tables and events are written in one
    ///   transaction, so that one look-up tells.
    public convenience init(_ reader: LogReader) throws {
        try self.init(reader.connection, size: reader.size)
        guard size > 0 else { return }
        let last = try reader.withLine(size) { CanonicalLine($0)?.id.text }
        guard let last, try records.event(id: last) == size else {
            throw LedgerError.damaged("the derived tables do not know event \(size), the last one")
        }
    }

    private init(_ connection: Connection, size: Int64) throws {
        self.size = size
        records = RecordTables(connection)
        index = try RecordIndex(lines: connection, tables: records)
        postings = try PostingTables(connection)
        sums = SumTables(connection, chart: postings.chart)
        poster = Poster(index: index, chart: postings.chart)
        recorded = StoredRecords(index: index, tables: records, connection: connection)
    }

    public var schemes: [AdoptedScheme] { index.schemes }

    /// Balances as the first `known` events make them.
    public func balances(known: Int64) -> StoredBalances {
        StoredBalances(sums, chart: postings.chart, known: known)
    }

    /// Folds the next event, whose line is in the log already.
    public func fold(_ entry: Entry) throws {
        try poster.evolve(entry, into: &buffer)
        try post(buffer[...], seq: entry.seq)
        size = entry.seq
    }

    /// Takes an event's postings.
    func post(_ postings: ArraySlice<Posting>, seq: Int64) throws {
        try self.postings.post(postings, seq: seq)
        try sums.post(postings, seq: seq)
    }

    /// Writes what is still in memory. To be called before the transaction ends.
    func finish() throws {
        try postings.flush()
        try sums.flush()
    }

    /// Empties the books and folds every event anew, in the transaction that is under way. Triggers, indexes and tables of
    /// the books that are not what they should be are made anew before.
    /// - Parameter progress: told the number of events folded, now and then.
    /// - Throws: `LedgerError.damaged` at the first event whose line is not the leaf that the tree has: figures are not
    ///   made from a line that somebody changed.
    static func rebuilt(_ writer: LogWriter, progress: @escaping (Int64) throws -> Void) throws -> Books {
        try writer.mendSchema(schemas)
        for table in names { try writer.connection.execute("DELETE FROM \(table)") }
        let books = try Books(writer.connection, size: 0)
        try ReplayChunk.forEachEvent(writer, through: writer.size, leaves: true) { entry in
            try books.fold(entry)
            if entry.seq % Office.progressStep == 0 { try progress(entry.seq) }
        }
        try books.finish()
        return books
    }
}
