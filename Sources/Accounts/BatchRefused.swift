import Ledger
import Records

/// A batch refused whole: every fault, with the place of its submission in the batch, counted from 1.
public struct BatchRefused: Error, Sendable {
    /// The faults that are kept. More of them tell nobody anything, and a file may have millions; they are counted.
    public static let faultLimit = 10_000

    public struct Fault: Sendable {
        public let row: Int
        public let refusal: Refusal
        /// The type whose field is meant: the submission's, or that of the record whose facts it corrects. nil where not even
        /// that could be read.
        public let type: EventType?

        init(row: Int, refusal: Refusal, type: EventType? = nil) {
            self.row = row
            self.refusal = refusal
            self.type = type
        }
    }
    public let faults: [Fault]
    public let rows: Int
    /// The rows that have a fault, kept or not.
    public let refusedRows: Int
    /// The faults beyond `faultLimit`.
    public let omitted: Int
    /// The corrections that changed facts would need, where those were asked for.
    public let amendments: [Amendment]

    /// - Parameter refusedRows: nil: those of the faults.
    init(
        faults: [Fault], rows: Int, refusedRows: Int? = nil, omitted: Int = 0, amendments: [Amendment] = []
    ) {
        self.faults = faults
        self.rows = rows
        self.refusedRows = refusedRows ?? Set(faults.map(\.row)).count
        self.omitted = omitted
        self.amendments = amendments
    }

    /// The same faults with the places that a file gives to the rows.
    /// - Parameter place: the place of a row of the batch, e.g. a line's number.
    public func placed(_ place: (_ row: Int) -> Int) -> BatchRefused {
        BatchRefused(
            faults: faults.map { fault in
                var refusal = fault.refusal
                if case .contradicts(let row, _) = refusal.problem {
                    refusal = Refusal(refusal.field, found: refusal.found, .contradicts(row: place(row)))
                }
                return Fault(row: place(fault.row), refusal: refusal, type: fault.type)
            }, rows: rows, refusedRows: refusedRows, omitted: omitted, amendments: amendments)
    }
}
