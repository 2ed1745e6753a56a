import Ledger
import Records

/// The first events of a log folded anew in memory, from nothing but their lines.
///
/// Lines are read and events folded here, where the store is; each chunk of lines is held against its leaves and decoded
/// on another core meanwhile, which needs no store. One event after the other, `Entry(line)` and `evolve`, is the plain form
/// that tests hold this against.
public struct Replay {
    public let index: RecordIndex
    public let balances: FoldedBalances

    /// Folds the first `size` events.
    /// - Parameters:
    ///   - leaves: whether each line must also be the leaf that the tree has.
    ///   - rows: told of every change of the register.
    ///   - each: told of every event's postings.
    /// - Throws: `LedgerError.damaged` where a stored line is no event, is not the one that was recorded, or is missing.
    /// - Complexity: O(size) time; memory for enterprises and accounts, and a few bytes of each event in a temporary file.
    public init(
        _ reader: LogReader, through size: Int64, leaves: Bool = false, rows: (any RecordRows)? = nil,
        each: (_ seq: Int64, _ postings: [Posting], _ chart: Chart) throws -> Void = { _, _, _ in }
    ) throws {
        let index = RecordIndex(lines: reader.connection, rows: rows)
        let chart = Chart()
        let poster = Poster(index: index, chart: chart)
        var balances = FoldedBalances(chart: chart)
        var postings: [Posting] = []
        try ReplayChunk.forEachEvent(reader, through: size, leaves: leaves) { entry in
            try poster.evolve(entry, into: &postings)
            balances.post(postings)
            try each(entry.seq, postings, chart)
        }
        self.index = index
        self.balances = balances
    }
}
