import Ledger
import Records

/// The facts of an intake as submissions, one after the other: read on another core, a block ahead, in bounded memory, and
/// for each fact its place.
public final class IntakeRows: Sequence, IteratorProtocol {
    /// The facts that one import may bring. A year of a county's enterprises is a tenth of it.
    public static let limit = 500_000

    /// What became of the rows of a sheet that are no facts, and what else people should know of it.
    public struct Notes: Sendable {
        /// Facts that were read.
        public internal(set) var facts = 0
        /// Rows of totals.
        public internal(set) var totals: [Int] = []
        /// Rows that show how to fill in.
        public internal(set) var examples: [Int] = []
        /// Lines of text below the table, and headings that are repeated.
        public internal(set) var others: [Int] = []
        /// Cells whose value is what a formula came to when the file was saved.
        public internal(set) var formulas = 0

        mutating func leaveOut(_ row: Int, _ reason: RowWords.Reason) {
            switch reason {
            case .total: totals.append(row)
            case .example: examples.append(row)
            case .heading, .footnote: others.append(row)
            }
        }
    }

    /// Where a fact stands.
    public struct Place: Sendable {
        /// A place in the intake's `sources`.
        public let source: Int
        public let row: Int
        /// The month that it is about, in a wide sheet.
        public let month: String?
    }

    /// Of each source; whole once all facts have been taken.
    public private(set) var notes: [Notes]
    /// What ended the reading before its time. The batch is then ended by a refusal, so that nothing of it is recorded.
    public private(set) var fault: IntakeFaults?

    private let sources: [Intake.Source]
    private let blocks: Ahead<Void, FactBlock?>
    private var block: [(submission: Result<Submission, Refusals>, place: Place)] = []
    private var at = 0
    private var pendingFault: IntakeFaults?
    private var places: [Packed] = []

    /// A place in few bytes: there is one for each fact.
    private struct Packed {
        let source: UInt32
        let row: UInt32
        /// The place of the month in the plan; `UInt16.max` for none.
        let month: UInt16
    }

    init(_ intake: Intake, limit: Int = IntakeRows.limit) {
        sources = intake.sources
        notes = Array(repeating: Notes(), count: sources.count)
        let reader = SharedFactReader(sources, intake.vocabulary, limit: limit)
        // Reading and making are both done on the other core: the input is only the word to go on.
        blocks = Ahead({ () }, decode: { reader.read() })
    }

    /// The place of the n-th fact, counted from 1.
    public func place(ofFact number: Int) -> Place {
        let packed = places[number - 1]
        let months = sources[Int(packed.source)].plan.months
        return Place(
            source: Int(packed.source), row: Int(packed.row),
            month: packed.month == .max ? nil : months[Int(packed.month)])
    }

    public func next() -> Result<Submission, Refusals>? {
        guard fault == nil else { return nil }
        while at == block.count {
            if let pendingFault {
                fault = pendingFault
                places.append(Packed(source: 0, row: 0, month: .max))
                return .failure(Refusals([Refusal("", found: "", .notAnObject)]))
            }
            block = []
            at = 0
            // Giving the word never fails.
            guard let more = try? blocks.next() ?? nil else { return nil }
            block = more.facts
            notes = more.notes
            pendingFault = more.fault
        }
        let fact = block[at]
        at += 1
        let months = sources[fact.place.source].plan.months
        places.append(
            Packed(
                source: UInt32(fact.place.source), row: UInt32(fact.place.row),
                month: fact.place.month.flatMap(months.firstIndex).map { UInt16($0) } ?? .max))
        return fact.submission
    }
}
