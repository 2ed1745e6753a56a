import Accounts
import Ledger
import Oversight
import Programmes
import Records
import Reports
import TestSupport
import Testing

/// The week on one page holds the work list and the inspections too (docs/monitoring.md).
@Suite struct DigestTests {
    private static let townships =
        SchemeReader.read((try? TemporaryLedger.builtInScheme()) ?? .null).scheme?.townships ?? []

    private static func ledger() throws -> TemporaryLedger {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_201_001)))
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), from: "2020-01-01", id: "s"), .register(1, "jiapu"),
            .adoptPlan(try TemporaryLedger.builtInPlan()),
            .reportWork("policies", by: "县财政局", on: "2020-06-10", "已兑付过半"),
            .reportWork("brands", on: "2020-06-10"), .confirmWork("brands", on: "2020-06-28"),
            .inspect("D1", "jiapu", due: "2020-07-03", on: "2020-06-15"),
            .inspect("D2", "jiapu", due: "2020-07-20", on: "2020-06-16"),
        ])
        return ledger
    }

    private static func digest(_ week: String, _ ledger: TemporaryLedger) throws -> (Digest, LogHead) {
        try ledger.office.digest(try #require(CivilWeek(week)), known: .everything)
    }

    /// W26 ends on 28 June, two days ahead of the half-year; W27 on 5 July.
    @Test func whatIsDueAndWhatIsOverdue() throws {
        let ledger = try Self.ledger()
        let before = try Self.digest("2020-W26", ledger).0
        #expect(before.overdueWork.isEmpty && before.overdueFindings.isEmpty)
        #expect(before.dueWork.count == 8 && !before.dueWork.contains { $0.item.id == "brands" })
        let after = try Self.digest("2020-W27", ledger).0
        #expect(after.overdueWork.map(\.item.id).contains("policies") && after.overdueWork.count == 8)
        #expect(after.dueWork.isEmpty && after.overdueFindings.map(\.number) == ["D1"])
        let units = Dictionary(uniqueKeysWithValues: after.byUnit.map { ($0.unit, $0.agenda.overdueWork) })
        #expect(units == ["县商务局": 7, "县财政局": 1, "人行长兴县支行": 1, "县金融办": 1])
        #expect(after.byUnit.first?.unit == "县商务局")
        #expect(after.byTownship.map(\.township) == ["jiapu"] && after.byTownship[0].agenda.overdueFindings == 1)
        try ledger.append([.confirmWork("policies", on: "2020-07-04")])
        #expect(try Self.digest("2020-W27", ledger).0.overdueWork.count == 7)
    }

    @Test func thePageTellsThem() throws {
        let ledger = try Self.ledger()
        let (digest, head) = try Self.digest("2020-W27", ledger)
        let zh = DigestPage(digest, head: head, townships: Self.townships, language: .zh)
        let text = zh.text(width: nil, colour: false)
        for words in [
            "重点工作：逾期未完成 8 项，七日内到期未完成 0 项。", "督查问题：未整改到位 2 件，其中逾期 1 件。", "逾期重点工作", "逾期未完成的重点工作",
            "2020-06-10 已兑付过半", "逾期未整改的督查问题",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(zh.json()["overdue_work"]?.array?.count == 8 && zh.json()["overdue_findings"]?.array?.count == 1)
        let en = DigestPage(digest, head: head, townships: Self.townships, language: .en).text(
            width: nil, colour: false)
        #expect(en.contains("Key work: 8 targets overdue, 0 due in 7 days and not done."))
        #expect(en.contains("Inspections: 2 findings not mended, 1 of them overdue."))
    }

    /// Where there is neither a plan nor a finding, nothing is said of them.
    @Test func withoutThemThePageIsAsItWas() throws {
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme(), id: "s"))
        let (digest, head) = try Self.digest("2020-W24", ledger)
        let text = DigestPage(digest, head: head, townships: Self.townships, language: .zh)
            .text(width: nil, colour: false)
        #expect(!text.contains("重点工作") && !text.contains("督查"))
    }
}
