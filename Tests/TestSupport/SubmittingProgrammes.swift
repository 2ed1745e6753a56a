import Ledger
import Records

/// Submissions of the programmes in few words: what is not said is minimal and valid.
extension Submission {
    public static func registerFair(
        _ fair: String, from first: String, to last: String, mode: String = "online", on date: String, id: String? = nil
    ) -> Submission {
        of(
            .fairRegistered, date, id, ("fair", fair), ("organiser", "省商务厅"), ("mode", mode), ("first_day", first),
            ("last_day", last))
    }

    public static func ecommerce(
        _ township: String, _ month: String, _ amount: String, id: String? = nil
    ) -> Submission {
        of(.ecommerceReported, nil, id, ("township", township), ("month", month), ("retail_export_cny", amount))
    }

    public static func onlineRetail(_ month: String, _ amount: String, id: String? = nil) -> Submission {
        of(.onlineRetailReported, nil, id, ("month", month), ("sales_cny", amount))
    }

    public static func allot(
        _ fund: String, _ amount: String, level: String = "central", on date: String, id: String? = nil
    ) -> Submission {
        of(
            .fundsAllotted, date, id, ("fund_no", fund), ("name", "外经贸发展专项资金"), ("level", level),
            ("amount_cny", amount))
    }

    public static func pay(
        _ fund: String, _ payment: String, _ amount: String, enterprises: Int64 = 1, on date: String,
        id: String? = nil
    ) -> Submission {
        of(.fundsPaid, date, id, ("fund_no", fund), ("payment_no", payment), ("amount_cny", amount))
            .with("enterprises", .integer(enterprises))
    }

    public static func lend(_ bank: String, _ month: String, _ balance: String, id: String? = nil) -> Submission {
        of(.loansReported, nil, id, ("bank", bank), ("month", month), ("balance_cny", balance))
    }

    public static func openWarehouse(
        _ name: String, area: Int64 = 1000, on date: String, id: String? = nil
    ) -> Submission {
        of(.warehouseOpened, date, id, ("warehouse", name), ("operator", "示例公司"), ("country", "US"))
            .with("area_sqm", .integer(area))
    }

    public static func closeWarehouse(_ name: String, on date: String, id: String? = nil) -> Submission {
        of(.warehouseClosed, date, id, ("warehouse", name), ("reason", "租约到期"))
    }

    public static func inspect(
        _ number: String, _ township: String = "jiapu", due: String, on date: String, id: String? = nil
    ) -> Submission {
        of(
            .inspectionFound, date, id, ("inspection_no", number), ("township", township), ("topic", "信保投保"),
            ("finding", "三家企业未投保"), ("due", due))
    }

    /// A step of an inspection's finding.
    public static func follow(
        _ number: String, _ step: EventType, on date: String, _ remark: String = "已落实", id: String? = nil
    ) -> Submission {
        let fields: [EventType: String] = [.inspectionProgressed: "progress", .inspectionMended: "result"]
        return of(step, date, id, ("inspection_no", number), (fields[step] ?? "why", remark))
    }

    public static func publish(
        _ indicator: String, _ month: String, _ value: String, rank: Int64 = 1, of ranked: Int64 = 5,
        id: String? = nil
    ) -> Submission {
        of(.indexPublished, nil, id, ("indicator", indicator), ("month", month), ("value", value))
            .with("rank", .integer(rank)).with("ranked", .integer(ranked))
    }
}
