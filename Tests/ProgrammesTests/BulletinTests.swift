import Audits
import Ledger
import Programmes
import Records
import TestSupport
import Testing

@testable import Reports

/// Inspections in the monthly notice (三(四)).
@Suite struct BulletinTests {
    static func page(_ batch: [Submission], _ month: Int32, _ language: Language) throws -> BulletinPage {
        let office = try FiguresTests.ledger(batch).office
        return BulletinPage(
            try office.bulletin(CivilMonth(trusted: month), known: .everything), checkpoint: nil, language: language)
    }

    @Test func theMonthsFindingsAndWhatIsOpenAreTold() throws {
        let text = try Self.page(InspectionTests.story, 202_006, .zh).text(width: 100, colour: false)
        #expect(text.contains("、督查整改\n本月发现问题 2 个，整改到位 2 个；月末未整改到位 0 个，其中逾期 0 个。"))
        let july = try Self.page(InspectionTests.story, 202_007, .en).text(width: 100, colour: false)
        #expect(july.contains("Found in the month: 0; mended in it: 0. Not mended at its end: 1, of them overdue: 1."))
        // The finding that was mended before and stays so is the month's no more.
        #expect(july.contains("督1") && !july.contains("督2"))
    }

    @Test func withoutFindingsThereIsNoSection() throws {
        let page = try Self.page([], 202_006, .zh)
        #expect(!page.text(width: 100, colour: false).contains("督查"))
        #expect(page.json()["inspections"] == nil)
        #expect(try Self.page(InspectionTests.story, 202_006, .zh).json()["inspections"]?.array?.count == 2)
    }
}
