import Ledger
import Programmes
import Records
import TestSupport
import Testing

@testable import Reports

@Suite struct InspectionTests {
    static func book(_ batch: [Submission], on: Int32) throws -> InspectionBook {
        try FiguresTests.ledger(batch).office.inspections(on: CivilDate(trusted: on), known: .everything).inspections
    }

    static let story: [Submission] = [
        .inspect("督1", due: "2020-06-20", on: "2020-06-08"),
        .follow("督1", .inspectionProgressed, on: "2020-06-15"), .follow("督1", .inspectionMended, on: "2020-06-22"),
        .follow("督1", .inspectionReopened, on: "2020-07-02"),
        .inspect("督2", "meishan", due: "2020-06-30", on: "2020-06-10"),
        .follow("督2", .inspectionMended, on: "2020-06-30"),
    ]

    @Test(arguments: [
        (Int32(20_200_608), InspectionBook.State.open), (20_200_615, .underWay), (20_200_620, .underWay),
        (20_200_621, .overdue), (20_200_622, .mended), (20_200_702, .overdue),
    ])
    func aFindingsStateFollowsItsSteps(on: Int32, state: InspectionBook.State) throws {
        let book = try Self.book(Self.story, on: on)
        #expect(book.findings.first?.state == state)
    }

    @Test func daysAndTownships() throws {
        let book = try Self.book(Self.story, on: 20_200_630)
        #expect(book.findings.map(\.days) == [14, 20])
        #expect(book.findings.map(\.isInTime) == [false, true])
        #expect(book.places.map(\.township) == ["jiapu", "meishan"])
        #expect(book.places.map(\.mended) == [1, 1] && book.count(.mended) == 2)
        let page = InspectionsPage(
            book, head: try FiguresTests.ledger([]).head(), townships: [], isWhole: true, language: .zh
        ).text(width: 100, colour: false)
        #expect(page.contains("到位（逾期）"))
    }

    @Test func csvHasALineAFinding() throws {
        let book = try Self.book(Self.story, on: 20_200_630)
        let head = try FiguresTests.ledger([]).head()
        let lines = InspectionsPage(book, head: head, townships: [], language: .zh).csv(withByteOrderMark: false)
            .split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasSuffix("督1,jiapu,信保投保,三家企业未投保,2020-06-08,2020-06-20,mended,2020-06-22,14,已落实"))
    }
}

@Suite struct IndexTests {
    @Test func valuesChangeAndRank() throws {
        let ledger = try FiguresTests.ledger([
            .publish("推进评价指数", "2020-05", "90.5", rank: 3), .publish("推进评价指数", "2020-06", "92.25", rank: 1),
            .publish("信保支持", "2020-06", "88", rank: 0, of: 0), .publish("推进评价指数", "2020-07", "1", rank: 5),
        ])
        let (book, head) = try ledger.office.index(on: FiguresTests.june, known: .everything)
        #expect(book.indicators.map(\.name) == ["推进评价指数", "信保支持"])
        #expect(book.indicators.first?.change == 175 && book.indicators.last?.change == nil)
        #expect(book.indicators.first?.latest?.rank == 1)
        let page = IndexPage(book, head: head, language: .zh)
        let text = page.text(width: 80, colour: false)
        #expect(text.contains("3 → 1") && text.contains("1 / 5"))
        #expect(page.json()["indicators"]?.array?.last?["values"]?.array?.first?["rank"] == .null)
        let csv = page.csv(withByteOrderMark: false)
        #expect(csv.contains("推进评价指数,2020-05,90.50,3,5,") && csv.contains("信保支持,2020-06,88.00,,,"))
    }
}
