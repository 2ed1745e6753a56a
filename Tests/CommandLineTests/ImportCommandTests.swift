import Foundation
import Ledger
import Records
import TestSupport
import Testing

/// A clerk's way with spreadsheets: a form, filled in, imported, put right, imported again, changed.
@Suite struct ImportCommandTests {
    private static let code = ExampleEnterprise.code(1)

    @Test func fromTheFormToACorrection() throws {
        let clerk = try Clerk.withLedger(locale: "zh_CN.UTF-8")
        #expect(try clerk("template 月度进出口 -o 六月.csv").output == "样表：六月.csv\n")
        let form = String(decoding: try clerk.bytes("六月.csv"), as: UTF8.self)
        try clerk.write(
            "六月.csv", form + "\(Self.code),2020年6月,\"12,500\",0,0,0,\r\n\(Self.code),2020-07,1O0,0,0,0,\r\n")
        let size = try clerk("log --format json").json?["events"]?.array?.count

        let refused = try clerk("import 六月.csv --marked 问题.xlsx")
        #expect(refused.code == 1)
        #expect(refused.output.isEmpty)
        #expect(
            refused.complaint == """
                六月.csv!C4 出口额 export_cny: 填的是“1O0”（字母 O）；应为：以元为单位的数字，最多 2 位小数，如 12500.00；请核对原数；若 O 是 0，应填 100
                2 条中有 1 条被退回；全部未入账
                标出 1 格：问题.xlsx

                """)
        #expect(try clerk("log --format json").json?["events"]?.array?.count == size)

        try clerk.write(
            "六月.csv", form + "\(Self.code),2020年6月,\"12,500\",0,0,0,\r\n\(Self.code),2020-07,100,0,0,0,\r\n")
        let rehearsed = try clerk("import 六月.csv --dry-run")
        #expect(
            rehearsed.output == "六月.csv：月度进出口 trade.reported，2 条；示例行不计：第 2 行；未用的列：备注\n可以入账 2 条\n试算，未入账\n")
        #expect(try clerk("import 六月.csv").code == 0)
        #expect(try clerk("import 六月.csv").output.contains("入账 0 条，此前已入账 2 条"))

        try clerk.write("改.csv", form + "\(Self.code),2020-06,13000,0,0,0,\r\n")
        let proposed = try clerk("import 改.csv")
        #expect(proposed.code == 1)
        #expect(proposed.complaint.contains("  出口额  12,500 元 → 13,000 元\n"))
        let corrected = try clerk(["import", "改.csv", "--correct", "--reason", "报关单更正", "--format", "json"])
        #expect(corrected.code == 0)
        #expect(corrected.json?["corrected"]?.array?.count == 1)
        #expect(try clerk("import 改.csv").code == 0)
        #expect(try clerk("verify").code == 0)
    }

    /// A form as it comes holds nothing to record, and its example is no fact. All of its sheets are recognised.
    @Test(arguments: ["zh", "en"]) func formsAreReadByTheImport(language: String) throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk("template -o forms.xlsx --lang \(language)").code == 0)
        let answer = try clerk("import forms.xlsx --format json")
        #expect(answer.code == 0)
        let sheets = answer.json?["sheets"]?.array ?? []
        let types = Catalog.types.filter(\.isCorrectable).count
        #expect(sheets.count == types)
        #expect(sheets.allSatisfy { $0["facts"] == .integer(0) && $0["examples"] == .array([.integer(2)]) })
        #expect(Set(sheets.map { $0["type"] }).count == types)
        // Somebody may have begun to fill it in.
        #expect(try clerk("template -o forms.xlsx").code == 1)
    }

    @Test func refusalsForPrograms() throws {
        let clerk = try Clerk.withLedger()
        try clerk.write("t.csv", "信用代码,首次业务日期\nx,2020-06-08\n")
        let answer = try clerk("import t.csv --format json")
        #expect(answer.code == 1)
        let fault = answer.json?["refused"]?.array?.first
        #expect(fault?["file"] == .string("t.csv"))
        #expect(fault?["row"] == .integer(2))
        #expect(fault?["column"] == .string("A"))
        #expect(fault?["problem"] == .string("bad_credit_code"))
        let heading = try clerk("import start.jsonl --format json")
        #expect(heading.json?["refused"]?.array?.first?["problem"] == .string("no_heading"))
    }
}
