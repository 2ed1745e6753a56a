import Records
import TestSupport

/// Refusals of the programmes: what a fund has left, steps of inspections, and fields that bound each other.
extension Refused {
    private static let fund: [Submission] = [
        .allot("F1", "100", on: "2020-04-20", id: "f1"), .pay("F1", "1", "60.5", on: "2020-05-01", id: "p1"),
    ]
    private static let found: [Submission] = [.inspect("D1", due: "2020-06-20", on: "2020-06-08", id: "d1")]
    private static let mended = found + [.follow("D1", .inspectionMended, on: "2020-06-12", id: "d2")]
    private static let opened: [Submission] = [.openWarehouse("W1", on: "2020-05-18")]

    static let programmes: [Refused] = [
        Refused(
            "a payment on a fund that nobody allotted", .pay("F9", "1", "1", on: "2020-05-01"),
            ("data.fund_no", .referenceUnknown(.fundsAllotted))),
        Refused(
            after: fund, "a payment before the fund", .pay("F1", "2", "1", on: "2020-04-19"),
            ("data.fund_no", .beforeReference(.fundsAllotted, since: "2020-04-20"))),
        Refused(
            after: fund, "more than what is left", .pay("F1", "2", "39.51", on: "2020-05-02"),
            ("data.amount_cny", .overdrawn(.fundsAllotted, left: "39.5"))),
        Refused(
            after: fund, "a payment corrected to more than the fund",
            .correct("p1", to: .pay("F1", "1", "100.01", on: "2020-05-01")),
            ("data.data.amount_cny", .overdrawn(.fundsAllotted, left: "100"))),
        Refused(
            after: fund, "a fund corrected to less than its payments",
            .correct("f1", to: .allot("F1", "60.49", on: "2020-04-20")),
            ("data.data.amount_cny", .belowDrawn(.fundsPaid, total: "60.5"))),
        Refused(
            after: fund, "retracts a fund with payments", .retract("f1"),
            ("data.target", .stillNamed(by: "p1", count: 1))),
        Refused(
            "a fair that ends before it begins",
            .registerFair("华交会", from: "2020-09-02", to: "2020-09-01", on: "2020-06-01"),
            ("data.first_day", .aboveField("last_day", value: "2020-09-01"))),
        Refused(
            "a rank behind the last one", .publish("信保支持", "2020-06", "1", rank: 6, of: 5),
            ("data.rank", .aboveField("ranked", value: "5"))),
        Refused(
            "a value beyond the scale", .publish("信保支持", "2020-06", "1000.01"),
            ("data.value", .above(limit: "1000"))),
        Refused(
            after: found, "taken up again before it is mended", .follow("D1", .inspectionReopened, on: "2020-06-09"),
            (
                "data.inspection_no",
                .impossible(.inspectionReopened, in: .found, possible: [.inspectionProgressed, .inspectionMended])
            )),
        Refused(
            after: mended, "mended twice", .follow("D1", .inspectionMended, on: "2020-06-13"),
            ("data.inspection_no", .impossible(.inspectionMended, in: .mended, possible: [.inspectionReopened]))),
        Refused(
            "due before the inspection", .inspect("D1", due: "2020-06-07", on: "2020-06-08"),
            ("data.due", .before("2020-06-08"))),
        Refused(
            "an inspection of no township", .inspect("D1", "nowhere", due: "2020-06-20", on: "2020-06-08"),
            ("data.township", .unknownTownship(known: townships))),
        Refused(
            "a warehouse that never opened", .closeWarehouse("W1", on: "2020-06-28"),
            ("data.warehouse", .referenceUnknown(.warehouseOpened))),
        Refused(
            after: opened, "a warehouse closed before it opened", .closeWarehouse("W1", on: "2020-05-17"),
            ("data.warehouse", .beforeReference(.warehouseOpened, since: "2020-05-18"))),
    ]
}
