import Accounts
import Ledger
import Oversight
import Records
import TestSupport
import Testing

/// Journals, tickets, warnings and fills of random offices, at random days as known at random sizes, against a register
/// that is read from the first event each time.
@Suite struct OversightProperties {
    private static func ledger(seed: UInt64) throws -> (ledger: TemporaryLedger, events: [Event]) {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_211_231)))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        var clerks = RandomOffice(seed: seed)
        for (number, code) in clerks.codes.enumerated() {
            try ledger.append(.register(1, number % 2 == 0 ? "jiapu" : "meishan").with("enterprise", code))
        }
        for step in 0..<700 {
            let submission = step % 6 == 0 ? clerks.next() : clerks.nextFurther()
            guard let receipt = try? ledger.append(submission) else { continue }
            for case .recorded(_, let id) in receipt.outcomes { clerks.note(id: id) }
        }
        // Told late: everybody moved in the spring.
        for code in clerks.codes {
            try ledger.append(.relocate(1, to: "heping", on: "2020-05-02").with("enterprise", code))
        }
        let size = try ledger.head().size
        return (ledger, try (1...size).compactMap { try ledger.event($0) })
    }

    private static func day(_ random: inout SeededGenerator) -> CivilDate {
        CivilDate(year: 2020, month: Int.random(in: 5...7, using: &random), day: Int.random(in: 1...28, using: &random))
            ?? .first
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func journalsAreWhatThePencilFinds(seed: UInt64) throws {
        let (ledger, events) = try Self.ledger(seed: seed)
        var random = SeededGenerator(seed: seed &* 41)
        var found: Set<EventType> = []
        var changed = 0
        for _ in 0..<25 {
            let known = Int64.random(in: 0...Int64(events.count), using: &random)
            let slow = SlowRegister(events, known: known)
            let (a, b) = (Self.day(&random), Self.day(&random))
            try ledger.office.read { _, books in
                for type in EventType.allCases where type.isJournaled {
                    let records = try books.journal(type, from: min(a, b), through: max(a, b), known: known)
                    let expected = slow.records([type], from: min(a, b), through: max(a, b))
                    #expect(records.map(\.seq) == expected.map(\.seq), "\(type) \(a) \(b) known \(known)")
                    #expect(records.map(\.data) == expected.map(\.data))
                    #expect(records.map(\.effective) == expected.map(\.effective))
                    if !records.isEmpty { found.insert(type) }
                    changed += records.filter { !$0.corrections.isEmpty }.count
                }
            }
        }
        #expect(found.count > 8 && changed > 0, "seed \(seed): \(found.count) types, \(changed) corrected")
    }

    @Test(arguments: 5...8 as ClosedRange<UInt64>) func ticketsAreWhatThePencilFinds(seed: UInt64) throws {
        let (ledger, events) = try Self.ledger(seed: seed)
        var random = SeededGenerator(seed: seed &* 43)
        var states: Set<Course.State> = []
        for _ in 0..<40 {
            let known = Int64.random(in: 0...Int64(events.count), using: &random)
            let on = Self.day(&random)
            let slow = SlowRegister(events, known: known)
            let (book, _) = try ledger.office.tickets(on: on, from: .first, known: .size(known))
            let steps = slow.records(Course.ticket.types, through: on)
            let numbers = Set(steps.map { $0.text("ticket") })
            #expect(Set(book.tickets.map(\.number)) == numbers)
            var overdue = 0
            var closed = 0
            for ticket in book.tickets {
                let own = steps.filter { $0.text("ticket") == ticket.number }
                let raised = try #require(own.first)
                #expect(
                    ticket.concerned.township == slow.township(of: raised.text("enterprise"), on: raised.effective),
                    "\(ticket.number) on \(on) known \(known)")
                let last = try #require(own.last { $0.type != .ticketProgressed })
                let expected: Course.State =
                    switch last.type {
                    case .problemRaised: .raised
                    case .ticketAssigned, .ticketReopened: .assigned
                    case .ticketResolved: .resolved
                    default: .closed
                    }
                #expect(ticket.state == expected, "\(ticket.number) on \(on) known \(known)")
                states.insert(expected)
                let due = own.last { $0.type == .ticketAssigned || $0.type == .ticketReopened }?.text("due")
                #expect(ticket.due?.description == due)
                #expect(ticket.unit == own.last { $0.type == .ticketAssigned }?.text("unit") ?? "")
                if expected == .assigned, let due, due < on.description { overdue += 1 }
                if expected == .closed { closed += 1 }
                let (one, _) = try ledger.office.ticket(ticket.number, on: on, known: .size(known))
                #expect(one?.steps == ticket.steps)
            }
            #expect(book.sum.overdue == overdue && book.sum.closed == closed)
            #expect(book.sum.open == numbers.count - closed && book.sum.raised == numbers.count)
            #expect(book.byUnit.reduce(0) { $0 + $1.sum.open } == book.sum.open)
            #expect(book.byTownship.reduce(0) { $0 + $1.sum.raised } == book.sum.raised)
        }
        #expect(states.count == 4, "seed \(seed): \(states)")
    }

    @Test(arguments: 9...12 as ClosedRange<UInt64>) func ratesAreWhatThePencilFinds(seed: UInt64) throws {
        let (ledger, events) = try Self.ledger(seed: seed)
        var random = SeededGenerator(seed: seed &* 47)
        let latest = SlowRegister(events, known: .max)
        var due = 0
        var warned = 0
        var moved = 0
        for _ in 0..<40 {
            let known = Int64.random(in: 0...Int64(events.count), using: &random)
            let on = Self.day(&random)
            let slow = SlowRegister(events, known: known)
            let (book, _) = try ledger.office.monitoring(on: on, weeks: 3, known: .size(known))
            var expected = MonitoringSumOfPencil()
            for back in 0..<3 {
                // The Sunday on or before the day, and those before it.
                let sunday = on.adding(days: -((on.weekday + 1) % 7) - 7 * back)
                let turns = slow.records([.monitoringListed, .monitoringDelisted], through: sunday)
                for code in Set(turns.map { $0.text("enterprise") }) {
                    guard turns.last(where: { $0.text("enterprise") == code })?.type == .monitoringListed else {
                        continue
                    }
                    expected.due += 1
                    let fills = slow.records([.monitoringFilled], from: sunday, through: sunday)
                    if fills.contains(where: { $0.text("enterprise") == code }) { expected.filled += 1 }
                }
                let raised = slow.records([.warningRaised], from: sunday.adding(days: -6), through: sunday)
                expected.warnings += raised.count
                let answers = Set(slow.records([.warningResponded], through: on).map { $0.text("warning") })
                expected.answered += raised.filter { answers.contains($0.text("warning")) }.count
            }
            let sum = book.sum()
            #expect(sum.due == expected.due && sum.filled == expected.filled, "on \(on) known \(known)")
            #expect(sum.warnings == expected.warnings && sum.answered == expected.answered, "on \(on) known \(known)")
            #expect(book.overdue.count == expected.due - expected.filled)
            for duty in book.duties {
                let home = slow.township(of: duty.concerned.enterprise, on: duty.week.end)
                #expect(duty.concerned.township == home, "\(duty.week) known \(known)")
                if home != latest.township(of: duty.concerned.enterprise, on: duty.week.end) { moved += 1 }
            }
            for warning in book.warnings {
                #expect(
                    warning.concerned.township == slow.township(of: warning.concerned.enterprise, on: warning.raised))
            }
            let places = book.townships.map { place in book.sum { township, _ in township == place } }
            #expect(
                places.reduce(0) { $0 + $1.due } == sum.due && places.reduce(0) { $0 + $1.answered } == sum.answered)
            due += sum.due
            warned += sum.warnings
        }
        #expect(due > 20 && warned > 5 && moved > 0, "seed \(seed): \(due) due, \(warned) warned, \(moved) moved since")
    }

    private struct MonitoringSumOfPencil {
        var due = 0
        var filled = 0
        var warnings = 0
        var answered = 0
    }
}
