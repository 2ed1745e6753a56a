import Ledger
import Records

/// Events, their records and their balances up to one size: what answers are made from.
///
/// Made by folding the events in order. A book is a value; appending to a copy rehearses an append.
public struct Book: Sendable {
    private var poster = Poster()
    public private(set) var balances = Balances()

    public init() {}

    public var register: Register { poster.register }

    /// Folds the next event, and gives its postings.
    @discardableResult
    public mutating func fold(_ event: Event) -> [Posting] {
        let postings = poster.evolve(event)
        for posting in postings { balances.post(posting) }
        return postings
    }

    /// The book of the first `size` events of a log.
    /// - Throws: `LedgerError.damaged` where a stored line is no event.
    /// - Complexity: O(size).
    public static func replay(_ log: LogReader, through size: Int64) throws -> Book {
        var book = Book()
        try log.forEachLine(through: size) { seq, line in
            do throws(LineFault) { book.fold(try Event(line: line)) } catch {
                throw LedgerError.damaged("event \(seq): \(error)")
            }
        }
        guard book.register.size == size else {
            throw LedgerError.damaged("event \(book.register.size + 1) is missing")
        }
        return book
    }
}
