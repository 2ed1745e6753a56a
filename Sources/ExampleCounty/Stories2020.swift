import Ledger
import Records

/// Five things that go wrong or come late in 2020, to be found again with `explain`, `diff` and `audit`.
///
/// Each is told for one enterprise or report, so chosen that every seed tells it.
/// A county too small for a story goes without it.
struct Stories2020 {
    /// (a) A unit error. 夹浦镇's largest enterprise is in the customs file of May with a ten-thousandth of its exports:
    /// the file was in 万元 and was read as 元. Found in July, when the half-year is checked, and corrected on 7-13. Until
    /// then 夹浦镇 lacks that month: its ranks on 30 June differ as known then and as restated.
    let unitError: Enterprise?
    /// (b) A late figure. 虹星桥镇's largest enterprise's May figure misses the file and arrives on 2 July.
    let late: Enterprise?
    /// (c) A move told late. 和平镇's second largest enterprise moved to 高新区(画溪街道) on 20 June; the county hears of it
    /// on 18 August. Its exports of June and later go with it, its earlier ones and last year's stay.
    let moved: Enterprise?
    /// (e) A report that rises: 夹浦镇's second report of June is taken up by the city on 23 June and by the province in
    /// the next month, on 16 July.
    let risingReport = Township.all[Township.index("jiapu")]

    private static let may = CivilMonth(trusted: 202005)
    private static let june = CivilMonth(trusted: 202006)

    /// - Parameter founders: the enterprises of the first day.
    init(_ founders: [Enterprise]) {
        unitError = founders.largest(in: "jiapu")
        late = founders.largest(in: "hongxingqiao")
        moved = founders.largest(2, in: "heping")
    }

    /// What stands in the file for a figure.
    func filed(_ truth: TradeFigure, _ enterprise: Enterprise, _ month: CivilMonth) -> TradeFigure {
        month == Stories2020.may && enterprise.number == unitError?.number ? truth.inWrongUnit : truth
    }

    /// The day of a figure that misses the file, or comes with it against all chance.
    func lateDay(_ enterprise: Enterprise, _ month: CivilMonth) -> CivilDate? {
        month == Stories2020.may && enterprise.number == late?.number ? day(7, 2) : nil
    }

    /// Corrections, moves, retractions and the report.
    func filings(_ enterprises: [Enterprise], founders: Int, _ economy: Economy, seed: UInt64) -> [Filing] {
        var filings: [Filing] = []
        let may = Stories2020.may
        if let unitError, let truth = TradeFigure.of(unitError, may, economy, seed: seed) {
            filings.append(
                Filing(
                    day(7, 13), by: Clerk.trade,
                    .correction(
                        of: TradeFiles.id(unitError, may), effective: may.end, data: truth.data(unitError, may),
                        reason: "单位错误:万元误作元", source: "示例:半年核对单 2020-07")))
        }
        if let moved {
            filings.append(
                Filing(
                    day(8, 18), by: Township.all[Township.index("huaxi")].actor,
                    Submission(
                        type: .enterpriseRelocated, effective: day(6, 20).description, source: "示例:市场监管迁移通知 2020-08",
                        id: "move-2020-\(numbered(moved.number))",
                        data: .members([
                            .init("enterprise", .string(moved.code)), .init("township", .string("huaxi")),
                        ]))))
        }
        return filings + visitUnderTwoNames(enterprises, founders: founders, seed: seed) + reportThatRises()
    }

    /// (d) One visit under two names. A visit of a 夹浦镇 enterprise to the 127th Canton fair is recorded a second time as
    /// 127届网上广交会. With it the county has 300 visits on 30 June, just the goal; it is retracted on 9 July, and as
    /// restated the goal was missed by one.
    private func visitUnderTwoNames(_ enterprises: [Enterprise], founders: Int, seed: UInt64) -> [Filing] {
        guard let place = Fair.year2020.firstIndex(where: { $0.id == "canton-127" }) else { return [] }
        let fair = Fair.year2020[place]
        let visitors = FairVisits.visitors(fair, place, enterprises, founders: founders, seed: seed)
        guard let countedTwice = visitors.first(where: { $0.township == Township.index("jiapu") }) else { return [] }
        let id = FairVisits.id(fair, countedTwice) + "-twice"
        let again = Submission(
            type: .fairParticipated, effective: fair.firstDay.description, source: "示例:企业微信群接龙", id: id,
            data: FairVisits.data(countedTwice, fair: fair, named: "127届网上广交会", orders: 150_000))
        let retraction = Submission(
            type: .eventRetracted, source: "示例:参展核对 2020-07", id: id + "-r1",
            data: .members([.init("target", .string(id)), .init("reason", .string("同一展会以两个名称重复报送"))]))
        return [
            Filing(day(6, 24), by: Township.all[countedTwice.township].actor, again),
            Filing(day(7, 9), by: Clerk.general, retraction),
        ]
    }

    private func reportThatRises() -> [Filing] {
        let june = Stories2020.june
        return [
            InformationReports.report(
                risingReport, june, mark: "-b", submitted: day(6, 11), kind: "典型案例",
                title: "夹浦镇纺织企业转产防疫物资典型案例(示例)"),
            InformationReports.adoption(
                risingReport, june, mark: "-b", level: "city", on: day(6, 23), recorded: day(6, 24)),
            InformationReports.adoption(
                risingReport, june, mark: "-b", level: "province", on: day(7, 16), recorded: day(7, 17)),
        ]
    }

    private func day(_ month: Int, _ day: Int) -> CivilDate {
        CivilDate(trusted: Int32(20_200_000 + month * 100 + day))
    }
}
