import Accounts
import Ledger
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

        public var isEmpty: Bool {
            overdueTickets + dueTickets + otherTickets + openWarnings + overdueFills == 0
        }
    }

    public let week: CivilWeek
    /// In order of the catalog; those with nothing in either week are left out.
    public let counts: [Count]
    public let tickets: TicketBook
    /// Of the week and those before it.
    public let monitoring: MonitoringBook

    /// The day on which it stands: the week's Sunday.
    public var on: CivilDate { week.end }

    /// Raised, and handed to nobody.
    public var unassigned: [Ticket] { tickets.tickets.filter { $0.state == .raised } }
    /// Resolved, and not confirmed by the enterprise.
    public var unconfirmed: [Ticket] { tickets.tickets.filter { $0.state == .resolved } }

    /// By unit, the most pressing first.
    public var byUnit: [(unit: String, agenda: Agenda)] {
        var agendas: [String: Agenda] = [:]
        for ticket in tickets.tickets where ticket.state == .assigned {
            if ticket.isOverdue(on: on) {
                agendas[ticket.unit, default: Agenda()].overdueTickets += 1
            } else if let due = ticket.due, due <= on.adding(days: 7) {
                agendas[ticket.unit, default: Agenda()].dueTickets += 1
            } else {
                agendas[ticket.unit, default: Agenda()].otherTickets += 1
            }
        }
        return agendas.sorted {
            ($1.value.overdueTickets, $1.value.dueTickets, $0.key)
                < ($0.value.overdueTickets, $0.value.dueTickets, $1.key)
        }.map { ($0.key, $0.value) }
    }

    /// By township: warnings without a response, and figures of the week that are not filled in.
    public var byTownship: [(township: String, agenda: Agenda)] {
        var agendas: [String: Agenda] = [:]
        for warning in monitoring.open { agendas[warning.concerned.township, default: Agenda()].openWarnings += 1 }
        for duty in monitoring.overdue { agendas[duty.concerned.township, default: Agenda()].overdueFills += 1 }
        return agendas.sorted {
            ($1.value.openWarnings, $1.value.overdueFills, $0.key)
                < ($0.value.openWarnings, $0.value.overdueFills, $1.key)
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
            let digest = Digest(
                week: week, counts: counts.filter { $0.week + $0.before > 0 },
                tickets: TicketBook(
                    try books.tickets(on: week.end, known: head.size), from: newYear, on: week.end),
                monitoring: try books.monitoring(on: week.end, weeks: 4, known: head.size))
            return (digest, head)
        }
    }
}
