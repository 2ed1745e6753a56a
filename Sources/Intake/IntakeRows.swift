import Ledger
import Records
import Sheets

/// The facts of an intake as submissions, one after the other, in bounded memory: the rows of one block of a file, and
/// for each fact its place.
public final class IntakeRows: Sequence, IteratorProtocol {
    /// The rows with facts that one import may bring. A year of a county's enterprises is a tenth of it.
    public static let limit = 500_000
    private let limit: Int

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
    }

    /// Where a fact stands.
    public struct Place: Sendable {
        /// A place in the intake's `sources`.
        public let source: Int
        public let row: Int
        /// The month that it is about, in a wide sheet.
        public let month: String?
    }

    public private(set) var notes: [Notes]
    /// What ended the reading before its time.
    public private(set) var fault: IntakeFaults?

    private let intake: Intake
    private var source = 0
    private var rows: (any RowSource)?
    private var reader: RowReader?
    private var words: RowWords?
    private var pending: [RowReader.Fact] = []
    private var block: ArraySlice<Row> = []
    private var row = 0
    private var places: [Packed] = []

    /// A place in few bytes: there is one for each fact.
    private struct Packed {
        let source: UInt32
        /// The place of the month in the plan; `UInt16.max` for none.
        let month: UInt16
        let row: UInt32
    }

    init(_ intake: Intake, limit: Int = IntakeRows.limit) {
        self.intake = intake
        self.limit = limit
        notes = Array(repeating: Notes(), count: intake.sources.count)
    }

    /// The place of the n-th fact, counted from 1.
    public func place(ofFact number: Int) -> Place {
        let packed = places[number - 1]
        let months = intake.sources[Int(packed.source)].plan.months
        return Place(
            source: Int(packed.source), row: Int(packed.row),
            month: packed.month == .max ? nil : months[Int(packed.month)])
    }

    public func next() -> Result<Submission, Refusals>? {
        guard fault == nil else { return nil }
        do throws(SheetFault) {
            while pending.isEmpty {
                guard try readRow() else { return nil }
            }
        } catch {
            fault = IntakeFaults([.init(place: intake.sources[source].place, .sheet(error))])
            return ended()
        }
        let fact = pending.removeFirst()
        let months = intake.sources[source].plan.months
        places.append(
            Packed(
                source: UInt32(source), month: fact.month.flatMap(months.firstIndex).map { UInt16($0) } ?? .max,
                row: UInt32(row)))
        guard places.count <= limit else {
            fault = IntakeFaults([
                .init(place: intake.sources[source].place, .sheet(.tooManyRows(limit: limit)))
            ])
            return ended()
        }
        notes[source].facts += 1
        return fact.submission
    }

    /// Ends the batch with a refusal, so that nothing of it is recorded.
    private func ended() -> Result<Submission, Refusals> {
        places.append(Packed(source: UInt32(source), month: .max, row: UInt32(row)))
        return .failure(Refusals([Refusal("", found: "", .notAnObject)]))
    }

    /// Reads one row's facts into `pending`.
    /// - Returns: whether there was a row.
    private func readRow() throws(SheetFault) -> Bool {
        while block.isEmpty {
            if let more = try rows?.next() {
                block = more[...]
            } else {
                if rows != nil { source += 1 }
                guard source < intake.sources.count else {
                    source = Swift.max(0, intake.sources.count - 1)
                    rows = nil
                    reader = nil
                    return false
                }
                try open(intake.sources[source])
            }
        }
        let next = block.removeFirst()
        let plan = intake.sources[source].plan
        guard next.number > plan.headingRow else { return true }
        row = next.number
        if let reason = words?.reason(next) {
            leaveOut(reason)
            return true
        }
        for cell in next.cells where cell.isFormula && cell.kind != .uncomputed { notes[source].formulas += 1 }
        pending = reader?.facts(next) ?? []
        return true
    }

    private func open(_ next: Intake.Source) throws(SheetFault) {
        let file = intake.files[next.file]
        rows = try file.rows(ofSheet: next.sheet)
        words = RowWords(next.plan)
        let name = next.place.sheet.isEmpty ? next.place.file : "\(next.place.file) \(next.place.sheet)"
        reader = RowReader(next.plan, place: name, isSheet: file.csv == nil, intake.vocabulary)
    }

    private func leaveOut(_ reason: RowWords.Reason) {
        switch reason {
        case .total: notes[source].totals.append(row)
        case .example: notes[source].examples.append(row)
        case .heading, .footnote: notes[source].others.append(row)
        }
    }
}
