import Accounts
import Ledger
import Records

extension Office {
    /// The table of a day as known (scoring.md). Folds the known events: O(known size).
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func score(on: CivilDate, known: Known) throws -> (table: ScoreTable, head: LogHead) {
        try log.read { reader in
            let (adopted, book, head) = try Office.book(reader, on: on, known: known)
            return (ScoreTable(on: on, adopted: adopted, balances: book.balances), head)
        }
    }

    /// The counters of a day as known (scoring.md §5). Folds the known events: O(known size).
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func progress(on: CivilDate, known: Known) throws -> (progress: Progress, head: LogHead) {
        try log.read { reader in
            let (adopted, book, head) = try Office.book(reader, on: on, known: known)
            return (Progress(on: on, scheme: adopted.scheme, balances: book.balances), head)
        }
    }

    private static func book(
        _ reader: LogReader, on: CivilDate, known: Known
    ) throws -> (AdoptedScheme, Book, LogHead) {
        let head = try reader.head(known: known)
        let book = try Book.replay(reader, through: head.size)
        guard let adopted = book.register.scheme(on: on) else {
            throw NoSchemeInForce(on: on, knownSize: head.size)
        }
        return (adopted, book, head)
    }
}
