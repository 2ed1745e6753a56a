import Records
import Reports
import Testing

@Suite struct CatalogPageTests {
    @Test(arguments: Language.allCases) func everyTypeHasAPage(language: Language) {
        let page = CatalogPage(language)
        let list = page.list(width: 80, colour: false)
        for line in list.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80) }
        for type in EventType.allCases {
            #expect(list.contains("\n" + type.rawValue + " "))
            for width in [60, 80, 120] {
                let text = page.text(type, width: width, colour: false)
                let entry = Catalog[type]
                for field in entry.fields { #expect(text.contains("\n" + field.name + " ")) }
                #expect(text.hasSuffix(entry.example + "\n"))
                for line in text.split(separator: "\n") where !line.contains(entry.example) {
                    #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
                }
            }
        }
    }

    @Test func aTypesPage() {
        #expect(
            CatalogPage(.zh).text(.monitoringScored, width: 80, colour: false) == """
                订单+清单考核得分 monitoring.scored（orders-and-lists score）

                字段      名称              可填内容
                ────────────────────────────────────────────────────────────
                township  乡镇(街道、园区)  现行考核办法所列乡镇的编号或名称
                month     月份              月份 YYYY-MM，如 2020-06
                score     得分              0 至 100 的数字，最多 2 位小数

                业务日期  月末（由月份得出）
                唯一性    乡镇 + 月份
                示例      taizhang append monitoring.scored township=煤山镇 month=2020-06 score=96.5

                """)
    }

    @Test func jsonNamesEveryTypeAndField() throws {
        let types = try #require(CatalogPage.json["types"]?.array)
        #expect(types.compactMap { $0["type"]?.text } == Catalog.types.map(\.type.rawValue))
        let trade = try #require(types.first { $0["type"]?.text == "trade.reported" })
        #expect(trade["fields"]?.array?.count == 6)
        #expect(trade["fields"]?.array?[2]["unit"]?.text == "cny")
        #expect(trade["not_above"]?.array?[0]["limit"]?.text == "export_cny")
        #expect(trade["effective"]?["from"]?.text == "month_end")
        let fair = try #require(types.first { $0["type"]?.text == "fair.participated" })
        #expect(fair["fields"]?.array?[2]["choices"]?.array?[0]["zh"]?.text == "线上")
        #expect(types.first { $0["type"]?.text == "event.corrected" }?["natural_key"] == nil)
    }
}
