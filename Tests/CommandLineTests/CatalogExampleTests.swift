import Foundation
import Ledger
import Records
import TestSupport
import Testing

/// The examples of `taizhang catalog` are typed off the screen: they have to work as they stand.
@Suite struct CatalogExampleTests {
    /// A ledger in which everything stands that the examples take for granted.
    static func clerk() throws -> Clerk {
        let clerk = try Clerk()
        #expect(try clerk("init").code == 0)
        let next = try TemporaryLedger.builtInScheme().setting("id", .string("changxing-2021"))
            .setting("year", .integer(2021))
        try clerk.write("changxing-2021.json", String(decoding: next.canonical, as: UTF8.self))
        let code = ExampleEnterprise.code(1)
        try clerk.write(
            "before.jsonl",
            """
            {"type":"enterprise.registered","effective":"2018-01-01","data":{"enterprise":"\(code)","name":"n",\
            "township":"jiapu","export_band":"under_5m_usd"}}
            {"type":"trade.reported","id":"trade-2020-05-0123","data":{"enterprise":"\(code)","month":"2020-05",\
            "export_cny":"1000000","import_cny":"0","general_trade_export_cny":"0","epidemic_goods_export_cny":"0"}}
            {"type":"fair.participated","id":"fair-0042","effective":"2020-06-15","data":{"enterprise":"\(code)",\
            "fair":"f","mode":"online","intended_orders_usd":"1"}}

            """)
        #expect(try clerk("append --file before.jsonl").code == 0)
        return clerk
    }

    /// In the catalog's order each one finds what it needs: the registration, the report.
    @Test func everyExampleIsRecorded() throws {
        let clerk = try Self.clerk()
        for entry in Catalog.types {
            let answer = try clerk.shell(entry.example + " --format json")
            #expect(answer.code == 0, "\(entry.example): \(answer.complaint)")
            // What `close` records it tells in its own words.
            let recorded = answer.json?[entry.type == .monthClosed ? "edition" : "recorded"]
            #expect(recorded == .integer(1), "\(entry.example): \(answer.output)")
        }
        #expect(try clerk("log --type 参展 --format json").output.contains("第127届广交会(网上)"))
    }
}
