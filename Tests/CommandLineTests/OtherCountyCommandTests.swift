import Foundation
import TestSupport
import Testing

/// Another county's year at the command line: its scheme is a file, and every command answers by it.
@Suite struct OtherCountyCommandTests {
    private static let scheme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("SchemeTests/Resources/qinglan-2021.json").path

    private static let facts = """
        {"type":"enterprise.registered","effective":"2018-01-01","data":{"enterprise":"\(ExampleEnterprise.code(1))",\
        "name":"青岚针织","township":"yunxi","export_band":"under_5m_usd"}}
        {"type":"trade.reported","id":"t0","data":{"enterprise":"\(ExampleEnterprise.code(1))","month":"2020-03",\
        "export_cny":"50000000","import_cny":"0","general_trade_export_cny":"0","epidemic_goods_export_cny":"0"}}
        {"type":"trade.reported","id":"t1","data":{"enterprise":"\(ExampleEnterprise.code(1))","month":"2021-03",\
        "export_cny":"52800000","import_cny":"0","general_trade_export_cny":"0","epidemic_goods_export_cny":"0"}}

        """

    @Test func aYearOfTheOtherCounty() throws {
        let clerk = try Clerk()
        #expect(try clerk(["scheme", "check", Self.scheme]).output.contains("8 townships, 14 indicators, 125 points"))
        #expect(try clerk(["init", "--scheme", Self.scheme]).code == 0)
        try clerk.write("facts.jsonl", Self.facts)
        #expect(try clerk("append --file facts.jsonl").code == 0)
        let row = try clerk("score --on 2021-03-31 --format json").json?["townships"]?.array?[1]
        #expect(row?["id"]?.text == "yunxi" && row?["rank"]?.integer == 1)
        // Half of the target of 105,600,000 yuan; growth of 5.6 % is in the second band; one exporter as last year.
        let points = ["volume", "growth", "entities"].map { id in
            row?["items"]?.array?.first { $0["id"]?.text == id }?["points"]?.text
        }
        #expect(points == ["12.50", "10.00", "15.00"])
        let explained = try clerk("explain 云溪镇 growth --on 2021-03-31").output
        #expect(explained.contains("in the band from 5%: 10 points; 15 from 10%"))
        #expect(explained.contains("增长5%（含）以上得10分"), "the clause's own words")
        let volume = try clerk("explain 云溪镇 volume --on 2021-03-31").output
        #expect(volume.contains("value 52,800,000 CNY, target 105,600,000 CNY (through 2021-03)"))
        for command in [
            "progress --on 2021-03-31", "bulletin 2021-03", "close 2021-03", "scheme show --on 2021-03-31", "verify",
            "what-if --reach 经济开发区 1 --on 2021-03-31",
        ] {
            let answer = try clerk(command)
            #expect(answer.code == 0, "\(command): \(answer.complaint)")
        }
        #expect(try clerk("export -o all.jsonl").code == 0)
        #expect(try clerk("restore all.jsonl --ledger again.sqlite").code == 0)
        let again = try clerk("score --ledger again.sqlite --on 2021-03-31 --format json")
        #expect(try again.json == clerk("score --on 2021-03-31 --format json").json)
    }

    /// A clause of the same number in another notice is not quoted from the built-in one.
    @Test func noOtherNoticesWords() throws {
        let clerk = try Clerk()
        let text = try String(contentsOfFile: Self.scheme, encoding: .utf8)
            .replacing("第二章 出口规模", with: "附件2 目标任务 1").replacing("clause_text", with: "note")
        try clerk.write("other.json", text)
        #expect(try clerk("init --scheme other.json").code == 0)
        let explained = try clerk("explain 云溪镇 volume --on 2021-03-31").output
        #expect(explained.contains("附件2 目标任务 1") && !explained.contains("得40分"))
    }
}
