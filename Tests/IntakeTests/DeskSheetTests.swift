import Intake
import Ledger
import Records
import TestSupport
import Testing

/// Sheets as the task force keeps them, with the headings that offices write: every type of the desk and of the programmes.
struct DeskSheetTests {
    static let sheets: [(title: String, heading: String, type: EventType)] = [
        ("走访记录", "序号,信用代码,企业名称,走访单位,走访人,企业情况,走访时间", .enterpriseVisited),
        ("问题台账", "交办单编号,企业代码,问题类型,反映渠道,反映问题,收集日期", .problemRaised),
        ("交办台账", "序号,交办编号,承办单位,办理时限,交办时间", .ticketAssigned),
        ("", "交办单编号,办理情况,更新日期", .ticketProgressed), ("", "交办单号,办结情况,办结时间,备注", .ticketResolved),
        ("", "交办单号,企业确认人,企业确认日期", .ticketConfirmed), ("", "交办单号,限办时间,退回原因,退回时间", .ticketReopened),
        ("重点外贸企业监测清单", "企业名称,信用代码,纳入监测日期", .monitoringListed), ("", "信用代码,调出原因,调出日期", .monitoringDelisted),
        ("每周监测", "信用代码,周次,在手订单额(万美元),用工,劳资纠纷数,融资需求(万元),用电量", .monitoringFilled),
        ("", "预警单号,信用代码,预警指标,预警等级,预警原因,预警时间", .warningRaised), ("", "预警号,责任单位,处置情况,响应时间", .warningResponded),
        ("", "预警号,解除原因,解除时间", .warningCleared), ("展会计划", "展会名称,主办方,举办方式,开幕日期,闭幕日期,登记时间", .fairRegistered),
        ("", "乡镇,月份,跨境电商出口额(万元)", .ecommerceReported), ("", "月份,网零额(亿元)", .onlineRetailReported),
        ("", "下达文号,专项资金名称,资金级别,下达金额(万元),下达时间", .fundsAllotted), ("", "资金文号,批次,兑付企业数,兑付金额(万元),拨付日期", .fundsPaid),
        ("", "银行名称,月份,外贸企业贷款余额(亿元)", .loansReported), ("", "海外仓名称,运营主体,国别,仓储面积(平方米),启用时间", .warehouseOpened),
        ("", "海外仓名称,停用原因,停用时间", .warehouseClosed), ("", "督查单号,乡镇,督查内容,存在的问题,整改时限,督查时间", .inspectionFound),
        ("", "督查编号,整改进展,进展时间", .inspectionProgressed), ("", "督查编号,整改情况,整改完成日期", .inspectionMended),
        ("", "督查编号,重新整改理由,回查日期", .inspectionReopened), ("", "月份,指标名称,指数得分,全市排名,参评县区", .indexPublished),
        ("", "年度重点工作,工作阶段,牵头单位,推进情况,更新日期", .workReported), ("", "年度重点工作,阶段,完成依据,确认时间", .workConfirmed),
        ("成员单位动态评价", "成员单位,月份,评价得分,评价意见", .unitRated),
    ]

    @Test(arguments: sheets) func everyTypeIsKnownByAnOfficesWords(title: String, heading: String, type: EventType)
        throws
    {
        let desk = try ImportDesk()
        let path = try desk.write("t.csv", (title.isEmpty ? "" : title + "\n") + heading + "\n")
        #expect(try desk.intake([path]).sources.first?.plan.type == type)
    }

    /// The list has every type that was added with the desk and the programmes.
    @Test func noneIsForgotten() {
        let later = HeadingWords.types.filter { $0.type.isJournaled }.map(\.type)
        #expect(Set(Self.sheets.map(\.type)) == Set(later))
    }

    private static func events(_ files: (name: String, text: String)..., after first: [Submission]) throws -> [String] {
        let desk = try ImportDesk([.adoptPlan(try TemporaryLedger.builtInPlan())] + first)
        for file in files {
            guard case .taken = try desk.take(try desk.write(file.name, file.text)) else {
                Issue.record("\(file.name) is refused")
                return []
            }
        }
        return try desk.events()
    }

