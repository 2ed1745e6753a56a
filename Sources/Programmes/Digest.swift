import Accounts
import Ledger
import Oversight
import Records

/// One page a week for the group: what changed, what is overdue, who must act.
public struct Digest: Sendable {
    /// How many records of a type stand in the week, and in the week before.
    public struct Count: Sendable, Hashable {
        public let type: EventType
        public let week: Int
        public let before: Int
    }

    /// What waits for somebody.
    public struct Agenda: Sendable {
        public var overdueTickets = 0
        /// Due in the seven days after the week.
        public var dueTickets = 0
        public var otherTickets = 0
        public var openWarnings = 0
        public var overdueFills = 0
        /// Cells of the work list that it leads.
        public var overdueWork = 0
        public var dueWork = 0
        /// Findings of inspections that should have been mended.
        public var overdueFindings = 0

        public init() {}
    }

    /// A cell of the work list, with who leads its item.
    public struct Work: Sendable {
        public let item: WorkList.Item
        public let cell: WorkStatus.Cell
        /// Names of units.
        public let lead: [String]
    }

    public let week: CivilWeek
    /// In order of the catalog; those with nothing in either week are left out.
    public let counts: [Count]
    public let tickets: TicketBook
    /// Of the week and those before it.
    public let monitoring: MonitoringBook
    /// The work list in force with its plan; nil where there is none.
    public let work: (status: WorkStatus, plan: Plan)?
    public let inspections: InspectionBook

    /// The day on which it stands: the week's Sunday.
    public var on: CivilDate { week.end }

    /// Raised, and handed to nobody.
    public var unassigned: [Ticket] { tickets.tickets.filter { $0.state == .raised } }
    /// Resolved, and not confirmed by the enterprise.
    public var unconfirmed: [Ticket] { tickets.tickets.filter { $0.state == .resolved } }

    /// Cells of the work list whose stage has ended and that are not done, in the list's order.
    public var overdueWork: [Work] { cells { $0.state == .overdue } }
    /// Cells that are not done and whose stage ends in the seven days after the week.
    public var dueWork: [Work] {
        cells { [.notStarted, .underWay].contains($0.state) && $0.stage.by <= on.adding(days: 7) }
    }
    /// Findings that should have been mended, in order of finding.
    public var overdueFindings: [InspectionBook.Finding] { inspections.findings.filter { $0.state == .overdue } }

    /// Whether inspections have found anything, mended or not.
    public var hasFindings: Bool { !inspections.findings.isEmpty }

    private func cells(_ isWanted: (WorkStatus.Cell) -> Bool) -> [Work] {
        guard let work else { return [] }
        return work.status.rows.flatMap { row in
            row.cells.compactMap { $0 }.filter(isWanted).map { cell in
                Work(item: row.item, cell: cell, lead: row.item.lead.map { work.plan.unit($0)?.name ?? $0 })
            }
        }
    }

    /// By unit, the most pressing first.
    public var byUnit: [(unit: String, agenda: Agenda)] {
        var agendas: [String: Agenda] = [:]
        for cell in overdueWork { for unit in cell.lead { agendas[unit, default: Agenda()].overdueWork += 1 } }
        for cell in dueWork { for unit in cell.lead { agendas[unit, default: Agenda()].dueWork += 1 } }
        for ticket in tickets.tickets where ticket.state == .assigned {
            if ticket.isOverdue(on: on) {
                agendas[ticket.unit, default: Agenda()].overdueTickets += 1
            } else if let due = ticket.due, due <= on.adding(days: 7) {
                agendas[ticket.unit, default: Agenda()].dueTickets += 1
            } else {
                agendas[ticket.unit, default: Agenda()].otherTickets += 1
            }
        }
        func pressing(_ agenda: Agenda) -> (Int, Int) {
            (agenda.overdueTickets + agenda.overdueWork, agenda.dueTickets + agenda.dueWork)
        }
        return agendas.sorted { a, b in
            let (left, right) = (pressing(a.value), pressing(b.value))
            return left != right ? left > right : a.key < b.key
        }.map { ($0.key, $0.value) }
    }

    /// By township: warnings without a response, figures that are not filled in, findings that are not mended in time.
    public var byTownship: [(township: String, agenda: Agenda)] {
        var agendas: [String: Agenda] = [:]
        for warning in monitoring.open { agendas[warning.concerned.township, default: Agenda()].openWarnings += 1 }
        for duty in monitoring.overdue { agendas[duty.concerned.township, default: Agenda()].overdueFills += 1 }
        for finding in overdueFindings { agendas[finding.township, default: Agenda()].overdueFindings += 1 }
        return agendas.sorted {
            ($1.value.openWarnings, $1.value.overdueFindings, $1.value.overdueFills, $0.key)
                < ($0.value.openWarnings, $0.value.overdueFindings, $0.value.overdueFills, $1.key)
        }.map { ($0.key, $0.value) }
    }
}

extension Office {
    /// The digest of a week, as known.
    /// - Throws: `LedgerError`.
    public func digest(_ week: CivilWeek, known: Known) throws -> (digest: Digest, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            let counts = try EventType.allCases.filter(\.isJournaled).map { type in
                let two = try books.journal(type, from: week.previous.start, through: week.end, known: head.size)
                let now = two.filter { $0.effective >= week.start }.count
                return Digest.Count(type: type, week: now, before: two.count - now)
            }
            let newYear = CivilDate(trusted: Int32(week.end.year * 10_000 + 101))
            var work: (WorkStatus, Plan)?
            do {
                let (status, adopted) = try books.workStatus(on: week.end, known: head.size)
                work = (status, adopted.plan)
            } catch is NoPlanInForce {}
            let digest = Digest(
                week: week, counts: counts.filter { $0.week + $0.before > 0 },
                tickets: TicketBook(
                    try books.tickets(on: week.end, known: head.size), from: newYear, on: week.end),
                monitoring: try books.monitoring(on: week.end, weeks: 4, known: head.size), work: work,
                inspections: try books.inspections(on: week.end, known: head.size))
            return (digest, head)
        }
    }
}
