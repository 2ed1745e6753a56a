import Foundation
import Ledger
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
}
