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
    private static let service = "信用代码,月份,离岸外包执行额"

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
        // A date among the data is no heading.
        ("企业名称,展会,方式,意向订单,首日\n甲公司,广交会,网上,1,2020-06-01", .missingColumns(.fairParticipated, ["enterprise"])),
        // What the sheet says of its amounts must be known, be of their currency, and be said of all of them.
        ("单位：万欧元\n\(service)", .unclearUnit("单位：万欧元")),
        (
            "单位：万美元\n\(service)",
            .otherSheetCurrency(
                column: 3, heading: "离岸外包执行额", field: "offshore_outsourcing_cny", said: "单位：万美元")
        ),
        ("信用代码,月份,出口额（万元）,进口额,一般贸易,防疫物资", .unitOfSome(column: 4, heading: "进口额", scaled: "出口额（万元）")),
        ("企业信用代码,周次,在手订单,用工人数（百人）,劳资纠纷,融资缺口,用电量", .scaledUnit(column: 4, heading: "用工人数（百人）")),
        ("企业信用代码,周次,在手订单,用工人数（万）,劳资纠纷,融资缺口,用电量", .scaledUnit(column: 4, heading: "用工人数（万）")),
        ("企业信用代码,周次,在手订单,用工人数,劳资纠纷,融资缺口,用电量（万千瓦时）", .scaledUnit(column: 7, heading: "用电量（万千瓦时）")),
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

    /// Units as people write them above a table.
    @Test(arguments: [
        "填报单位：长兴县商务局     单位：万元", "填报单位：元通街道  单位：万元", "制表单位：商务局  金额单位：万元", "单位：万元  制表：王芳", "单位：万元（人民币）",
        "单位 万元", "万元", "（万元）", "2020年离岸外包执行额万元", "2020年离岸外包执行额（万元）", "注：金额单位为万元", "货币单位：万元、万美元", "Unit: 万元",
    ])
    func unitsAboveTheTable(line: String) throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        guard
            case .taken = try desk.take(try desk.write("t.csv", "\(line)\n\(Self.service)\n\(Self.code),2020-01,1.5\n"))
        else {
            Issue.record("refused")
            return
        }
        #expect(try desk.events().contains { $0.contains("\"offshore_outsourcing_cny\":\"15000\"") })
    }

    /// Who fills in the sheet is no unit of its amounts.
    @Test(arguments: ["填报单位：元通街道", "填报单位：百花镇", "单位：长兴县商务局", "统计单位：千岛湖镇", "单位：元", "主管单位：人民币管理处"])
    func whatIsNoUnitAboveTheTable(line: String) throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        guard
            case .taken = try desk.take(try desk.write("t.csv", "\(line)\n\(Self.service)\n\(Self.code),2020-01,15\n"))
        else {
            Issue.record("refused")
            return
        }
        #expect(try desk.events().contains { $0.contains("\"offshore_outsourcing_cny\":\"15\"") })
    }

    /// A sum over months, or two months, is not taken for one of them.
    @Test(arguments: [
        "2020年1月至8月累计进出口情况", "2020年1月至2020年8月", "2020年1月—8月进出口", "2020年8月至2020年9月", "2020年8月、9月", "2020年8月比2020年7月",
        "2020年8月进出口（累计）", "2020年5月进出口\n2020年4月", "2020年8月,2020年9月",
    ])
    func severalMonthsAboveATable(title: String) throws {
        let text = "\(title)\n信用代码,离岸外包执行额\n\(Self.code),1\n"
        guard case .unclearMonth? = try ImportDesk().headingFault(text, options: .init(type: .serviceTradeReported))
        else {
            Issue.record("taken for one month")
            return
        }
        // With months of its own the table needs none above it.
        let desk = try ImportDesk([.register(1, "jiapu")])
        guard
            case .taken = try desk.take(try desk.write("t.csv", "\(title)\n\(Self.service)\n\(Self.code),2020-01,1\n"))
        else {
            Issue.record("refused")
            return
        }
    }

    @Test(arguments: [
        "2020年5月进出口", "2020-05 出口", "2020年5月份\n填报日期：2020年6月5日", "2020年5月\n2020-06-05", "2020年5月\n2020年6月1日印",
    ])
    func oneMonthAboveATable(title: String) throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        let path = try desk.write("t.csv", "\(title)\n信用代码,离岸外包执行额\n\(Self.code),1\n")
        guard case .taken(_, let page) = try desk.take(path) else {
            Issue.record("refused")
            return
        }
        #expect(page.text().contains("月份取自标题：2020-05"))
    }

    /// What people leave below and among the rows is no fact.
    @Test(arguments: [
        "　,,", "  ,　, ", "全县,,5", "平均,,2.5", "汇总,,5", "*以上为初步数,,", "联系电话：0572-6020000,,", "负责人：王芳,,",
    ])
    func whatIsNoFact(row: String) throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        let path = try desk.write("t.csv", "\(Self.service)\n\(Self.code),2020-01,5\n\(row)\n\(Self.code),2020-02,6\n")
        guard case .taken(let receipt, _) = try desk.take(path) else {
            Issue.record("refused")
            return
        }
        #expect(receipt.outcomes.count == 2)
    }

    /// A code that is guarded against spreadsheets as they guard it.
    @Test func aGuardedCodeIsRead() throws {
        let desk = try ImportDesk([.register(1, "jiapu")])
        let path = try desk.write("t.csv", "\(Self.service)\n\"=\"\"\(Self.code)\"\"\",2020-01,5\n")
        guard case .taken = try desk.take(path) else {
            Issue.record("refused")
            return
        }
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