    /// Units without their 县, stages by how they begin, items by number or by how they begin.
    @Test func theWorkListComesAsTheUnitsFillItIn() throws {
        let events = try Self.events(
            (
                "进展.csv",
                """
                重点工作进展表,,,,
                年度重点工作,工作阶段,牵头单位,推进情况,更新日期
                3,半年度,商务局,已组织12家企业申报,2020年6月10日
                出台及兑现稳外贸政策,半年度工作目标,县财政局,已兑付 320 万元,2020/6/12
                强化金融要素保障，落实落细稳外贸工作部署,半年度,人行长兴县支行,“长信贷”放款 12 笔,2020.6.15
                开展数字生活新服务行动,半年度,商务局,政策已出台,2020-06-15
                """
            ), ("确认.csv", "年度重点工作,阶段,完成依据,确认时间\n3,半年度,名单已公示,2020年6月20日\n"),
            ("评价.csv", "成员单位动态评价\n成员单位,月份,评价得分,评价意见\n财政局,2020年5月,92.5,兑付及时\n"), after: [])
        #expect(
            events == [
                "work.reported 2020-06-10 [进展.csv!3] {\"item\":\"brands\",\"progress\":\"已组织12家企业申报\","
                    + "\"stage\":\"half_year\",\"unit\":\"县商务局\"}",
                "work.reported 2020-06-12 [进展.csv!4] {\"item\":\"policies\",\"progress\":\"已兑付 320 万元\","
                    + "\"stage\":\"half_year\",\"unit\":\"县财政局\"}",
                "work.reported 2020-06-15 [进展.csv!5] {\"item\":\"finance\",\"progress\":\"“长信贷”放款 12 笔\","
                    + "\"stage\":\"half_year\",\"unit\":\"人行长兴县支行\"}",
                "work.reported 2020-06-15 [进展.csv!6] {\"item\":\"digital_life\",\"progress\":\"政策已出台\","
                    + "\"stage\":\"half_year\",\"unit\":\"县商务局\"}",
                "work.confirmed 2020-06-20 [确认.csv!2] {\"basis\":\"名单已公示\",\"item\":\"brands\",\"stage\":\"half_year\"}",
                "unit.rated 2020-05-31 [评价.csv!3] {\"month\":\"2020-05\",\"points\":\"92.5\",\"remark\":\"兑付及时\","
                    + "\"unit\":\"县财政局\"}",
            ])
    }

    @Test func theDesksSheetsBecomeRecords() throws {
        let code = ExampleEnterprise.code(1)
        let events = try Self.events(
            ("清单.csv", "重点外贸企业监测清单\n企业名称,信用代码,纳入监测日期\n示例公司,\(code),2020年5月18日\n"),
            ("问题.csv", "交办单编号,企业代码,问题类型,反映渠道,反映问题,收集日期\nJB-1,\(code),物流通关,走访收集,订不到舱位,2020-6-10\n"),
            ("交办.csv", "交办编号,承办单位,办理时限,交办时间\nJB-1,交通运输局,2020年6月24日,2020年6月11日\n"),
            (
                "周报.csv",
                "信用代码,周次,在手订单额(万美元),用工,劳资纠纷数,融资需求(万元),用电量(度)\n\(code),2020-W23,35,120,0,80,18200.5\n"
            ), ("资金.csv", "下达文号,专项资金名称,资金级别,下达金额(万元),下达时间\n示例15号,外经贸发展资金,省级,520,2020年4月8日\n"),
            ("兑付.csv", "资金文号,批次,兑付企业数,兑付金额(万元),拨付日期\n示例15号,第1批,36,210,2020年6月10日\n"),
            after: [.register(1, "jiapu")])
        #expect(
            events == [
                "monitoring.listed 2020-05-18 [清单.csv!3] {\"enterprise\":\"\(code)\"}",
                "problem.raised 2020-06-10 [问题.csv!2] {\"category\":\"logistics\",\"enterprise\":\"\(code)\","
                    + "\"found\":\"visit\",\"problem\":\"订不到舱位\",\"ticket\":\"JB-1\"}",
                "ticket.assigned 2020-06-11 [交办.csv!2] {\"due\":\"2020-06-24\",\"ticket\":\"JB-1\",\"unit\":\"县交通运输局\"}",
                "monitoring.filled 2020-06-07 [周报.csv!2] {\"electricity_kwh\":\"18200.5\",\"enterprise\":\"\(code)\","
                    + "\"financing_gap_cny\":\"800000\",\"labour_disputes\":0,\"orders_usd\":\"350000\","
                    + "\"week\":\"2020-W23\",\"workers\":120}",
                "funds.allotted 2020-04-08 [资金.csv!2] {\"amount_cny\":\"5200000\",\"fund_no\":\"示例15号\","
                    + "\"level\":\"province\",\"name\":\"外经贸发展资金\"}",
                "funds.paid 2020-06-10 [兑付.csv!2] {\"amount_cny\":\"2100000\",\"enterprises\":36,"
                    + "\"fund_no\":\"示例15号\",\"payment_no\":\"第1批\"}",
            ])
    }
}
