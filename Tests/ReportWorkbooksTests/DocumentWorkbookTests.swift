import Foundation
import Ledger
import Records
import Reports
import Scoring
import TestSupport
import Testing

@testable import ReportWorkbooks

/// Workbooks read back, part by part.
@Suite struct DocumentWorkbookTests {
    /// The workbook's first sheet and its texts.
    private struct Book {
        let sheet: String
        let texts: String
        let bytes: Data
        /// Each cell of the sheet by its name: its formula and its value.
        let cells: [String: (formula: String?, value: String?, isText: Bool)]
    }

    private func book(_ document: Document) throws -> Book {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("a.xlsx")
        try DocumentWorkbook(document).write(to: path)
        let sheet = try WorkbookPart.text("xl/worksheets/sheet1.xml", of: path)
        var cells: [String: (formula: String?, value: String?, isText: Bool)] = [:]
        for match in sheet.matches(of: #/<c r="([A-Z]+[0-9]+)"([^>]*)>(?:<f>([^<]*)<\/f>)?(?:<v>([^<]*)<\/v>)?/#) {
            cells[String(match.1)] = (
                match.3.map(String.init), match.4.map(String.init), match.2.contains("t=\"s\"")
            )
        }
        return Book(
            sheet: sheet, texts: try WorkbookPart.text("xl/sharedStrings.xml", of: path),
            bytes: try Data(contentsOf: URL(fileURLWithPath: path)), cells: cells)
    }

    /// `SUM(A1:C1)` of what the cells hold, in hundredths.
    private func sum(_ formula: String, _ book: Book) throws -> Int {
        let match = try #require(try #/SUM\(([A-Z])([0-9]+):([A-Z])([0-9]+)\)/#.wholeMatch(in: formula))
        let first = try #require(match.1.unicodeScalars.first).value
        let last = try #require(match.3.unicodeScalars.first).value
        var sum = 0
        for column in first...last {
            let name = String(try #require(UnicodeScalar(column))) + match.2
            guard let cell = book.cells[name], !cell.isText, let value = cell.value else { continue }
            sum += Int((Double(value) ?? 0) * 100 + 0.5)
        }
        return sum
    }

    private func score(_ language: Language) throws -> (table: ScoreTable, document: Document) {
        let ledger = try TemporaryLedger()
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("ConformanceTests/Cases/small-11.jsonl")
        try ledger.restore(try Array(Data(contentsOf: folder)).split(separator: 0x0A))
        let (table, head) = try ledger.office.score(on: CivilDate(trusted: 20_200_630), known: .everything)
        return (table, ScorePage(table, head: head, language: language).document)
    }

    @Test func totalsAreFormulasThatAgreeWithOurs() throws {
        let (table, document) = try score(.zh)
        let book = try book(document)
        let totals = book.cells.values.filter { $0.formula != nil }
        #expect(totals.count == table.rows.count)
        var found: [String] = []
        for total in totals {
            let value = try #require(total.value)
            #expect(try sum(try #require(total.formula), book) == Int((Double(value) ?? 0) * 100 + 0.5))
            found.append(DecimalText.fixed(Int128((Double(value) ?? 0) * 100 + 0.5), decimals: 2))
        }
        #expect(found.sorted() == table.rows.map(\.total.twoDecimals).sorted())
    }

    @Test func headingsAreFrozenFilteredAndRepeated() throws {
        let book = try book(try score(.en).document)
        for wanted in ["state=\"frozen\"", "<autoFilter ref=", "orientation=\"landscape\"", "paperSize=\"9\""] {
            #expect(book.sheet.contains(wanted))
        }
    }

    @Test func theSameDocumentGivesTheSameBytes() throws {
        let document = try score(.zh).document
        #expect(try book(document).bytes == book(document).bytes)
    }

    @Test func hostileTextStaysText() throws {
        var document = Document("=1+1", language: .zh)
        let texts = [
            "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "<v>1</v>", "\u{1B}[31m",
            String(repeating: "长", count: 40_000),
        ]
        document.sections = [
            Document.Section("=2", table: TextTable([.init("=3")], rows: texts.map { [.init($0)] }), notes: ["=4"])
        ]
        let book = try book(document)
        #expect(!book.sheet.contains("<f>"))
        for cell in book.cells.values where cell.value != nil { #expect(cell.isText) }
        #expect(book.texts.contains("=cmd|' /C calc'!A0") && book.texts.contains("&lt;v&gt;1"))
        #expect(!book.texts.unicodeScalars.contains("\u{1B}"))
    }

    @Test func aDocumentWithoutTablesIsASheetToo() throws {
        var document = Document("空", language: .zh)
        var section = Document.Section("话")
        section.paragraphs = ["只有文字"]
        document.sections = [section]
        #expect(try book(document).texts.contains("只有文字"))
    }
}
