import Accounts
import Ledger
import Oversight
import Records
import TestSupport
import Testing

/// A ticket from the problem to the enterprise's word (the notice 三(三), docs/tickets.md).
@Suite struct TicketTests {
    private static func ledger(_ submissions: Submission...) throws -> TemporaryLedger {
        let ledger = try TemporaryLedger()
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), id: "s"), .register(1, "jiapu"), .register(2, "meishan"),
        ])
        try ledger.append(submissions)
        return ledger
    }

    private static func book(_ ledger: TemporaryLedger, on day: String, known: Known = .everything) throws -> TicketBook
    {
        try ledger.office.tickets(on: try #require(CivilDate(day)), known: known).book
    }

    private static let raised = Submission.problem("JB1", 1, on: "2020-06-01", id: "k1")
    private static let assigned = Submission.assign("JB1", due: "2020-06-10", on: "2020-06-02", id: "k2")

    @Test func itIsOverdueFromTheDayAfterItsDueDate() throws {
        let ledger = try Self.ledger(Self.raised, Self.assigned)
        #expect(try Self.book(ledger, on: "2020-06-10").sum.overdue == 0)
        #expect(try Self.book(ledger, on: "2020-06-11").sum.overdue == 1)
        #expect(try Self.book(ledger, on: "2020-06-11").overdue.map(\.unit) == ["县交通运输局"])
    }

    /// Who waits for the enterprise's word is late no more, but not closed either.
    @Test func onlyTheEnterpriseClosesIt() throws {
        let ledger = try Self.ledger(
            Self.raised, Self.assigned, .resolve("JB1", on: "2020-06-12"), .confirm("JB1", on: "2020-06-15"))
        let waiting = try Self.book(ledger, on: "2020-06-14").sum
        #expect(waiting.open == 1 && waiting.unconfirmed == 1 && waiting.overdue == 0 && waiting.closed == 0)
        let closed = try Self.book(ledger, on: "2020-06-15").sum
        #expect(closed.open == 0 && closed.closed == 1)
        #expect(closed.closedLoopRate.rounded(2) == "1.00" && closed.daysToClose.rounded(1) == "14.0")
    }

    @Test func reopenedItIsItsUnitsAgainWithANewDueDate() throws {
        let ledger = try Self.ledger(
            Self.raised, Self.assigned, .resolve("JB1", on: "2020-06-08"), .confirm("JB1", on: "2020-06-09"),
            .reopen("JB1", due: "2020-06-20", on: "2020-06-12"))
        let ticket = try #require(try Self.book(ledger, on: "2020-06-21").tickets.first)
        #expect(
            ticket.state == .assigned && ticket.unit == "县交通运输局" && ticket.isOverdue(on: CivilDate(trusted: 20_200_621))
        )
        #expect(ticket.closed == nil && ticket.age(on: CivilDate(trusted: 20_200_621)) == 20)
        #expect(try Self.book(ledger, on: "2020-06-10").sum.closed == 1)
    }

    @Test func handedOnItIsTheLaterUnits() throws {
        let ledger = try Self.ledger(
            Self.raised, Self.assigned, .assign("JB1", to: "县税务局", due: "2020-06-30", on: "2020-06-05"))
        #expect(try Self.book(ledger, on: "2020-06-04").byUnit.map(\.unit) == ["县交通运输局"])
        #expect(try Self.book(ledger, on: "2020-06-20").byUnit.map(\.unit) == ["县税务局"])
        #expect(try Self.book(ledger, on: "2020-06-20").sum.overdue == 0)
    }

    /// What was known then stays what was known then.
    @Test func aCorrectionCountsFromItsRecording() throws {
        let ledger = try Self.ledger(Self.raised, Self.assigned)
        let size = try ledger.head().size
        try ledger.append(.correct("k2", to: .assign("JB1", due: "2020-06-25", on: "2020-06-02")))
        #expect(try Self.book(ledger, on: "2020-06-20").sum.overdue == 0)
        #expect(try Self.book(ledger, on: "2020-06-20", known: .size(size)).sum.overdue == 1)
        try ledger.append([.retract("k2"), .retract("k1")])
        #expect(try Self.book(ledger, on: "2020-06-20").tickets.isEmpty)
        #expect(try Self.book(ledger, on: "2020-06-20", known: .size(size)).tickets.map(\.number) == ["JB1"])
    }

    /// A retracted step frees its place in the story.
    @Test func theLastStepCanBeTakenBack() throws {
        let ledger = try Self.ledger(Self.raised, Self.assigned, .resolve("JB1", on: "2020-06-08", id: "k3"))
        try ledger.append([.retract("k3"), .progress("JB1", on: "2020-06-09")])
        #expect(try Self.book(ledger, on: "2020-06-10").tickets.first?.state == .assigned)
    }

    /// A ticket of last year that is still open stands in the list; a closed one is last year's.
    @Test func theListHasTheYearsAndWhatIsOpen() throws {
        let ledger = try Self.ledger(
            .problem("JB-old", 1, on: "2019-11-01"), .problem("JB-done", 2, on: "2019-10-01"),
            .assign("JB-done", due: "2019-10-20", on: "2019-10-02"), .resolve("JB-done", on: "2019-10-10"),
            .confirm("JB-done", on: "2019-10-11"), Self.raised)
        let book = try Self.book(ledger, on: "2020-06-20")
        #expect(book.tickets.map(\.number) == ["JB-old", "JB1"])
        #expect(book.sum.raised == 1 && book.sum.open == 2)
        #expect(book.byTownship.map(\.township) == ["jiapu"])
    }
}
