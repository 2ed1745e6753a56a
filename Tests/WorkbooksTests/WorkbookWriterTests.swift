import Foundation
import TestSupport
import Testing

@testable import Workbooks

@Suite struct WorkbookWriterTests {
    /// Writes a workbook and gives the text of one of its parts.
    private func part(
        _ name: String, _ body: (WorkbookWriter) throws -> Void
    ) throws -> String {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("a.xlsx")
        let workbook = try WorkbookWriter(path: path, title: "测试", created: 1_600_000_000)
        try body(workbook)
        try workbook.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.xlsx"])
        return try WorkbookPart.text(name, of: path)
    }

    @Test func textIsNeverAFormula() throws {
        let hostile = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"]
        let xml = try part("xl/worksheets/sheet1.xml") { workbook in
            let sheet = try workbook.sheet("甲")
            for (row, text) in hostile.enumerated() { try sheet.write(.text(text), at: row, 0) }
        }
        #expect(!xml.contains("<f>"))
        #expect(xml.components(separatedBy: "t=\"s\"").count == hostile.count + 1)
        // All of them bear the text format, so that editing the cell does not make a formula of it.
        #expect(xml.components(separatedBy: " s=\"1\" t=\"s\"").count == hostile.count + 1)
    }

    @Test(arguments: [
        ("0.1", "0.1"), ("12345678901.23", "12345678901.23"), ("999999999999999", "999999999999999"),
        ("-0.01", "-0.01"), ("100", "100"),
    ])
    func numbersKeepTheirDigits(_ given: String, _ stored: String) throws {
        let xml = try part("xl/worksheets/sheet1.xml") { workbook in
            try workbook.sheet("甲").write(.decimal(given), at: 0, 0)
        }
        #expect(xml.contains("<c r=\"A1\"><v>\(stored)</v></c>"))
    }

    @Test func whatANumberCannotKeepIsText() {
        #expect(CellValue.decimal("1234567890123.456") == .text("1234567890123.456"))
        #expect(CellValue.decimal("1234567890123.45") != .text("1234567890123.45"))
        #expect(CellValue.decimal("000000000000000000.1") != .text("000000000000000000.1"))
        for text in ["", "-", "1.", ".5", "1e5", "NaN", "１", "1.2.3"] {
            #expect(CellValue.decimal(text) == .text(text))
        }
    }

    @Test func datesAreDaysAndImpossibleOnesText() throws {
        let xml = try part("xl/worksheets/sheet1.xml") { workbook in
            let sheet = try workbook.sheet("甲")
            try sheet.write(.date(CellDate(year: 2020, month: 6, day: 30)), at: 0, 0)
            try sheet.write(.date(CellDate(year: 2020, month: 6, day: 30, second: 43_200)), at: 0, 1)
            try sheet.write(.date(CellDate(year: 1899, month: 1, day: 1)), at: 0, 2)
            try sheet.write(.date(CellDate(year: 2019, month: 2, day: 29)), at: 0, 3)
        }
        #expect(xml.contains("<v>44012</v>") && xml.contains("<v>44012.5</v>"))
        #expect(xml.components(separatedBy: "t=\"s\"").count == 3)
    }

    @Test func whatDoesNotFitIsRefused() throws {
        _ = try part("xl/workbook.xml") { workbook in
            let sheet = try workbook.sheet("a")
            #expect(throws: WorkbookFault.outOfSheet(row: 1_048_576, column: 0)) {
                try sheet.write(.blank, at: 1_048_576, 0)
            }
            #expect(throws: WorkbookFault.outOfSheet(row: 0, column: -1)) { try sheet.write(.blank, at: 0, -1) }
            #expect(throws: WorkbookFault.sheetNameTaken("A")) { try workbook.sheet("A") }
            #expect(throws: WorkbookFault.sheetName("a/b")) { try workbook.sheet("a/b") }
            #expect(throws: WorkbookFault.choicesTooLong(301)) {
                try sheet.setChoices(
                    [String(repeating: "x", count: 150), String(repeating: "y", count: 150)], of: .cell(0, 0))
            }
            // A name that is too long for a cell is cut, not refused.
            try sheet.write(.text(String(repeating: "长", count: 40_000)), at: 1, 0)
        }
        #expect(throws: WorkbookFault.cannotWrite(path: "/nowhere/a.xlsx", reason: "No such file or directory")) {
            _ = try WorkbookWriter(path: "/nowhere/a.xlsx", title: "", created: 0)
        }
        #expect(SheetName.fit("2020/6: [夹浦]") == "2020_6_ _夹浦_")
        #expect(SheetName.fit("''") == "Sheet")
    }

    @Test func everyPartGoesIn() throws {
        func make(_ workbook: WorkbookWriter) throws {
            let sheet = try workbook.sheet("甲 乙")
            let lists = try workbook.sheet("lists")
            lists.hide()
            try sheet.merge(CellRange(rows: 0...0, columns: 0...2), .text("题"), CellFormat().with(\.isBold, true))
            for row in 1...3 {
                try sheet.write(.text("r\(row)"), at: row, 0)
                try sheet.write(.integer(row), at: row, 1, CellFormat().with(\.number, "0.00"))
            }
            try sheet.write(.formula("=SUM(B2:B4)", result: ExactDecimal("6")), at: 4, 1)
            try sheet.comment("看这里", at: 1, 1, author: "台账")
            try sheet.setChoices(["是", "否"], of: .cell(1, 2))
            try sheet.setChoices(from: CellRange(rows: 0...9, columns: 0...0), on: "lists", of: .cell(2, 2))
            try sheet.freeze(above: 1, leftOf: 1)
            try sheet.filter(CellRange(rows: 1...3, columns: 0...1))
            var setup = PageSetup()
            setup.isLandscape = true
            setup.repeatedRows = 0...1
            setup.footer = "3 & 4"
            try sheet.setPage(setup)
            let range = CellRange(rows: 1...3, columns: 1...1)
            let chart = Chart(
                .line, title: "图", sheet: sheet.name,
                series: [
                    .init(
                        name: "s", categories: CellRange(rows: 1...3, columns: 0...0), values: range, colour: 0xFF0000)
                ])
            try sheet.insert(chart, at: 6, 0)
        }
        let xml = try part("xl/worksheets/sheet1.xml", make)
        for wanted in [
            "<f>SUM(B2:B4)</f><v>6</v>", "<mergeCell ref=\"A1:C1\"/>", "<dataValidation type=\"list\"", "是,否",
            "'lists'!$A$1:$A$10",
            "state=\"frozen\"", "<autoFilter ref=\"A2:B4\"/>", "orientation=\"landscape\"",
            "&amp;L&amp;8 3 &amp;&amp; 4", "<drawing ",
        ] {
            #expect(xml.contains(wanted), "\(wanted) in \(xml)")
        }
        #expect(try part("xl/charts/chart1.xml", make).contains("'甲 乙'!$B$2:$B$4"))
        #expect(try part("xl/comments1.xml", make).contains("看这里"))
        #expect(try part("xl/worksheets/sheet1.xml", make) == xml)
        #expect(try part("docProps/core.xml", make).contains("2020-09-13T12:26:40Z"))
    }
}
