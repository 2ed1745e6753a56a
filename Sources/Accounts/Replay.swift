import Ledger
import Records

/// The first events of a log folded anew in memory, from nothing but their lines.
public struct Replay {
    public let index: RecordIndex
    public let balances: FoldedBalances

    /// Folds the first `size` events.
    /// - Parameters:
    ///   - leaves: whether each line must also be the leaf that the tree has.
    ///   - rows: told of every change of the register.
    ///   - each: told of every event's postings.
    /// - Throws: `LedgerError.damaged` where a stored line is no event, is not the one that was recorded, or is missing.
    /// - Complexity: O(size) time; a few bytes of memory an event, for the records of each enterprise.
    public init(
        _ reader: LogReader, through size: Int64, leaves: Bool = false, rows: (any RecordRows)? = nil,
        each: (_ seq: Int64, _ postings: [Posting], _ chart: Chart) throws -> Void = { _, _, _ in }
    ) throws {
        let index = RecordIndex(lines: reader.connection, rows: rows)
        let chart = Chart()
        let poster = Poster(index: index, chart: chart)
        var balances = FoldedBalances(chart: chart)
        var postings: [Posting] = []
        var folded: Int64 = 0
        var stored = try StoredLeaves(reader)
        try reader.forEachLine(through: size) { seq, line in
            folded += 1
            guard seq == folded else { throw LedgerError.damaged("event \(folded) is missing") }
            if leaves, try !stored.isLeaf(line, seq: seq) {
                throw LedgerError.damaged("event \(seq) was changed after it was recorded")
            }
            try poster.evolve(Entry(line, seq: seq), into: &postings)
            balances.post(postings)
            try each(seq, postings, chart)
        }
        guard folded == size else { throw LedgerError.damaged("event \(folded + 1) is missing") }
        self.index = index
        self.balances = balances
    }
}
