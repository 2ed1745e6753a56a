import Accounts
import Foundation
import Intake
import Ledger
import Records
import ReportWorkbooks
import Reports
import Sheets
import TestSupport
import Testing

/// Every fault of every row at once, at its cell; nothing recorded.
struct RefusedImportTests {
    private static let townships =
        (try? TemporaryLedger.builtInScheme()).flatMap { SchemeReader.read($0).scheme }?
        .townships ?? []

    private static func page(_ language: Language) -> ImportRefusedPage {
        ImportRefusedPage(FaultWords(language, townships: townships))
    }

    @Test func everyFaultIsToldAtItsCell() throws {
        let desk = try ImportDesk()
        let before = try desk.ledger.head()
        guard case .refused(let refused) = try desk.take(ImportDesk.fixture("faults.xlsx")) else {
            Issue.record("not refused")
            return
        }
        for language in Language.allCases {
            let text = Self.page(language).text(refused)
            #expect(try Golden.differences(text, ImportDesk.golden("faults.\(language.rawValue).txt")) == [])
        }
        let json = String(decoding: Self.page(.en).json(refused).canonical, as: UTF8.self)
        #expect(
            try Golden.differences(
                json.replacing("},{", with: "},\n{") + "\n", ImportDesk.golden("faults.json")) == [])
        #expect(try desk.ledger.head() == before)
    }

    @Test func markedCopyIsReadBack() throws {
        let desk = try ImportDesk()
        guard case .refused(let refused) = try desk.take(ImportDesk.fixture("faults.xlsx")) else {
            Issue.record("not refused")
            return
        }
        let intake = try desk.intake([ImportDesk.fixture("faults.xlsx")])
        let path = desk.path("marked.xlsx")
        let count = try MarkedCopy(intake, refused, FaultWords(.zh, townships: Self.townships))
            .write(to: path, created: 1_600_000_000)
        #expect(count == Set(refused.faults.map { "\($0.source) \($0.row) \($0.column ?? 1)" }).count)
        // The copy says the same, but for the formula that could not be copied: there is nothing in its cell.
        guard case .refused(let again) = try desk.take(path) else {
            Issue.record("not refused")
            return
        }
        let other = refused.faults.filter { $0.refusal.problem != .formulaWithoutValue }
        #expect(
            again.faults.filter { $0.refusal.field != "data.general_trade_export_cny" || $0.row != 3 }.map(\.refusal)
                == other.map(\.refusal))
        #expect(again.faults.map(\.row) == refused.faults.map(\.row))
    }

    @Test func manyFaultsAreCountedNotKept() throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        let rows = String(repeating: "x,2020-06,a,b,c,d\n", count: 3000)
        let path = try desk.write(
            "bad.csv",
            "enterprise,month,export_cny,import_cny,general_trade_export_cny,epidemic_goods_export_cny\n" + rows)
        guard case .refused(let refused) = try desk.take(path) else {
            Issue.record("not refused")
            return
        }
        #expect(refused.faults.count == BatchRefused.faultLimit)
        #expect(refused.omitted == 3000 * 5 - BatchRefused.faultLimit)
        #expect(Self.page(.en).text(refused).contains("5000 more faults are not listed\n3000 of 3000 facts"))
    }

    @Test func moreRowsThanAreTaken() throws {
        let desk = try ImportDesk()
        let path = try desk.write(
            "e.csv",
            "统一社会信用代码,企业名称,乡镇,出口规模,归属起始日期\n"
                + (1...5).map { "\(ExampleEnterprise.code($0)),甲,夹浦镇,500万美元以下,2018-01-01\n" }.joined())
        let intake = try desk.intake([path])
        #expect(intake.rows().reduce(0) { count, _ in count + 1 } == 5)
        let rows = intake.rows(limit: 4)
        #expect(throws: BatchRefused.self) { try desk.ledger.office.append(rows, actor: "王") }
        #expect(rows.fault?.faults.first?.problem == .sheet(.tooManyRows(limit: 4)))
        #expect(try desk.events() == [])
    }

    @Test func aFileThatEndsHalfWayRecordsNothing() throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        let heading = "信用代码,首次业务日期,备注\n"
        let row = "\(ExampleEnterprise.code(1)),2020-06-08,\n"
        let path = try desk.write("t.csv", heading + row + String(repeating: ",,\n", count: 50_000) + "\"open")
        guard case .unread(let faults) = try desk.take(path) else {
            Issue.record("taken")
            return
        }
        #expect(faults.faults.map(\.problem) == [.sheet(.openQuote(row: 50_003))])
        #expect(try desk.events() == [])
    }

    @Test func everyBadFileIsNamed() throws {
        let desk = try ImportDesk()
        let good = try desk.write("good.csv", "信用代码,首次业务日期\n")
        let bad = try desk.write("bad.csv", "什么,也不是\n1,2\n")
        guard case .unread(let faults) = try desk.take(good, bad, "/nowhere.xlsx") else {
            Issue.record("taken")
            return
        }
        #expect(faults.faults.map(\.place.file) == ["bad.csv", "nowhere.xlsx"])
        let text = Self.page(.zh).text(faults)
        #expect(text.hasPrefix("bad.csv：没有认出表头；"))
        #expect(text.hasSuffix("\n未入账\n"))
        for language in Language.allCases { #expect(Self.page(language).json(faults)["refused"]?.array?.count == 2) }
    }
}
