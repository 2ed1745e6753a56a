import Ledger
import Records

/// A ticket (交办单) from the problem to the enterprise's word (the notice 三(三)): what its records say, folded in order.
/// A pure function of them.
public struct Ticket: Sendable {
    /// What happened to it, and the state after it.
    public struct Step: Sendable, Hashable {
        /// The record's id.
        public let record: String
        public let type: EventType
        public let day: CivilDate
        /// Who has the ticket from here on; empty before it is assigned.
        public let unit: String
        public let due: CivilDate?
        /// The problem, the progress, the result, who confirmed it, or why it goes back.
        public let note: String
        public let state: Course.State
    }

    public let number: String
    public let concerned: Concerned
    /// Values of the choices `category` and `found` of `problem.raised`.
    public let category: String
    public let found: String
    public let problem: String
    public let raised: CivilDate
    public let steps: [Step]

    /// - Parameter records: the live records of one ticket up to a day, in order of (effective date, seq).
    /// - Returns: nil where no problem is among them, or a step is impossible.
    public init?(_ records: [Record], of concerned: Concerned) {
        guard let first = records.first, first.type == .problemRaised else { return nil }
        func text(_ record: Record, _ key: String) -> String { record.data[key]?.text ?? "" }
        var steps: [Step] = []
        var state = Course.ticket.start
        for record in records {
            guard let next = Course.ticket.state(after: record.type, in: state) else { return nil }
            state = next
            let isAssigned = record.type == .ticketAssigned
            let note = ["problem", "progress", "result", "confirmed_by", "why"].map { text(record, $0) }
            steps.append(
                Step(
                    record: record.id, type: record.type, day: record.effective,
                    unit: isAssigned ? text(record, "unit") : steps.last?.unit ?? "",
                    due: CivilDate(text(record, "due")) ?? steps.last?.due,
                    note: note.first { !$0.isEmpty } ?? "", state: state))
        }
        number = text(first, "ticket")
        self.concerned = concerned
        category = text(first, "category")
        found = text(first, "found")
        problem = text(first, "problem")
        raised = first.effective
        self.steps = steps
    }

    public var state: Course.State { steps.last?.state ?? .raised }
    /// Who has it, or had it last; empty where nobody has had it.
    public var unit: String { steps.last?.unit ?? "" }
    public var due: CivilDate? { steps.last?.due }
    public var isOpen: Bool { state != .closed }
    /// The day on which the enterprise confirmed it; nil while it is open.
    public var closed: CivilDate? { isOpen ? nil : steps.last?.day }

    /// Whether its unit has it beyond the due date.
    public func isOverdue(on day: CivilDate) -> Bool { state == .assigned && due.map { $0 < day } ?? false }

    /// Days since it was raised, to its end or to a day.
    public func age(on day: CivilDate) -> Int { (closed ?? day).daysSinceEpoch - raised.daysSinceEpoch }
}
