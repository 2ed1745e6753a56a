import Ledger
import Records
import TestSupport
import Testing

/// ledger.md §2, Canonical form: strings are kept after Unicode NFC and trimming of outer white space.
@Suite struct StoredFormTests {
    @Test func textIsTrimmedAndComposed() throws {
        let ledger = try StandardLedger.make()
        var submission = Submission.register(3, " jiapu ").with("name", "\u{3000}Cafe\u{301} 示例 公司\u{A0}\n")
        submission.source = " may.csv:3\t"
        submission.actor = " 王 "
        let seq = try ledger.append(submission).head.size
        let event = try #require(try ledger.event(seq))
        let name = try #require(event.data["name"]?.text)
        #expect(Array(name.utf8) == Array("Caf\u{E9} 示例 公司".utf8))
        #expect(event.data["township"]?.text == "jiapu")
        #expect(event.source == "may.csv:3" && event.actor == "王")
        // Composed otherwise, it is the same.
        var again = submission
        again.data = submission.data.setting("name", .string("Caf\u{E9} 示例 公司"))
        #expect(try ledger.append(again).head.size == seq)
    }

    /// A scheme's texts as well.
    @Test func aSchemesTextIsComposed() throws {
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme().setting("title", .string(" E\u{301} "))))
        let title = try #require(try ledger.event(1)?.data["scheme"]?["title"]?.text)
        #expect(Array(title.utf8) == Array("\u{C9}".utf8))
    }

    /// RFC 8785: keys in order, no space, text as it is; the exported line, the stored text and the tree's leaf.
    @Test func anEventIsOneCanonicalLine() throws {
        let ledger = try StandardLedger.make()
        var submission = Submission.visit(1, "第127届“广交会”\\\"/网上\"", on: "2020-06-15", orders: "120000.00", id: "f1")
        submission.source = "a/b"
        try ledger.append(submission)
        let line = try #require(try ledger.lines().last)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"actor":"test","data":{"enterprise":"\#(ExampleEnterprise.code(1))","#
                + #""fair":"第127届“广交会”\\\"/网上\"","intended_orders_usd":"120000","mode":"online"},"#
                + #""effective":"2020-06-15","id":"f1","recorded_at":"2020-06-30T16:00:00.000Z","seq":12,"#
                + #""source":"a/b","type":"fair.participated","v":1}"#)
    }

    @Test func aMonthGivesTheEffectiveDate() throws {
        let ledger = try StandardLedger.make()
        try ledger.append([.trade(1, "2020-02"), .trade(1, "2019-02"), .monitor("jiapu", "2019-12", "1")])
        #expect(
            try (12...14).map { try ledger.event($0)?.effective.description } == [
                "2020-02-29", "2019-02-28", "2019-12-31",
            ])
    }
}
