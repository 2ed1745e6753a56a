import Foundation
import Intake
import Ledger
import TestSupport
import Testing

/// Spreadsheets of two programs that are not ours, read into events. The goldens were read against what the script says
/// that it wrote.
struct FixtureTests {
    @Test(arguments: ["june", "types", "wide"])
    func bothProgramsBringTheSameEvents(name: String) throws {
        let openpyxl = try ImportDesk()
        let libreoffice = try ImportDesk()
        guard case .taken = try openpyxl.take(ImportDesk.fixture("\(name).xlsx")),
            case .taken = try libreoffice.take(ImportDesk.fixture("\(name)-libreoffice.xlsx"))
        else {
            Issue.record("refused")
            return
        }
        let events = try openpyxl.events()
        #expect(try Golden.differences(events.joined(separator: "\n") + "\n", ImportDesk.golden("\(name).txt")) == [])
        #expect(
            try libreoffice.events().map { $0.replacing("\(name)-libreoffice.xlsx", with: "\(name).xlsx") } == events)
        #expect(try openpyxl.ledger.office.verify().faults == [])
    }

    @Test(arguments: ["dates1904.xlsx", "enterprises-gb18030.csv", "enterprises-bom.csv", "enterprises-utf16.csv"])
    func datesAndEncodings(name: String) throws {
        let desk = try ImportDesk()
        guard case .taken = try desk.take(ImportDesk.fixture(name)) else {
            Issue.record("refused")
            return
        }
        let company = name.hasSuffix("csv") ? "示例; \\\"一\\\" 公司" : "示例1公司"
        let sheet = name.hasSuffix("csv") ? "" : " Sheet"
        #expect(
            try desk.events() == [
                "enterprise.registered 2018-01-01 [\(name)\(sheet)!2] {\"enterprise\":\"\(ExampleEnterprise.code(1))\","
                    + "\"export_band\":\"under_5m_usd\",\"name\":\"\(company)\",\"township\":\"jiapu\"}"
            ])
    }

    @Test func whatWasReadAndLeftOutIsTold() throws {
        guard case .taken(_, let page) = try ImportDesk().take(ImportDesk.fixture("june.xlsx"), rehearse: true) else {
            Issue.record("refused")
            return
        }
        #expect(
            page.text() == """
                june.xlsx 企业登记：企业登记 enterprise.registered，3 条
                june.xlsx 进出口：月度进出口 trade.reported，3 条；月份取自标题：2020-06；按单位换算：出口 出口额、其中：一般贸易、防疫物资；合计行不计：第 9 行；重复表头和表尾不计：第 10 行；未用的列：序号、企业名称、备注
                june.xlsx 备忘：未读，没有认出表头
                june.xlsx 旧表：未读，隐藏的工作表
                可以入账 6 条
                试算，未入账

                """)
        #expect(page.json()["not_read"]?.array?.count == 3)
        #expect(page.json()["sheets"]?.array?.last?["totals"] == .array([.integer(9)]))
    }

    @Test func formulasAreReadAsTheyWereStored() throws {
        let desk = try ImportDesk()
        guard case .taken(_, let page) = try desk.take(ImportDesk.fixture("june-libreoffice.xlsx"), rehearse: true)
        else {
            Issue.record("refused")
            return
        }
        // The formulas stand in the row of totals only, which is no fact.
        #expect(!page.text().contains("公式"))
    }
}
