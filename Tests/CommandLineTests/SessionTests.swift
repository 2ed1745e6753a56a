import Foundation
import TestSupport
import Testing

/// A day at the ledger, as the clerk sees it: each command with what it prints, read by people once.
@Suite struct SessionTests {
    static let commands = [
        "init --source 长商发〔2020〕17号",
        "init",
        "append 企业登记 统一社会信用代码=\(Clerk.code) name=示例纺织 township=夹浦 export_band=500万美元以下 --effective 2018-01-01 --id e1",
        "append 月度进出口 enterprise=\(Clerk.code) month=2020-05 出口额=1250000.50 import_cny=0 "
            + "general_trade_export_cny=0 epidemic_goods_export_cny=0 --id t1 --source may.csv:2",
        "append trade.reported enterprise=\(Clerk.code) month=2020-05 export_cny=1250000.5 import_cny=0 "
            + "general_trade_export_cny=0 epidemic_goods_export_cny=0",
        "append trade.reported enterprise=\(Clerk.code) month=2020-05 export_cny=1 import_cny=0 "
            + "general_trade_export_cny=0 epidemic_goods_export_cny=0",
        "append monitoring.scored township=夹浦乡 month=2020-05 score=101",
        "append 进出口 month=2020-05",
        "append trade.reported month",
        "append --file good.jsonl --dry-run",
        "append --file good.jsonl",
        "append --file good.jsonl",
        "append --file bad.jsonl",
        "log --township 夹浦",
        "log --type 参展 --from 2020-06-01 --to 2020-06-30",
        "log --limit 1",
        "show t1",
        "correct t1 出口额=980000 --reason 报关单更正 --decided 2020-06-20 --id c1 --dry-run",
        "correct t1 出口额=980000 --reason 报关单更正 --decided 2020-06-20 --id c1",
        "correct c1 import_cny=1,0 --reason 手误",
        "retract v1 --reason 重复报送 --decided 2020-06-21 --id x1",
        "retract v1 --reason 重复报送",
        "retract e1 --reason 注销",
        "show c1",
        "score --on 2020-05-31",
        "score --on 2020-05-31 --known 2 --township jiapu",
        "score --on 2020-05-31 --township 夹浦乡",
        "score --on 2020-05-31 --township 太湖",
        "score --on 1999-12-31",
        "score --on 2020-05-31 --known 99",
        "progress --on 2020-06-30",
        "scheme list",
        "scheme check bad-scheme.json",
        "scheme check missing.json",
        "catalog 酌情打分",
        "export -o all.jsonl",
        "restore all.jsonl --ledger copy.sqlite",
        "restore all.jsonl --ledger copy.sqlite",
        "restore bad.jsonl --ledger other.sqlite",
        "verify",
        "rebuild",
        "score --ledger missing.sqlite",
    ]

    static let good = """
        {"type":"fair.participated","id":"v1","effective":"2020-06-15","data":{"enterprise":"\(Clerk.code)",\
        "fair":"广交会","mode":"online","intended_orders_usd":"120000"}}
        {"type":"monitoring.scored","id":"m1","data":{"township":"jiapu","month":"2020-05","score":"96.50"}}

        """
    static let bad = """
        {"type":"monitoring.scored","data":{"township":"jiapu","month":"2020-06","score":"96,5"}}

        {"type":"monitoring.scored","data":{"township":"jiapu","month":"2020-06","score":"96.5"}}
        {"type":"monitoring.scored","data":{"township":"jiapu","score":"96.5"},"seq":4}
        not JSON

        """

    /// Times, roots, keys and made ids differ from run to run.
    static func masked(_ text: String) -> String {
        text.replacing(#/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{3}Z)?/#) { String(repeating: "T", count: $0.0.count) }
            .replacing(#/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/#) {
                String(repeating: "i", count: $0.0.count)
            }
            .replacing(#/taizhang\/[0-9a-f]{16}\+[0-9a-f]{8}\+[A-Za-z0-9+\/]{44}/#, with: "<public key>")
            .replacing(#/[A-Za-z0-9+\/]{43}=/#, with: "<root>")
            .replacing(#/[A-Za-z0-9+\/]{12}…/#, with: "<root>…")
    }

    @Test(arguments: [("zh_CN.UTF-8", "session.zh.txt"), ("C", "session.en.txt")])
    func readsAsItDid(locale: String, golden: String) throws {
        let clerk = try Clerk(locale: locale)
        try clerk.write("good.jsonl", Self.good)
        try clerk.write("bad.jsonl", Self.bad)
        try clerk.write("bad-scheme.json", #"{"id":"x","title":"t","year":2021,"total":"1","townships":[]}"#)
        var text = ""
        for command in Self.commands {
            let answer = try clerk(command)
            text += "$ taizhang \(command)\n\(answer.output)"
            text += answer.complaint.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
                "! \($0)\n"
            }.joined()
            text += answer.code == 0 ? "\n" : "[\(answer.code)]\n\n"
        }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden").appendingPathComponent(golden)
        #expect(try Golden.differences(Self.masked(text), file) == [])
    }
}
