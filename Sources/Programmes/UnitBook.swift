import Accounts
import Ledger
import Oversight
import Records
import Scoring

/// What a member unit answers for, on a day: a pure function of the plan, the work list's status and the records.
public struct UnitBook: Sendable {
    /// An item of the work list that it leads, with one of its cells.
    public struct Duty: Sendable {
        public let item: WorkList.Item
        public let cell: WorkStatus.Cell
    }

    public let on: CivilDate
    public let unit: Plan.Unit
    /// Groups whose member it is.
    public let groups: [Plan.Group]
    /// In order of the list, then of the stages.
    public let duties: [Duty]
    /// What it reported, whoever leads the item, oldest first.
    public let reports: [WorkReport]
    /// Of the day's year, oldest month first.
    public let ratings: [UnitRating]
    /// Tickets that it had last and that are not closed, those due first before the others.
    public let tickets: [Ticket]
    /// Warnings that it responded to in the day's year, in order of raising.
    public let answered: [Warning]

    /// - Parameters:
    ///   - status: of the same day; nil where there is no list.
    ///   - reports, ratings, tickets, warnings: those known, on or before the day.
    public init(
        _ unit: Plan.Unit, of plan: Plan, status: WorkStatus?, reports: [WorkReport], ratings: [UnitRating],
        tickets: [Ticket], warnings: [Warning], on: CivilDate
    ) {
        self.on = on
        self.unit = unit
        groups = plan.groups.filter { $0.members.contains(unit.id) }
        duties = (status?.rows ?? []).filter { $0.item.lead.contains(unit.id) }
            .flatMap { row in row.cells.compactMap { $0.map { Duty(item: row.item, cell: $0) } } }
        self.reports = reports.filter { $0.day <= on && unit.isNamed($0.unit) }
            .sorted { ($0.day, $0.seq) < ($1.day, $1.seq) }
        let year = on.description.prefix(4)
        self.ratings = ratings.filter {
            unit.isNamed($0.unit) && $0.month.hasPrefix(year) && $0.month <= on.description
        }
        .sorted { $0.month < $1.month }
        self.tickets = tickets.filter { $0.isOpen && unit.isNamed($0.unit) }
            .sorted { ($0.due ?? $0.raised, $0.number) < ($1.due ?? $1.raised, $1.number) }
        answered = warnings.filter { warning in
            warning.responses.contains { unit.isNamed($0.unit) && $0.day.year == on.year }
        }
    }

    /// Tickets that it should have resolved by now.
    public var overdueTickets: Int { tickets.count { $0.isOverdue(on: on) } }

    /// The mean of the year's ratings, in hundredths; nil without ratings.
    public var meanRating: Ratio? {
        ratings.isEmpty ? nil : Ratio(ratings.reduce(0) { $0 + Int128($1.points.value) }, Int128(ratings.count))
    }

    /// How many of its cells are in a state.
    public func count(_ state: WorkStatus.State) -> Int { duties.count { $0.cell.state == state } }
}

extension Plan.Unit {
    /// Whether a record means this unit: by its id, or by its name from before the plan was recorded.
    public func isNamed(_ text: String) -> Bool { text == id || text == name }
}

extension Office {
    /// What each unit of the plan in force answers for.
    /// - Throws: `NoPlanInForce`, `LedgerError`.
    /// - Complexity: that of a work list's status, and O(reports + ratings + tickets + warnings).
    public func unitBooks(
        on: CivilDate, known: Known
    ) throws -> (books: [UnitBook], adopted: AdoptedPlan, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            let plans = try books.plans(known: head.size).filter { !$0.plan.units.isEmpty }
            guard let adopted = plans.inForce(on: on, known: head.size) else {
                throw NoPlanInForce(on: on, knownSize: head.size)
            }
            var status: WorkStatus?
            do { status = try books.workStatus(on: on, known: head.size).status } catch is NoPlanInForce {}
            let reports = try books.journal(.workReported, through: on, known: head.size).compactMap { WorkReport($0) }
            let ratings = try books.journal(.unitRated, through: on, known: head.size).compactMap { UnitRating($0) }
            let tickets = try books.tickets(on: on, known: head.size)
            let warnings = try books.warnings(on: on, known: head.size)
            let units = adopted.plan.units.map {
                UnitBook(
                    $0, of: adopted.plan, status: status, reports: reports, ratings: ratings, tickets: tickets,
                    warnings: warnings, on: on)
            }
            return (units, adopted, head)
        }
    }
}
