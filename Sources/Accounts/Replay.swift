import Ledger
import Records

/// The first events of a log folded anew in memory, from nothing but their lines.
public struct Replay {
    public let index: RecordIndex
    public let balances: FoldedBalances

    /// Folds the first `size` events.
    /// - Parameters:
    ///   - rows: told of every change of the register.
    ///   - each: told of every event and its postings.
    /// - Throws: `LedgerError.damaged` where a stored line is no event, or one is missing.
    /// - Complexity: O(size) time; about 50 bytes of memory an event, for the ids that corrections may name.
    public init(
        _ reader: LogReader, through size: Int64, rows: (any RecordRows)? = nil,
        each: (_ line: CanonicalLine, _ postings: [Posting], _ chart: Chart) throws -> Void = { _, _, _ in }
    ) throws {
        let index = RecordIndex(lines: reader.connection, rows: rows, expecting: size)
        let chart = Chart()
        let poster = Poster(index: index, chart: chart)
        var balances = FoldedBalances(chart: chart)
        var postings: [Posting] = []
        var folded: Int64 = 0
        try reader.forEachLine(through: size) { seq, bytes in
            folded += 1
            guard seq == folded else { throw LedgerError.damaged("event \(folded) is missing") }
            guard let line = CanonicalLine(bytes) else { throw LedgerError.damaged("event \(seq) is not canonical") }
            try poster.evolve(Entry(line), into: &postings)
            balances.post(postings)
            try each(line, postings, chart)
        }
        guard folded == size else { throw LedgerError.damaged("event \(folded + 1) is missing") }
        self.index = index
        self.balances = balances
    }
}
