import Intake
import Ledger
import Records
import Sheets
import TestSupport
import Testing

@testable import Intake

/// How headings are understood, and what is said where they are not.
struct HeadingTests {
    private static let code = ExampleEnterprise.code(1)

    /// The type of a table with this heading; nil where it is refused.
    private static func type(_ heading: String, title: String? = nil, told: EventType? = nil) throws -> EventType? {
        let desk = try ImportDesk()
        let path = try desk.write("t.csv", (title.map { $0 + "\n" } ?? "") + heading + "\n")
        do { return try desk.intake([path], .init(type: told)).sources.first?.plan.type } catch is IntakeFaults {
            return nil
        }
    }

    /// The catalog's own words are headings, in both languages and in any order, with or without a unit.
    @Test func everyTypeIsKnownByTheCatalogsWords() throws {
        for entry in HeadingWords.types {
            let date: (zh: String, en: String)? =
                if case .given(let zh, let en) = entry.effective { (zh, en) } else { nil }
            let zh = entry.fields.map(\.zh) + (date.map { [$0.zh] } ?? [])
            let names = entry.fields.map(\.name) + (date.map { ["effective (\($0.en))"] } ?? [])
            let en = entry.fields.map(\.en) + (date.map { [$0.en] } ?? [])
            for words in [zh, names, en, zh.reversed()] {
                #expect(try Self.type(words.map { "\"\($0)\"" }.joined(separator: ",")) == entry.type, "\(words)")
            }
        }
    }

    @Test(arguments: [
        // A date of any name tells nothing by itself: the type must be named.
        ("信用代码,日期", nil, nil), ("信用代码,日期", "新增服务贸易企业", EventType.serviceTraderEntered),
        ("信用代码,首次业务日期", nil, .serviceTraderEntered), ("信用代码,渠道,日期", nil, .exporterEntered),
        ("信用代码,乡镇,日期", nil, nil), ("信用代码,乡镇,迁入日期", nil, .enterpriseRelocated),
        ("信用代码 *,【企业名称】,乡镇,出口规模(必填),登记日期：", nil, .enterpriseRegistered),
        ("乡镇,月份,得分", nil, .monitoringScored), ("乡镇,考核项,月份,得分", nil, .pointsRated),
    ])
    func types(heading: String, title: String?, type: EventType?) throws {
        #expect(try Self.type(heading, title: title) == type)
    }

    @Test func theTypeMayBeTold() throws {
        #expect(try Self.type("信用代码,日期", told: .serviceTraderEntered) == .serviceTraderEntered)
        #expect(
            try ImportDesk().headingFault("信用代码,日期", options: .init(type: .exporterEntered))
                == .missingColumns(.exporterEntered, ["channel"]))
    }

    @Test(arguments: [
        (
            "信用代码,月份,出口额,进口额",
            HeadingFault.missingColumns(.tradeReported, ["general_trade_export_cny", "epidemic_goods_export_cny"])
        ),
        ("信用代码,月份,离岸外包执行额(吨)", .unknownUnit(column: 3, heading: "离岸外包执行额(吨)", unit: "吨")),
        ("信用代码,月份,离岸外包执行额（万美元）", .otherCurrency(column: 3, heading: "离岸外包执行额（万美元）", field: "offshore_outsourcing_cny")),
        ("信用代码,月份,离岸外包执行额,离岸执行额", .twice(field: "offshore_outsourcing_cny", columns: [3, 4])),
        ("离岸外包执行额\n信用代码,1月,2月", .monthWithoutYear(column: 2, heading: "1月")),
        ("信用代码,2020年1月,2020年2月", .monthsOfWhat), ("甲,乙,丙", .noHeading),
    ])
    func faults(text: String, fault: HeadingFault) throws {
        #expect(try ImportDesk().headingFault(text) == fault)
    }

    /// Sums over months and other figures are not taken for a month's.
    @Test(arguments: ["累计出口额", "1-6月出口额", "出口额同比", "上年同期出口额", "2020年1-6月出口额"])
    func whatIsNoMonthsFigure(heading: String) throws {
        guard
            case .missingColumns(.tradeReported, ["export_cny"])? = try ImportDesk().headingFault(
                "信用代码,月份,\(heading),进口额,一般贸易出口额,防疫物资出口额")
        else {
            Issue.record("\(heading) is taken for exports")
            return
        }
    }

    @Test(arguments: [
        ("元", 0, "cny"), ("万元", 4, "cny"), ("亿元", 8, "cny"), ("千元", 3, "cny"), ("人民币万元", 4, "cny"), ("万元人民币", 4, "cny"),
        ("美元", 0, "usd"), ("万美元", 4, "usd"), ("亿美元", 8, "usd"), ("usd", 0, "usd"), ("万", 4, ""), ("百万美元", 6, "usd"),
    ])
    func units(text: String, power: Int, currency: String) {
        let unit = AmountUnit(text)
        #expect(unit?.power == power)
        #expect(unit?.currency?.rawValue ?? "" == currency)
    }

    @Test(arguments: ["", "吨", "家", "%", "欧元", "万欧元", "美元元", "元美元人民币", "个"])
    func whatIsNoUnit(text: String) { #expect(AmountUnit(text) == nil) }

    @Test(arguments: [
        "2020年离岸服务外包执行额\n单位：万元\n信用代码,1月\n\(code),1.5", "信用代码,月份,离岸外包执行额万元\n\(code),2020-01,1.5",
        "信用代码,月份,离岸外包执行额\n,,（万元）\n\(code),2020-01,1.5", "信用代码,月份,离岸外包执行额：万元\n\(code),2020-01,1.5",
        "(金额单位：万元、万美元)\n信用代码,月份,离岸外包执行额\n\(code),2020-01,1.5",
        "单位：元\n信用代码,月份,离岸外包执行额(万元)\n\(code),2020-01,1.5", "信用代码,月份,离岸外包执行额\n\(code),2020-01,1.5万元",
        "2020年1月服务贸易\n信用代码,离岸外包执行额(万元)\n\(code),1.5", "信用代码,2020-01离岸外包执行额(万元)\n\(code),1.5",
        "离岸服务外包执行额(万元)\n信用代码,2020-01(万元)\n\(code),1.5",
        "信用代码,月份,离岸外包执行额(万元)\n信用代码,月份,离岸外包执行额(万元)\n\(code),2020-01,1.5",
    ])
    func unitsAndMonthsWhereverTheyStand(text: String) throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        guard case .taken = try desk.take(try desk.write("t.csv", text)) else {
            Issue.record("refused")
            return
        }
        #expect(
            try desk.events().map { $0.split(separator: " ").last } == [
                "{\"enterprise\":\"\(Self.code)\",\"month\":\"2020-01\",\"offshore_outsourcing_cny\":\"15000\"}"
            ])
    }

    @Test(arguments: ["合计", "合 计：", "总计", "小计", "全县合计", "Total"])
    func totalsAreLeftOut(word: String) throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        let path = try desk.write(
            "t.csv",
            "序号,信用代码,月份,离岸外包执行额\n1,\(Self.code),2020-01,5\n\(word),,,5\n,\(word),,5\n合计,\(Self.code),2020-02,6\n")
        guard case .taken(let receipt, let page) = try desk.take(path) else {
            Issue.record("refused")
            return
        }
        // A row with an enterprise of its own is a fact, whatever stands beside it.
        #expect(receipt.outcomes.count == 2)
        #expect(page.text().contains("合计行不计：第 3、4 行"))
    }
}
