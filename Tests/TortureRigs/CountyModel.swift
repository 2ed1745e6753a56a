import Accounts
import BigInt
import Ledger
import Records
import ReferenceModel
import Scoring

/// What the simulated county's ledger must be, kept in plain memory: the lines that were acknowledged, the tree over them,
/// the batch that failed last, a book of postings in a list, and the events for answers that are made from them one by one.
struct CountyModel {
    private(set) var lines: [[UInt8]] = []
    private(set) var events: [Event] = []
    private var book = ReferenceBook()
    private var tree = MerkleTree.Frontier()
    /// The ids of the batch whose recording failed last, if nothing was acknowledged since. The disk may have kept it whole.
    var candidate: [String]?

    var size: Int64 { Int64(lines.count) }
    var root: Hash { tree.root }

    /// Takes lines that were acknowledged.
    mutating func take(_ more: [[UInt8]]) throws {
        for line in more {
            let event = try Event(line: line)
            try Broken.unless(event.seq == size + 1, "event \(event.seq) stands at \(size + 1)")
            lines.append(line)
            events.append(event)
            tree.append(line.withUnsafeBytes { MerkleTree.leaf($0) })
            book.fold(event)
        }
        candidate = nil
    }

    /// The table of a day as known at a size; nil where no scheme is in force.
    func table(on: CivilDate, known: Int64) throws -> ScoreTable? {
        guard let adopted = book.register.schemes.inForce(on: on, known: known) else { return nil }
        return try ScoreTable(on: on, adopted: adopted, balances: book.sums(known: known), rates: [:])
    }

    /// The work list and the units of a day as known at a size. Its figures are those of the plain book.
    func work(on: CivilDate, known: Int64) -> SlowWork {
        SlowWork(events.prefix(Int(known)), on: on) { measure, day in
            guard let adopted = book.register.schemes.inForce(on: day, known: known) else { return nil }
            let sums = book.sums(known: known)
            let county = try Progress(on: day, scheme: adopted.scheme, balances: sums).county
            switch measure {
            case "fair.visits": return Fraction(BigInt(county.fairVisits))
            case "fair.intended_orders_usd": return Fraction(BigInt(county.fairOrders), 100)
            case "exporters.new": return Fraction(BigInt(county.newExporters))
            default: return nil
            }
        }
    }

    /// What a record says after everything; nil where there is none of that id.
    func record(_ id: String) -> ReferenceRecord? { book.register.record(id: id) }

    func hasEvent(_ id: String) -> Bool { book.register.event(id: id) != nil }
}
