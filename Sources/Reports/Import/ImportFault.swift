import Accounts
import Intake
import Records
import Sheets

/// A batch of sheets that was refused, with every fault at its cell.
public struct ImportRefused: Sendable {
    /// A fault, where it stands, and what the cell says where its value was scaled from that.
    public struct Fault: Sendable {
        public let source: Int
        public let row: Int
        /// Nil for a fault of the row as a whole.
        public let column: Int?
        public let refusal: Refusal
        public var cellText: String?
    }
    /// A fact that is recorded with other content.
    public struct Change: Sendable {
        public let source: Int
        public let row: Int
        public let month: String?
        public let amendment: Amendment
    }

    public let sources: [Intake.Source]
    public private(set) var faults: [Fault]
    public let changes: [Change]
    public let rows: Int
    public let refusedRows: Int
    /// Faults that are not kept (`BatchRefused.faultLimit`).
    public let omitted: Int

    /// - Parameters:
    ///   - refused: what the ledger said.
    ///   - rows: the facts that it was asked about, read to their end.
    public init(_ refused: BatchRefused, _ rows: IntakeRows, of intake: Intake) {
        sources = intake.sources
        let placed = refused.placed { rows.place(ofFact: $0).row }
        faults = zip(refused.faults, placed.faults).map { original, fault in
            let place = rows.place(ofFact: original.row)
            let plan = intake.sources[place.source].plan
            let name = fault.refusal.field.split(separator: ".").last.map(String.init) ?? ""
            var refusal = fault.refusal
            if case .contradicts(let first, _) = original.refusal.problem {
                let other = rows.place(ofFact: first)
                let file =
                    other.source == place.source ? "" : ImportPlace(place: intake.sources[other.source].place).text
                refusal = Refusal(refusal.field, found: refusal.found, .contradicts(row: other.row, file: file))
            }
            return Fault(
                source: place.source, row: place.row, column: ImportRefused.column(of: name, plan, month: place.month),
                refusal: refusal)
        }
        .sorted { ($0.source, $0.row, $0.column ?? 0) < ($1.source, $1.row, $1.column ?? 0) }
        changes = refused.amendments.map { amendment in
            let place = rows.place(ofFact: amendment.row)
            return Change(source: place.source, row: place.row, month: place.month, amendment: amendment)
        }
        self.rows = refused.rows
        omitted = refused.omitted
        refusedRows = refused.refusedRows
    }

    /// The column that a fault of a field stands in: that of the month or week, for a date that comes of one.
    private static func column(of field: String, _ plan: SheetPlan, month: String?) -> Int? {
        if let own = plan.column(of: field, month: month) { return own }
        guard field == "effective" else { return nil }
        return plan.column(of: "month", month: month) ?? plan.column(of: "week", month: month)
    }

    /// Looks up what the cells say whose values were scaled, in a pass over their sheets.
    /// - Throws: `IntakeFaults`.
    public mutating func readCells(_ intake: Intake) throws(IntakeFaults) {
        let scaled = faults.indices.filter { index in
            let fault = faults[index]
            return sources[fault.source].plan.columns.contains {
                $0.number == fault.column && ($0.unit?.power ?? 0) > 0
            }
        }
        for (source, indices) in Dictionary(grouping: scaled, by: { faults[$0].source }) {
            let wanted = Dictionary(grouping: indices) { faults[$0].row }
            let rows = try intake.sheetRows(of: sources[source])
            while let block = try IntakeFaults.at(sources[source].place, { () throws(SheetFault) in try rows.next() }) {
                for row in block {
                    for index in wanted[row.number] ?? [] {
                        faults[index].cellText = faults[index].column.flatMap { row[$0]?.text }
                    }
                }
            }
        }
    }
}
