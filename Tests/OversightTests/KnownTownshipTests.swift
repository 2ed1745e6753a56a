import Accounts
import Ledger
import Oversight
import Programmes
import Records
import TestSupport
import Testing

/// Tickets, warnings and figures are of the township to which the enterprise belonged on their day *as it was known* (docs/tickets.md,
/// docs/monitoring.md).
@Suite struct KnownTownshipTests {
    private static let on = CivilDate(trusted: 20_200_614)

    private static func places(_ ledger: TemporaryLedger, _ known: Known) throws -> [String] {
        let tickets = try ledger.office.tickets(on: on, known: known).book
        let ticket = try #require(try ledger.office.ticket("JB1", on: on, known: known).ticket)
        let (monitoring, _) = try ledger.office.monitoring(on: on, weeks: 1, known: known)
        let digest = try ledger.office.digest(CivilWeek(of: on), known: known).digest
        return [
            tickets.byTownship.map(\.township).joined(), ticket.concerned.township,
            monitoring.warnings.map(\.concerned.township).joined(),
            monitoring.duties.map(\.concerned.township).joined(),
            monitoring.changes.map(\.concerned.township).joined(), digest.byTownship.map(\.township).joined(),
        ]
    }

    /// It moved in May; that was told in July only, then corrected, then taken back.
    @Test func aMoveThatWasToldLateChangesNothingThatWasKnownBefore() throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_201_001)))
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), id: "s"), .register(1, "jiapu", id: "home"),
            .list(1, on: "2020-05-18"), .fill(1, "2020-W23"), .fill(1, "2020-W24"),
            .problem("JB1", 1, on: "2020-06-10"), .warn("YJ1", 1, on: "2020-06-09"),
        ])
        var expected: [(Int64, String)] = [(try ledger.head().size, "jiapu")]
        func then(_ submission: Submission, _ township: String) throws {
            try ledger.append(submission)
            expected.append((try ledger.head().size, township))
        }
        try then(.relocate(1, to: "meishan", on: "2020-05-20", id: "move"), "meishan")
        try then(.correct("move", to: .relocate(1, to: "heping", on: "2020-05-20")), "heping")
        // From the middle of June on only: the figures and problems before are the old township's.
        try then(.correct("move", to: .relocate(1, to: "heping", on: "2020-06-15")), "jiapu")
        try then(.retract("move"), "jiapu")
        try then(.correct("home", to: .register(1, "xiaopu")), "xiaopu")
        for (size, township) in expected {
            #expect(try Self.places(ledger, .size(size)) == Array(repeating: township, count: 6), "known \(size)")
        }
        #expect(try Self.places(ledger, .everything) == Array(repeating: "xiaopu", count: 6))
    }
}
