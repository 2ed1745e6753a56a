import Testing

@testable import Sheets

/// Worksheets of Office Open XML, as programs write them (ECMA-376-1 §18.3).
struct WorksheetTests {
    private static let styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2">\
        <numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
        <numFmt numFmtId="165" formatCode="#,##0.00&quot;days&quot;;[Red]\\d0"/></numFmts><cellStyleXfs count="1">\
        <xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>\
        <xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>
        """
    private static let strings = """
        <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>夹浦镇</t></si>\
        <si><r><t>第127届</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 广交会</t></r><rPh sb="0" eb="1"><t>ド</t></rPh></si>\
        <si><t>a_x000D_b_x0041</t></si></sst>
        """

    @Test func cellsOfEveryKind() throws {
        let book = try HandmadeWorkbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>\
            <row r="3"><c r="A3"><v>1234.5600000000001</v></c><c r="B3" s="1"><v>43997</v></c><c r="C3" s="2"><v>43997.75</v></c>\
            <c r="D3" s="3"><v>2</v></c><c r="E3" t="inlineStr"><is><t>行内</t></is></c><c r="F3" t="b"><v>1</v></c>\
            <c r="G3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H3"><f>A1</f></c><c r="I3"><f>1+1</f><v>2</v></c>\
            <c r="J3" t="str"><f>A1</f><v>文</v></c><c r="K3" t="d"><v>2020-06-15T00:00:00</v></c></row><row r="4"><c r="A4" s="1"/></row>
            """, parts: ["xl/styles.xml": WorksheetTests.styles, "xl/sharedStrings.xml": WorksheetTests.strings])
        let rows = try book.rows()
        #expect(rows.map(\.number) == [1, 3])
        #expect(Reading.texts([rows[0]]) == [["夹浦镇", "第127届 广交会", "", "a\rb_x0041"]])
        #expect(
            rows[1].cells == [
                Cell(column: 1, kind: .number, text: "1234.56"), Cell(column: 2, kind: .date, text: "2020-06-15"),
                Cell(column: 3, kind: .date, text: "2020-06-15"), Cell(column: 4, kind: .number, text: "2"),
                Cell(column: 5, text: "行内"), Cell(column: 6, kind: .boolean, text: "TRUE"),
                Cell(column: 7, kind: .error, isFormula: true, text: "#DIV/0!"),
                Cell(column: 8, kind: .uncomputed, isFormula: true, text: ""),
                Cell(column: 9, kind: .number, isFormula: true, text: "2"),
                Cell(column: 10, isFormula: true, text: "文"), Cell(column: 11, kind: .date, text: "2020-06-15"),
            ])
    }

    @Test func placesMayBeLeftOutAndNamesPrefixed() throws {
        let sheet = """
            <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>\
            <x:c><x:v>2</x:v></x:c></x:row><x:row><x:c r="C2"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>
            """
        let book = try HandmadeWorkbook(parts: ["xl/worksheets/sheet1.xml": sheet])
        #expect(Reading.texts(try book.rows()) == [["1", "2"], ["", "", "3"]])
    }

    @Test func the1904System() throws {
        let workbook = HandmadeWorkbook.workbook.replacing("<sheets>", with: "<workbookPr date1904=\"1\"/><sheets>")
        let book = try HandmadeWorkbook(
            "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42535</v></c></row>",
            parts: ["xl/workbook.xml": workbook, "xl/styles.xml": WorksheetTests.styles])
        #expect(Reading.texts(try book.rows()) == [["2020-06-15"]])
    }

    @Test(arguments: [
        ("0", "1904-01-01", "1899-12-31"), ("59", "1904-02-29", "1900-02-28"), ("60", "1904-03-01", nil),
        ("61", "1904-03-02", "1900-03-01"), ("43997.999", "2024-06-16", "2020-06-15"),
    ])
    func serialDates(serial: String, in1904: String, in1900: String?) {
        #expect(SerialDate.day(serial, .year1904) == in1904)
        #expect(SerialDate.day(serial, .year1900) == in1900)
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("12", "12"), ("12.50", "12.5"), ("1234.5600000000001", "1234.56"),
        ("0.30000000000000004", "0.3"), ("1.2E+3", "1200"), ("1E-2", "0.01"), ("1.5e10", "15000000000"),
        ("9.1330522123456794E+17", "913305221234568000"), ("99999999999999.995", "100000000000000"),
        ("123456789012345.6", "123456789012346"), ("-3.5", "-3.5"), ("0.1", "0.1"), ("007", "7"),
    ])
    func numbersAsExcelShowsThem(stored: String, shown: String) {
        #expect(NumberText.plain(stored.utf8) == shown)
    }

    @Test(arguments: ["", "-", "1e", "1e999", "NaN", "1 2", "1.2.3", "0x1"])
    func whatIsNoNumber(text: String) { #expect(NumberText.plain(text.utf8) == nil) }

    /// Every decimal of two places that a sheet can hold comes back from the nearest binary number.
    @Test func centsSurviveBinaryFractions() {
        for whole in [0, 1, 99, 123_456, 9_999_999_999] {
            for cents in 0..<100 {
                let text =
                    cents % 10 == 0
                    ? "\(whole)" + (cents == 0 ? "" : ".\(cents / 10)")
                    : "\(whole)." + (cents < 10 ? "0" : "") + "\(cents)"
                let stored = Double(text) ?? 0
                #expect(NumberText.plain("\(stored * 3 / 3)".utf8) == text)
            }
        }
    }

    @Test(arguments: [
        ("yyyy-mm-dd", true), ("General", false), ("G/通用格式", false), ("#,##0.00_);[Red]\\(#,##0.00\\)", false),
        ("[$-804]yyyy\"年\"m\"月\"", true), ("0\"days\"", false), ("h:mm", true), ("@", false),
    ])
    func dateFormats(code: String, isDate: Bool) { #expect(DateFormat.isDate(code) == isDate) }

    @Test func columnNames() {
        for (number, name) in [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")] {
            #expect(ColumnName.of(number) == name)
            #expect(ColumnName.read("\(name)7")?.column == number)
        }
    }
}
