import Foundation
import Ledger
import Records
import TestSupport
import Testing

/// Tickets, monitoring and the digest as a clerk uses them.
@Suite struct OversightCommandTests {
    private static let code = ExampleEnterprise.code(1)

    /// From the list over a sheet with a week's figures to the scores, which are recorded as they are printed.
    @Test func aSheetOfWeeklyFiguresBecomesAScore() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        #expect(try clerk("append monitoring.listed enterprise=\(Self.code) --effective 2020-05-18").code == 0)
        try clerk.write(
            "周报.csv",
            """
            统一社会信用代码,周次,在手订单(万美元),用工人数,劳资纠纷,融资缺口(万元),用电量
            \(Self.code),2020年第23周,35,120,0,5,18200.5
            \(Self.code),2020-W24,30,118,1,0,17000

            """)
        let answer = try clerk("import 周报.csv --format json")
        #expect(answer.code == 0, "\(answer.complaint)\(answer.output)")
        #expect(answer.json?["recorded"] == .integer(2))
        let log = try clerk("log --type 监测周报 --format json").output
        #expect(log.contains("\"orders_usd\":\"350000\"") && log.contains("\"workers\":120"))
        #expect(log.contains("\"financing_gap_cny\":\"50000\"") && log.contains("\"electricity_kwh\":\"18200.5\""))

        let rates = try clerk("monitoring --on 2020-06-21 --weeks 3 --format json").json?["county"]
        #expect(rates?["due"] == .integer(3) && rates?["fill_rate"] == .string("0.6667"))
        let lines = try clerk("monitoring score 2020-06 --lines").output
        #expect(try clerk("monitoring score 2020-06 --lines --format json -o lines.jsonl").output.isEmpty)
        #expect(try clerk.bytes("lines.jsonl") == Array(lines.utf8))
        #expect(lines.split(separator: "\n").count == 1)
        try clerk.write("得分.jsonl", lines)
        #expect(try clerk("append --file 得分.jsonl").code == 0)
        // Two weeks of four, no warning: 50 · 2/4 + 50.
        #expect(try clerk("log --type monitoring.scored --format json").output.contains("\"score\":\"75\""))
        #expect(try clerk("verify").code == 0)
    }

    @Test func aTicketIsToldAndTheDigestNamesWhoMustAct() throws {
        let clerk = try Clerk.withLedger()
        for step in [
            "problem.raised ticket=JB1 enterprise=\(Self.code) category=orders found=visit problem=x --effective 2020-06-01",
            "ticket.assigned ticket=JB1 unit=县税务局 due=2020-06-05 --effective 2020-06-02",
        ] { #expect(try clerk("append \(step)").code == 0) }
        let refused = try clerk("append ticket.confirmed ticket=JB1 --effective 2020-06-03")
        #expect(
            refused.code == 1
                && refused.complaint.contains("possible: ticket.assigned, ticket.progressed, ticket.resolved"))
        // A step belongs to the enterprise and township of its problem.
        let log = try clerk("log --type ticket.assigned --township 夹浦镇 --format json").output
        #expect(log.contains("\"unit\":\"县税务局\""))
        #expect(try clerk("log --type ticket.assigned --township 煤山镇 --format json").output.contains("县税务局") == false)
        let one = try clerk("ticket show JB1 --on 2020-06-07 --format json").json?["ticket"]
        #expect(one?["state"] == .string("assigned") && one?["overdue"] == .boolean(true))
        #expect(try clerk("ticket show JB1 --on 2020-05-31").code == 1)
        #expect(try clerk("ticket list --on 2020-06-07 --unit 县税务局 --format json").json?["sum"]?["open"] == .integer(1))
        #expect(try clerk("ticket list --on 2020-06-07 --unit 县财政局 --format json").json?["sum"]?["open"] == .integer(0))
        let digest = try clerk("digest --week 2020-W23 --format json").json
        #expect(digest?["units"]?.array?.first?["overdue"] == .integer(1))
        for file in ["digest.html", "digest.xlsx", "digest.md", "digest.csv"] {
            #expect(try clerk("digest --week 2020-W23 -o \(file)").code == 0, "\(file)")
        }
        // The first sheet prints on one page; a list behind it on as many as it takes.
        let workbook = clerk.folder.appending(path: "digest.xlsx").path
        let first = try WorkbookPart.text("xl/worksheets/sheet1.xml", of: workbook)
        let second = try WorkbookPart.text("xl/worksheets/sheet2.xml", of: workbook)
        #expect(first.contains("fitToPage=\"1\"") && !first.contains("fitToHeight=\"0\""))
        #expect(second.contains("fitToHeight=\"0\""))
        #expect(try clerk("digest --week 2020-W54").code == 64)
    }

    /// A slip in a unit's name is told, not answered with an empty list.
    @Test func aUnitThatIsNoneIsTold() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        #expect(try clerk("worklist adopt").code == 0)
        let slip = try clerk("ticket list --unit 县财务局")
        #expect(
            slip.code == 1 && slip.complaint.contains("没有单位“县财务局”；是不是")
                && slip.complaint.contains("县财政局"), "\(slip.complaint)")
        for unit in ["县财政局", "caizheng"] { #expect(try clerk("ticket list --unit \(unit)").code == 0) }
    }

    /// What the argument parser can't read is told in Chinese too.
    @Test(arguments: [
        ("ticket list --on 2020-13-01", "错误：“2020-13-01”不能用于 --on <YYYY-MM-DD>"), ("ticket show", "错误：缺少参数 <交办单>"),
        ("score --onn 2020-01-01", "错误：没有选项 --onn；是不是 --on？"), ("score --on", "错误：--on <YYYY-MM-DD> 后面缺少值"),
        ("fairs a b", "错误：多余的参数“b”"), ("digest --week 2020-23", "错误：“2020-23”不能用于 --week <YYYY-Www>"),
        ("score --format pdf", "错误：“pdf”不能用于 --format <table|json|csv|md|html|xlsx>；可用："),
        ("log --limit x", "错误：“x”不能用于 --limit <数>"), ("monitoring --weeks 0", "错误：--weeks 应为 1–53"),
    ])
    func usageIsToldInChinese(command: String, line: String) throws {
        let answer = try Clerk(locale: "zh_CN.UTF-8")(command)
        #expect(answer.code == 64 && answer.output.isEmpty)
        #expect(answer.complaint.hasPrefix(line + "\n"), "\(answer.complaint)")
        #expect(answer.complaint.contains("\n用法：taizhang ") && answer.complaint.contains("  详见 taizhang "))
        #expect(try Clerk()(command).complaint.hasPrefix("Error: "))
    }

    @Test func partsOfTheFiguresHaveChineseNames() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        #expect(try clerk("figures 贷款 --on 2020-06-30").output == clerk("figures loans --on 2020-06-30").output)
    }
}
