import Intake
import Ledger
import Records
import Sheets
import TestSupport
import Testing

@testable import Intake

/// Values as people write them.
struct ValueTests {
    @Test(arguments: [
        ("12", 0, "12"), ("１２，５００．００", 0, "12500.00"), ("1,234,567.8", 0, "1234567.8"), ("￥1,000", 0, "1000"),
        ("¥ 5 元", 0, "5"), ("1.5", 4, "15000"), ("0.00000001", 8, "1"), ("123456789.12", 4, "1234567891200"),
        ("0.12345678", 8, "12345678"), ("1.50", 4, "15000"), ("0", 8, "0"), ("0.0", 4, "0"), ("-1.5", 4, "-15000"),
        ("007", 0, "007"), ("1.2345678", 4, "12345.678"), ("3万元", 4, "30000"), ("3万", 0, "30000"), ("1 234", 0, "1234"),
        ("999999999999999", 8, "99999999999999900000000"),
    ])
    func amounts(text: String, power: Int, plain: String) {
        let unit = power == 0 ? nil : AmountUnit(power == 4 ? "万元" : "亿元")
        #expect(AmountText.plain(text, unit: unit, currency: .cny) == plain)
    }

    /// What is no amount stays as it stands, for the ledger to refuse.
    @Test(arguments: [
        "12,5O0", "12,50", "1,2345", ",5", "5,", "1.2.3", "1.", ".5", "", "约5", "5美元", "$5", "--5", "1-2", "1e5", "5亿",
    ])
    func whatIsNoAmount(text: String) {
        #expect(AmountText.plain(text, unit: AmountUnit("万元"), currency: .cny) == text)
    }

    /// Scaling is exact: against integers of any size.
    @Test(arguments: 0..<50)
    func scalingIsExact(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let whole = Int64.random(in: 0...999_999_999, using: &random)
            let behind = Int64.random(in: 0...9999, using: &random)
            let digits = String(behind + 10_000).dropFirst()
            #expect(
                AmountText.plain("\(whole).\(digits)", unit: AmountUnit("万元"), currency: .cny)
                    == "\(whole * 10_000 + behind)")
        }
    }

    @Test(arguments: [
        ("2020年6月15日", "2020-06-15"), ("2020/6/15", "2020-06-15"), ("2020.6.15", "2020-06-15"),
        ("2020-6-15", "2020-06-15"),
        ("２０２０年０６月１５日", "2020-06-15"), ("20200615", "2020-06-15"), ("2020 年 6 月 15 日", "2020-06-15"),
        ("2020-06-15 00:00:00", "2020-06-15"), ("2020-06-15T00:00:00", "2020-06-15"), ("2020年6月15号", "2020-06-15"),
        ("2020-02-30", nil), ("2020-06", nil), ("15/6/2020", nil), ("6/15", nil), ("20-6-15", nil),
        ("2020-06-15 13:00", nil),
        ("2020--06-15", nil), ("", nil), ("43997", nil), ("2020年", nil),
    ])
    func dates(text: String, date: String?) { #expect(DateText.date(text) == date) }

    @Test(arguments: [
        ("2020-06", "2020-06"), ("2020/6", "2020-06"), ("2020.6", "2020-06"), ("2020年6月", "2020-06"),
        ("2020年06月份", "2020-06"),
        ("202006", "2020-06"), ("2020-06-01", "2020-06"), ("2020/6/30", "2020-06"), ("2020-06-15", nil),
        ("2020-13", nil),
        ("6月", nil), ("2020", nil), ("1-6月", nil), ("2020年1-6月", nil),
    ])
    func months(text: String, month: String?) { #expect(DateText.month(text) == month) }

    @Test func aNumberMayHaveLostAZero() {
        let vocabulary = Vocabulary(townships: [], ratedItems: [])
        func month(_ cell: Cell, csv: Bool = false) -> String? {
            var values = CellValue(vocabulary, isUntyped: csv)
            return try? values.value(cell, .month, nil).get()
        }
        #expect(month(Cell(column: 1, kind: .number, text: "2020.1")) == nil)
        #expect(month(Cell(column: 1, text: "2020.1"), csv: true) == nil)
        #expect(month(Cell(column: 1, text: "2020.1")) == "2020-01")
        #expect(month(Cell(column: 1, kind: .number, text: "2020.11")) == "2020-11")
        #expect(month(Cell(column: 1, kind: .date, text: "2020-06-17")) == "2020-06")
    }

    @Test func errorsOfFormulasAreFaultsInTextToo() {
        var values = CellValue(Vocabulary(townships: [], ratedItems: []), isUntyped: false)
        for kind in [RecordType.Kind.text(limit: 9), .enterprise, .amount(.cny), .month, .township] {
            #expect(throws: CellFault.self) {
                try values.value(Cell(column: 1, kind: .error, text: "#REF!"), kind, nil).get()
            }
            #expect(throws: CellFault.self) {
                try values.value(Cell(column: 1, kind: .uncomputed, isFormula: true, text: ""), kind, nil).get()
            }
        }
    }

    @Test func countries() {
        for code in Countries.codes {
            let name = CountryNames.name(of: code)
            #expect(name.flatMap(CountryNames.code) == code, "\(code)")
            #expect(CountryNames.code(of: code.lowercased()) == code)
        }
        for (name, code) in [("香港", "HK"), ("台湾", "TW"), ("刚果(金)", "CD"), ("印尼", "ID"), ("阿联酋", "AE"), ("刚果(布)", "CG")]
        {
            #expect(CountryNames.code(of: name) == code)
        }
        #expect(CountryNames.code(of: "夹浦") == nil)
    }
}
