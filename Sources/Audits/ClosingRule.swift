import Accounts
import Ledger
import Records
import Scoring

extension Office {
    /// Has closings that somebody submits by hand state the table that `close` would write: any other one would fail every
    /// later `verify`. O(a score) for each.
    public func holdClosingsToTheirTables() {
        closingRule = { reader, books, closing in
            // Admission has seen that they are what they should be.
            guard let on = closing["on"]?.text.flatMap({ CivilDate($0) }), let size = closing["known_size"]?.integer
            else { return nil }
            guard let adopted = books.schemes.inForce(on: on, known: size) else {
                return Refusal("data.on", found: on.description, .noScheme)
            }
            let table = try books.table(adopted, on: on, known: size)
            let expected = ClosedTable(table, head: try reader.head(known: .size(size))).sha256
            guard let found = closing["table_sha256"]?.text, found != expected else { return nil }
            return Refusal("data.table_sha256", found: found, .notTheTable(expected: expected))
        }
    }
}
