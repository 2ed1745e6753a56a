import Accounts
import ExampleCounty
import ExampleLedger
import Foundation
import Ledger
import Oversight
import Programmes
import Records
import Reports
import TestSupport
import Testing

/// The pages of the desk as they were read once: a small ledger on 2020-06-28, the Sunday of 2020-W26.
@Suite struct PageTests {
    static func ledger() throws -> TemporaryLedger {
        let ledger = try TemporaryLedger()
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), id: "s"), .register(1, "jiapu"), .register(2, "meishan"),
            .list(1, on: "2020-06-01"), .list(2, on: "2020-06-15"),
            .visitEnterprise(1, on: "2020-06-16"),
            .problem("JB1", 1, on: "2020-06-08"), .assign("JB1", due: "2020-06-20", on: "2020-06-09"),
            .progress("JB1", on: "2020-06-12"),
            .problem("JB2", 2, on: "2020-06-16", "流动资金紧张"),
            .assign("JB2", to: "县财政局", due: "2020-06-30", on: "2020-06-16"),
            .resolve("JB2", on: "2020-06-24"), .problem("JB3", 2, on: "2020-06-26"),
            .problem("JB4", 2, on: "2020-06-02"), .assign("JB4", to: "县税务局", due: "2020-06-12", on: "2020-06-02"),
            .resolve("JB4", on: "2020-06-10"), .confirm("JB4", on: "2020-06-11", by: "王经理"),
            .fill(1, "2020-W23"), .fill(1, "2020-W25", orders: "4000", gap: "0"), .fill(2, "2020-W25"),
            .fill(1, "2020-W26", orders: "2000", gap: "50000"),
            .warn("YJ1", 1, on: "2020-06-10"), .respond("YJ1", on: "2020-06-11"),
            .warn("YJ2", 2, on: "2020-06-22", "用电下降", severity: "red", indicator: "electricity"),
        ])
        return ledger
    }

    private static let sunday = CivilDate(trusted: 20_200_628)

    static func pages(_ ledger: TemporaryLedger, _ language: Language) throws -> [any Page] {
        let townships = try #require(SchemeReader.read(try TemporaryLedger.builtInScheme()).scheme).townships
        let office = ledger.office
        let tickets = try office.tickets(on: sunday, known: .everything)
        let ticket = try #require(try office.ticket("JB4", on: sunday, known: .everything).ticket)
        let monitoring = try office.monitoring(on: sunday, weeks: 4, known: .everything)
        let scores = try office.monitoringScores(
            sunday.month, townships: ["jiapu", "meishan", "heping"], fillWeight: 50, on: sunday, known: .everything)
        let digest = try office.digest(CivilWeek(of: sunday), known: .everything)
        let head = tickets.head
        return [
            TicketsPage(tickets.book, isWhole: true, head: head, townships: townships, language: language),
            TicketPage(ticket, on: sunday, head: head, townships: townships, language: language),
            MonitoringPage(monitoring.book, head: head, townships: townships, language: language),
            MonitoringScorePage(
                scores.scores, month: sunday.month, on: sunday, fillWeight: 50, head: head, townships: townships,
                language: language),
            DigestPage(digest.digest, head: head, townships: townships, language: language),
        ]
    }

    @Test(arguments: Language.allCases) func readsAsItDid(language: Language) throws {
        let pages = try Self.pages(try Self.ledger(), language)
        let text = pages.map { $0.text(width: 100, colour: false) }.joined(separator: "\n")
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/pages.\(language.rawValue).txt")
        #expect(try Golden.differences(text, file) == [])
    }

    /// Programs get the same figures whatever the language.
    @Test func programsReadTheSame() throws {
        let ledger = try Self.ledger()
        let both = try Language.allCases.map { try Self.pages(ledger, $0).map { $0.json() } }
        #expect(both[0] == both[1])
        #expect(both[0][0]["sum"]?["overdue"] == .integer(1))
        #expect(both[0][0]["sum"]?["closed_loop_rate"] == .string("0.2500"))
        #expect(both[0][2]["county"]?["due"] == .integer(6) && both[0][2]["county"]?["filled"] == .integer(4))
        let change = both[0][2]["changes"]?.array?.first
        #expect(change?["orders"]?["before"] == .string("4000") && change?["orders"]?["after"] == .string("2000"))
        #expect(change?["orders"]?["class"] == .string("severe") && change?["workers"]?["class"] == .string("stable"))
        #expect(both[0][4]["open_warnings"]?.array?.compactMap { $0["warning"]?.text } == ["YJ2"])
    }

    /// The example county with its desk is recorded without a refusal, and without it nothing of it is there.
    @Test func theExampleCountyHasADesk() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let county = ExampleCounty(enterprises: 30, hasDesk: true)
        let last = CivilDate(trusted: 20_200_731)
        let (office, _) = try CountyLedger.record(
            county, county.days().prefix { $0.recordedAt.shanghaiDate <= last },
            path: folder.path("county.sqlite"), closing: false)
        let (tickets, _) = try office.tickets(on: last, known: .everything)
        #expect(tickets.sum.raised > 5 && tickets.sum.closed > 0 && tickets.sum.open > 0)
        let (monitoring, _) = try office.monitoring(on: last, weeks: 8, known: .everything)
        #expect(monitoring.sum().due == 240 && monitoring.sum().filled > 200 && monitoring.sum().filled < 240)
        #expect(monitoring.sum().warnings > 0)
        let plain = ExampleCounty(enterprises: 30).days().flatMap(\.submissions)
        #expect(!plain.contains { $0.type.isJournaled })
        let desk = county.days().flatMap(\.submissions)
        #expect(Set(desk.filter { !$0.type.isJournaled }) == Set(plain))
    }
}
