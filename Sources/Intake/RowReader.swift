import Ledger
import Records
import Sheets

/// Turns the rows of a sheet into submissions by its plan.
struct RowReader {
    /// One fact of a row: the submission, with the month that tells it apart in a wide sheet.
    typealias Fact = (submission: Result<Submission, Refusals>, month: String?)

    private let plan: SheetPlan
    private let place: String
    private let isSheet: Bool
    private var values: CellValue
    /// What a row is made into: one of these for a sheet with a fact a row, one a month for a wide one.
    private let groups: [Group]
    private let hasDate: Int?

    /// The fields of one fact in canonical order, each with its column.
    private struct Group {
        let month: String?
        let fields: [(name: String, kind: RecordType.Kind, column: Int?, unit: AmountUnit?)]
        /// The columns that belong to this month alone.
        let own: [Int]
    }

    /// - Parameter place: the file and the sheet, as sources name them.
    init(_ plan: SheetPlan, place: String, isSheet: Bool, _ vocabulary: Vocabulary) {
        self.plan = plan
        self.place = place
        self.isSheet = isSheet
        values = CellValue(vocabulary, isUntyped: !isSheet)
        hasDate = plan.columns.first { $0.target == .effective }?.number
        let entry = Catalog[plan.type]
        let months: [String?] = plan.isWide ? plan.months : [plan.month]
        groups = months.map { month in
            let fields = entry.fields.sorted { JSON.keyPrecedes($0.name, $1.name) }.map { field in
                let column = plan.columns.first {
                    $0.target == .field(field.name) && ($0.month == nil || $0.month == month)
                }
                return (name: field.name, kind: field.kind, column: column?.number, unit: column?.unit)
            }
            return Group(
                month: month, fields: fields,
                own: plan.columns.filter { $0.month != nil && $0.month == month }.map(\.number))
        }
    }

    /// The facts of a row; none where no column that the plan knows has anything in it.
    mutating func facts(_ row: Row) -> [Fact] {
        // Spaces that somebody left in a cell are nothing.
        guard
            row.cells.contains(where: { cell in
                plan.columns.contains { $0.number == cell.column } && !cell.text.allSatisfy(\.isWhitespace)
            })
        else { return [] }
        var facts: [Fact] = []
        for group in groups {
            // A month without any figure is one that has not been filled in yet.
            if plan.isWide, !group.own.contains(where: { row[$0] != nil }) { continue }
            facts.append((fact(row, group), plan.isWide ? group.month : nil))
        }
        return facts
    }

    private mutating func fact(_ row: Row, _ group: Group) -> Result<Submission, Refusals> {
        var faults: [Refusal] = []
        var members: [JSON.Member] = []
        members.reserveCapacity(group.fields.count)
        for field in group.fields {
            if field.column == nil, field.name == "month", let month = group.month {
                members.append(.init("month", .string(month)))
                continue
            }
            let cell = field.column.flatMap { row[$0] }
            switch values.value(cell, field.kind, field.unit) {
            case .success(let text):
                members.append(.init(field.name, field.kind == .count ? CountText.value(text) : .string(text)))
            case .failure(let fault):
                faults.append(Refusal("data." + field.name, found: fault.found, fault.problem))
                members.append(.init(field.name, .string("")))
            }
        }
        var effective: String?
        if let column = hasDate {
            switch values.value(row[column], .date, nil) {
            case .success(let text): effective = text
            case .failure(let fault):
                faults.append(Refusal("effective", found: fault.found, fault.problem))
                effective = ""
            }
        }
        let submission = Submission(
            type: plan.type, effective: effective, source: source(row, group), data: .object(members))
        return faults.isEmpty ? .success(submission) : .failure(Refusals(faults, of: submission))
    }

    /// File, sheet and row, as in a spreadsheet program: `六月.xlsx 月度进出口!7`, `六月.csv!7`; in a wide sheet with the
    /// column of the month: `六月.xlsx 离岸外包!D7`.
    private func source(_ row: Row, _ group: Group) -> String {
        let column = plan.isWide ? group.own.first.map(ColumnName.of) ?? "" : ""
        return "\(place)!\(column)\(row.number)"
    }
}
