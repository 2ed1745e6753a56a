import Ledger
import Records
import Scoring

/// What inspections found, and what became of it (三(四): 专项督查). A pure function of the records and the day.
public struct InspectionBook: Sendable {
    public enum State: String, Sendable, CaseIterable {
        /// Nothing is reported of it, and it is not due yet.
        case open
        /// Being mended, and not due yet.
        case underWay = "under_way"
        /// Due by a day that is past, and not mended.
        case overdue
        case mended
    }

    public struct Finding: Sendable {
        public let record: Record
        public let number: String
        /// The id of the township inspected.
        public let township: String
        public let topic: String
        public let finding: String
        public let found: CivilDate
        public let due: CivilDate
        /// What was done about it up to the day, oldest first.
        public let steps: [Record]
        public let state: State
        /// The day on which it was mended for good.
        public let mended: CivilDate?
        /// Days from finding to mending; nil where it is not mended.
        public var days: Int? { mended.map { $0.daysSinceEpoch - found.daysSinceEpoch } }
        /// Mended on or before the day it was due.
        public var isInTime: Bool { mended.map { $0 <= due } ?? false }
    }

    /// What a step says.
    public static func remark(_ step: Record) -> String {
        switch step.type {
        case .inspectionProgressed: step.text("progress")
        case .inspectionMended: step.text("result")
        case .inspectionReopened: step.text("why")
        default: ""
        }
    }

    /// The findings of a township, or of all, counted.
    public struct Place: Sendable, Hashable {
        /// The township's id; empty for the county.
        public let township: String
        public let findings: Int
        public let mended: Int
        public let overdue: Int
        public var mendedRate: Ratio { Ratio(Int128(mended), Int128(findings)) }

        fileprivate init(_ township: String, _ findings: [Finding]) {
            self.township = township
            self.findings = findings.count
            mended = findings.count { $0.state == .mended }
            overdue = findings.count { $0.state == .overdue }
        }
    }

    public let on: CivilDate
    /// In order of finding.
    public let findings: [Finding]
    /// In order of the township's id.
    public let places: [Place]
    public let county: Place

    /// The types of its records.
    public static let types: [EventType] = [
        .inspectionFound, .inspectionProgressed, .inspectionMended, .inspectionReopened,
    ]

    /// - Parameter records: the live ones of the book's types effective up to the day.
    public init(_ records: [Record], on: CivilDate) {
        self.on = on
        let inOrder = records.filter { $0.effective <= on }.sorted { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
        let byFinding = Dictionary(grouping: inOrder) { $0.text("inspection_no") }
        findings = inOrder.filter { $0.type == .inspectionFound }.map { record in
            let story = byFinding[record.text("inspection_no")] ?? []
            return InspectionBook.finding(record, story.filter { $0.type != .inspectionFound }, on: on)
        }
        places = Dictionary(grouping: findings, by: \.township).sorted { $0.key < $1.key }.map { Place($0, $1) }
        county = Place("", findings)
    }

    private static func finding(_ record: Record, _ steps: [Record], on: CivilDate) -> Finding {
        let due = record.date("due") ?? record.effective
        let isMended = steps.last?.type == .inspectionMended
        let state: State = isMended ? .mended : due < on ? .overdue : steps.isEmpty ? .open : .underWay
        return Finding(
            record: record, number: record.text("inspection_no"), township: record.text("township"),
            topic: record.text("topic"), finding: record.text("finding"), found: record.effective, due: due,
            steps: steps, state: state, mended: isMended ? steps.last?.effective : nil)
    }

    public func count(_ state: State) -> Int { findings.count { $0.state == state } }
}
