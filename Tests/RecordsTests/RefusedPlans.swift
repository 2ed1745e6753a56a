import Ledger
import Scoring
import TestSupport

@testable import Records

/// Refusals of the work plan: units, items and stages that it does not have, steps that can't be taken.
extension Refused {
    private static let plan = try? TemporaryLedger.builtInPlan()
    private static let adopted: [Submission] = plan.map { [.adoptPlan($0, id: "p1")] } ?? []
    private static let reported = adopted + [.reportWork("brands", on: "2020-06-10", id: "wp1")]
    private static let confirmed = reported + [.confirmWork("brands", on: "2020-06-20", id: "wp2")]
    private static let units = plan?["units"]?.array?.compactMap { $0["name"]?.text } ?? []
    private static let items =
        plan?["worklist"]?["items"]?.array?.map { "\($0["name"]?.text ?? "") \($0["id"]?.text ?? "")" } ?? []
    private static let open = Course.of(.workConfirmed)?.start ?? Course.State("none", zh: "无", en: "none")
    private static let headOnly = JSON.members([.init("id", .string("p")), .init("title", .string("t"))])
    /// Its first stage has the id of this year's first stage.
    private static let otherYears =
        plan?.replacing(["worklist", "stages", "0", "by"], with: .string("2019-06-30")) ?? .null
    private static let otherYearsFault = SchemeFault(
        path: "worklist.stages[0].id", found: "half_year",
        allowed: "an id of its own for another year, e.g. half_year_2021")
    private static let stages = ["半年度工作目标 half_year", "三季度工作目标 third_quarter", "全年工作目标 year"]

    static let plans: [Refused] = [
        Refused("progress without a work list", .reportWork("brands", on: "2020-06-10"), ("data.item", .noPlan)),
        Refused(
            after: adopted, "an item that the list does not have", .reportWork("brand", on: "2020-06-10"),
            ("data.item", .notInPlan(known: items))),
        Refused(
            after: adopted, "a stage that the list does not have", .reportWork("brands", "spring", on: "2020-06-10"),
            ("data.stage", .notInPlan(known: stages))),
        Refused(
            after: adopted, "a unit that the plan does not have",
            .reportWork("brands", by: "县教育局", on: "2020-06-10"), ("data.unit", .notInPlan(known: units))),
        Refused(
            after: adopted, "a ticket for a unit that the plan does not have",
            .visitEnterprise(1, by: "教育局", on: "2020-06-10"), ("data.unit", .notInPlan(known: units))),
        Refused(
            after: adopted, "confirmed before anything is reported", .confirmWork("brands", on: "2020-06-20"),
            ("data.item", .impossible(.workConfirmed, in: open, possible: [.workReported]))),
        Refused(
            after: confirmed, "retracts the progress that was confirmed", .retract("wp1"),
            ("data.target", .breaksCourse(at: "wp2", step: .workConfirmed, in: open))),
        Refused(
            after: adopted, "corrects a plan", .correct("p1", to: .adoptPlan(plan ?? .null), effective: "2020-06-01"),
            ("data.target", .notCorrectable)),
        Refused(
            after: adopted, "another year's list with this year's stage", .adoptPlan(otherYears),
            ("data.plan", .scheme([otherYearsFault]))),
        Refused(
            after: [], "a plan without parts", .adoptPlan(headOnly),
            ("data.plan", .scheme(PlanReader.read(headOnly).faults))),
        Refused(
            after: adopted, "more than all points", .rateUnit("县财政局", "2020-06", "100.01"),
            ("data.points", .above(limit: "100"))),
    ]
}
