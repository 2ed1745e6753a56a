import Reports
import Testing

@Suite struct CSVTests {
    @Test(arguments: [
        ("煤山镇", "煤山镇"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("@sum", "'@sum"), ("-12.50", "-12.50"), ("-12.", "'-12."), ("-", "'-"),
        ("-1-2", "'-1-2"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("\r\nx", "\"'\r\nx\""), ("12.50", "12.50"),
        ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), (" x", "\" x\""), ("", ""),
        ("＝1", "'＝1"),
    ])
    func writesACell(value: String, written: String) { #expect(CSV.text([[value]]) == written + "\r\n") }

    @Test func rowsEndInCarriageReturnAndLineFeed() {
        #expect(CSV.text([["a", "b"], ["1", ""]]) == "a,b\r\n1,\r\n")
        #expect(CSV.text([["a"]], withByteOrderMark: true) == "\u{FEFF}a\r\n")
    }
}
