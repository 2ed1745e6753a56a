import Foundation
import Ledger
import Reports
import TestSupport
import Testing

/// The programmes at the shell.
@Suite struct ProgrammeCommandTests {
    static func clerk() throws -> Clerk {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        let fair = [
            "append", "fair.registered", "fair=第127届广交会(网上)", "organiser=示例", "mode=线上", "first_day=2020-06-15",
            "last_day=2020-06-24", "--effective", "2020-05-20",
        ]
        #expect(try clerk(fair).code == 0)
        return clerk
    }

    static func visit(_ fair: String, _ more: String...) -> [String] {
        [
            "append", "fair.participated", "enterprise=\(ExampleEnterprise.code(7))", "fair=\(fair)", "mode=online",
            "intended_orders_usd=1",
            "--effective", "2020-06-15",
        ] + more
    }

    /// A name that the register does not have is recorded, and told on standard error.
    @Test func anUnregisteredFairIsANoteAndNoFault() throws {
        // Somebody else's visit stands in the ledger under the shorter name.
        let clerk = try Self.clerk()
        let enterprise = [
            "append", "enterprise.registered", "enterprise=\(ExampleEnterprise.code(7))", "name=n", "township=夹浦镇",
            "export_band=under_5m_usd", "--effective", "2018-01-01",
        ]
        #expect(try clerk(enterprise).code == 0)
        let rehearsed = try clerk(Self.visit("第127届广交会", "--dry-run"))
        #expect(rehearsed.code == 0 && rehearsed.complaint.isEmpty)
        let near = try clerk(Self.visit("第127届广交会"))
        #expect(near.code == 0 && near.output.contains("已入账"))
        #expect(near.complaint == "提示：展会“第127届广交会”未登记；是不是“第127届广交会(网上)”？\n")
        let known = try clerk(Self.visit("第127届广交会(网上)"))
        #expect(known.code == 0 && known.complaint.isEmpty)
        let list = try clerk("fairs --on 2020-06-30 --format json")
        #expect(list.json?["fairs"]?.array?.compactMap { $0["visits"]?.integer } == [2, 1])
    }

    @Test(arguments: ["figures", "inspections", "index", "fairs", "exporters review"])
    func everyPageHasEveryFormat(command: String) throws {
        let clerk = try Self.clerk()
        for format in ["json", "csv", "md", "html"] {
            let answer = try clerk(command + " --on 2020-06-30 --format \(format)")
            #expect(answer.code == 0 && !answer.bytes.isEmpty, "\(command) \(format): \(answer.complaint)")
        }
        #expect(try clerk(command + " --on 2020-06-30 -o page.xlsx").code == 0)
        #expect(try clerk(command + " --on 2020-06-30 --known 2019-01-01 --format json").code == 0)
    }

    static func planned() throws -> Clerk {
        let clerk = try Self.clerk()
        #expect(try clerk("worklist adopt").code == 0)
        return clerk
    }

    /// No line of the units' page is longer than a screen where somebody writes it into a file or a pipe.
    @Test(arguments: ["zh", "en"]) func theUnitsPageHasNoEndlessLine(language: String) throws {
        let page = try Self.planned()("unit --on 2020-06-30 --lang \(language)")
        #expect(page.code == 0 && page.output.contains("银保监湖州监管分局长兴监管组") && page.output.contains("王伟新"))
        let widest = page.output.split(separator: "\n").map { DisplayWidth.of(String($0)) }.max() ?? 0
        #expect(widest > 40 && widest <= 120, "\(widest)")
        // Who is in which group: fifteen, fourteen and nine.
        #expect(page.output.count { $0 == "✓" } == 15 + 14 + 9)
    }

    @Test func anUnknownUnitIsToldWhoWasMeantAndNotEverybody() throws {
        let clerk = try Self.planned()
        #expect(
            try clerk("unit 财政").complaint
                == "方案中没有单位“财政”；是不是“县财政局”？可用：18 个，见 taizhang unit\n")
        let far = try clerk("unit 海外仓管理处")
        #expect(
            far.code == 1
                && far.complaint
                    == "方案中没有单位“海外仓管理处”；可用：县委 xianwei、县政府办 xianzhengfuban、县商务局 shangwu等 18 个，见 taizhang unit\n"
        )
        let rating = try clerk(["append", "unit.rated", "unit=县财政", "month=2020-06", "points=90"])
        #expect(rating.code == 1)
        #expect(
            rating.complaint.contains("是不是“县财政局”") && rating.complaint.contains("18 个，见 taizhang unit")
                && !rating.complaint.contains("县邮政管理局"), "\(rating.complaint)")
    }
}
