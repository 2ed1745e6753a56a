import Ledger
import Oversight

/// What is late, the latest first: what one page has room for.
extension Digest {
    /// Something that should have been done by the day.
    public enum Matter: Sendable {
        /// Its unit has it beyond the due date.
        case ticket(Ticket)
        /// A cell of the work list whose stage has ended.
        case work(Work)
        /// Nobody has responded to it.
        case warning(Warning)
        case finding(InspectionBook.Finding)

        /// The day since which it waits: when it was due; of a warning, when it was raised.
        public var since: CivilDate {
            switch self {
            case .ticket(let ticket): ticket.due ?? ticket.raised
            case .work(let work): work.cell.stage.by
            case .warning(let warning): warning.raised
            case .finding(let finding): finding.due
            }
        }

        /// Days since then.
        public func days(on day: CivilDate) -> Int { day.daysSinceEpoch - since.daysSinceEpoch }
    }

    /// At most `limit` of all that is late: of each kind the ones that wait longest, turn by turn, so that no kind crowds
    /// out another. In order of the kinds (tickets, work, warnings, findings), the longest first.
    /// - Complexity: O(n log n) in what is late.
    public func pressing(_ limit: Int) -> [Matter] {
        func longest(_ matters: [Matter]) -> [Matter] {
            matters.enumerated().sorted { ($0.element.since, $0.offset) < ($1.element.since, $1.offset) }
                .map(\.element)
        }
        let kinds = [
            longest(tickets.overdue.map(Matter.ticket)), longest(overdueWork.map(Matter.work)),
            longest(monitoring.open.map(Matter.warning)), longest(overdueFindings.map(Matter.finding)),
        ]
        var taken = kinds.map { _ in 0 }
        var left = limit
        while left > 0,
            let next = kinds.indices.filter({ taken[$0] < kinds[$0].count }).min(by: { taken[$0] < taken[$1] })
        {
            taken[next] += 1
            left -= 1
        }
        return zip(kinds, taken).flatMap { $0.prefix($1) }
    }

    /// At most `limit` of the counts: those that changed most, in order of the catalog.
    public func changes(_ limit: Int) -> [Count] {
        let most = counts.enumerated().sorted { a, b in
            let (left, right) = (abs(a.element.week - a.element.before), abs(b.element.week - b.element.before))
            return (right, b.element.week, a.offset) < (left, a.element.week, b.offset)
        }
        return most.prefix(limit).sorted { $0.offset < $1.offset }.map(\.element)
    }
}

extension Digest.Agenda {
    /// What waits for either.
    public static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.overdueTickets += b.overdueTickets
        sum.dueTickets += b.dueTickets
        sum.otherTickets += b.otherTickets
        sum.openWarnings += b.openWarnings
        sum.overdueFills += b.overdueFills
        sum.overdueWork += b.overdueWork
        sum.dueWork += b.dueWork
        sum.overdueFindings += b.overdueFindings
        return sum
    }
}
