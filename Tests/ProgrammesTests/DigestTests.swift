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

    /// However much is overdue, and however long the texts are, the first page is one: its tables have a limit, say what they
    /// leave out, and no text of it takes a second line.
    @Test(arguments: [3, 60]) func theFirstPageStaysOne(load: Int) throws {
        let long = String(repeating: "海外客户大面积取消订单", count: 12)
        let ledger = try Self.ledger()
        var submissions: [Submission] = []
        let units = try #require(
            PlanReader.read(try TemporaryLedger.builtInPlan()).plan
        ).plan.units.map(\.name)
        for number in 2..<(2 + load) {
            let township = Self.townships[number % Self.townships.count].id
            submissions += [
                .register(number, township), .list(number, on: "2020-05-01"),
                .problem("JB-\(number)-A-LONG-NUMBER-OF-A-TICKET", number, on: "2020-05-01", long),
                .assign(
                    "JB-\(number)-A-LONG-NUMBER-OF-A-TICKET", to: units[number % units.count], due: "2020-05-20",
                    on: "2020-05-02"),
                .warn("YJ-\(number)-A-LONG-NUMBER-OF-A-WARNING", number, on: "2020-05-03", long),
                .inspect("DC-\(number)-A-LONG-NUMBER-OF-A-FINDING", township, due: "2020-06-01", on: "2020-05-04"),
                .visitEnterprise(number, on: "2020-07-01"),
            ]
        }
        try ledger.append(submissions)
        let (digest, head) = try Self.digest("2020-W27", ledger)
        for language in Language.allCases {
            let page = DigestPage(digest, head: head, townships: Self.townships, language: language)
            let document = page.document
            #expect(document.cover.count == 5)
            let tables = document.cover.compactMap(\.table)
            #expect(tables.allSatisfy { $0.rows.count <= 10 } && tables.reduce(0) { $0 + $1.rows.count } <= 32)
            #expect(document.cover.allSatisfy { $0.paragraphs.count <= 5 && $0.notes.count <= 1 })
            // 7.6 pt on 186 mm: 138 columns; six cells take eight of them for their edges.
            #expect(tables.allSatisfy { $0.rows.allSatisfy { $0.reduce(0) { $0 + DisplayWidth.of($1.text) } <= 130 } })
            // What it leaves out it counts, and the lists behind it have all.
            let rest = document.cover.flatMap(\.notes).joined()
            let late = digest.tickets.overdue.count
            #expect(late == load && digest.monitoring.open.count == load)
            #expect(digest.pressing(10).count == 10 && digest.pressing(2).count == 2)
            if load == 60 { #expect(rest.contains(language("57 件超期交办单", "57 overdue tickets")), "\(rest)") }
            #expect(document.sections.first?.table?.rows.count == late)
            let html = HTMLPage(document).text
            #expect(html.contains("<div class=\"cover ahead\">") && html.contains(".ahead { break-after: page }"))
        }
        // Units and townships are summed up to the last.
        let units2 = try #require(
            DigestPage(digest, head: head, townships: Self.townships, language: .zh).document.cover[2].table)
        let overdue = units2.rows.reduce(0) { $0 + (Int($1[1].text) ?? 0) }
        #expect(overdue == load)
    }

    /// Of each kind the longest first, turn by turn: few of one kind are not crowded out by many of another.
    @Test func noKindCrowdsOutAnother() throws {
        let ledger = try Self.ledger()
        try ledger.append(
            (10..<30).flatMap {
                [.register($0, "jiapu"), .warn("YJ\($0)", $0, on: "2020-06-\($0)")] as [Submission]
            })
        let digest = try Self.digest("2020-W27", ledger).0
        let kinds = digest.pressing(6).map { matter in
            switch matter {
            case .ticket: "ticket"
            case .work: "work"
            case .warning(let warning): warning.number
            case .finding(let finding): finding.number
            }
        }
        #expect(kinds == ["work", "work", "work", "YJ10", "YJ11", "D1"])
        #expect(digest.changes(1).map(\.type) == [.warningRaised])
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
