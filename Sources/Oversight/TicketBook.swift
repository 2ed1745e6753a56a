import Accounts
import Ledger
import Records
import Scoring

/// How tickets stand: the figures of the office, a unit or a township.
public struct TicketSum: Sendable, Hashable {
    /// Raised in the span of the question.
    public private(set) var raised = 0
    /// Of those raised in the span: closed by the day.
    public private(set) var closed = 0
    /// Days from raising to closing, of those closed.
    public private(set) var days = 0
    /// Not closed on the day, whenever they were raised.
    public private(set) var open = 0
    public private(set) var overdue = 0
    /// Resolved, but not confirmed by the enterprise.
    public private(set) var unconfirmed = 0

    public init(_ tickets: [Ticket], from: CivilDate, on: CivilDate) {
        for ticket in tickets {
            if ticket.isOpen { open += 1 }
            if ticket.isOverdue(on: on) { overdue += 1 }
            if ticket.state == .resolved { unconfirmed += 1 }
            guard ticket.raised >= from else { continue }
            raised += 1
            guard ticket.closed != nil else { continue }
            closed += 1
            days += ticket.age(on: on)
        }
    }

    /// 闭环率: closed of those raised; undefined where none was.
    public var closedLoopRate: Ratio { Ratio(Int128(closed), Int128(raised)) }
    /// Days to close, on average; undefined where none was closed.
    public var daysToClose: Ratio { Ratio(Int128(days), Int128(closed)) }
}

/// The tickets of a day: those raised from `from` on, and older ones that are open.
public struct TicketBook: Sendable {
    public let from: CivilDate
    public let on: CivilDate
    /// In order of raising.
    public let tickets: [Ticket]

    public init(_ tickets: [Ticket], from: CivilDate, on: CivilDate) {
        self.from = from
        self.on = on
        self.tickets = tickets.filter { $0.raised >= from || $0.isOpen }
    }

    public var sum: TicketSum { TicketSum(tickets, from: from, on: on) }
    /// Open ones, the overdue first, then by due date.
    public var open: [Ticket] {
        tickets.filter(\.isOpen).sorted { a, b in
            let (left, right) = (a.isOverdue(on: on), b.isOverdue(on: on))
            return left != right ? left : (a.due ?? a.raised, a.number) < (b.due ?? b.raised, b.number)
        }
    }
    public var overdue: [Ticket] { tickets.filter { $0.isOverdue(on: on) } }

    /// By the unit that has a ticket or had it last; the empty name has those that are nobody's yet.
    public var byUnit: [(unit: String, sum: TicketSum)] { sums(\.unit) }
    /// By the township to which the enterprise belonged when the problem was raised.
    public var byTownship: [(township: String, sum: TicketSum)] { sums(\.concerned.township) }

    private func sums(_ key: (Ticket) -> String) -> [(String, TicketSum)] {
        Dictionary(grouping: tickets, by: key).map { ($0.key, TicketSum($0.value, from: from, on: on)) }
            .sorted { ($1.1.open, $1.1.raised, $0.0) < ($0.1.open, $0.1.raised, $1.0) }
    }
}

extension Books {
    /// Every ticket up to a day, as the first `known` events have them, in order of raising.
    /// - Complexity: O(steps of tickets ever).
    public func tickets(on: CivilDate, known: Int64) throws -> [Ticket] {
        let register = KnownRegister(self, known: known)
        return try courses(.ticket, by: "ticket", on: on, known: known).compactMap {
            Ticket($0, of: try register.concerned($0[0]))
        }
    }
}

extension Office {
    /// The tickets of a day, as known.
    /// - Parameter from: from when on tickets count as raised; 1 January of the day's year by default.
    /// - Throws: `LedgerError`.
    public func tickets(
        on: CivilDate, from: CivilDate? = nil, known: Known
    ) throws -> (book: TicketBook, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            let newYear = CivilDate(trusted: Int32(on.year * 10_000 + 101))
            let tickets = try books.tickets(on: on, known: head.size)
            return (TicketBook(tickets, from: from ?? newYear, on: on), head)
        }
    }

    /// One ticket up to a day, as known; nil where it was not raised by then.
    public func ticket(
        _ number: String, on: CivilDate, known: Known
    ) throws -> (ticket: Ticket?, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            let records = try books.story(of: number, Course.ticket.types, through: on, known: head.size)
            guard let first = records.first else { return (nil, head) }
            return (Ticket(records, of: try KnownRegister(books, known: head.size).concerned(first)), head)
        }
    }
}
