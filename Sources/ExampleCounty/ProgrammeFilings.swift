import Ledger
import Records

/// The office's further work of a year (`ExampleCounty.hasProgrammes`): fairs' register, e-commerce, online retail, policy
/// funds, loans, overseas warehouses, inspections, the province's index, the work list. Made up like everything else; 2020 goes for the goals
/// of the notice.
enum ProgrammeFilings {
    /// What a year brings beside its monthly figures.
    static func yearly(_ year: Int, opening: CivilDate, seed: UInt64) -> [Filing] {
        fairs(year, opening: opening) + FundFilings.filings(year) + warehouses(year)
            + InspectionFilings.filings(year, seed: seed) + WorkFilings.filings(year, seed: seed)
    }

    /// The figures of a month, handed in on the 12th of the next one; those of the year before the first on the first day.
    static func monthly(_ month: CivilMonth, on day: CivilDate? = nil, seed: UInt64) -> [Filing] {
        let day = day ?? month.next.day(12)
        let figures =
            Township.all.enumerated().map { ecommerce($0.element, $0.offset, month, seed: seed) }
            + [onlineRetail(month, seed: seed)] + banks.enumerated().map { loans($0.element, $0.offset, month) }
        return (figures + (month.year >= 2020 ? index(month, seed: seed) : [])).map {
            Filing(day, by: Clerk.general, $0)
        }
    }

    static func submission(
        _ type: EventType, on effective: CivilDate? = nil, _ id: String, source: String, _ fields: (String, JSON)...
    ) -> Submission {
        Submission(
            type: type, effective: effective?.description, source: "示例:" + source, id: id,
            data: .members(fields.map { .init($0.0, $0.1) }))
    }

    // MARK: - The register of fairs

    private static func fairs(_ year: Int, opening: CivilDate) -> [Filing] {
        Fair.fairs(of: year).map { fair in
            let day = max(opening, fair.firstDay.adding(days: -25)).workday
            return Filing(
                day, by: Clerk.general,
                submission(
                    .fairRegistered, on: day, "fair-register-\(year)-\(fair.id)", source: "展会计划 \(year)",
                    ("fair", .string(fair.name)), ("organiser", .string(organiser(fair))),
                    ("mode", .string(fair.isOnline ? "online" : "offline")),
                    ("first_day", .string(fair.firstDay.description)),
                    ("last_day", .string(fair.firstDay.adding(days: fair.isOnline ? 9 : 3).description))))
        }
    }

    private static func organiser(_ fair: Fair) -> String {
        if fair.id == "textile" { return "长兴县商务局(示例)" }
        return fair.id.hasPrefix("zj-") ? "浙江省商务厅(示例)" : "示例主办单位"
    }

    // MARK: - Monthly figures

    /// Yuan, by the township's weight; a third more in 2020 than the year before.
    private static func ecommerce(
        _ township: Township, _ place: Int, _ month: CivilMonth, seed: UInt64
    ) -> Submission {
        var draw = Draw(seed, .ecommerce, Int(month.number), place)
        let growth = max(0, month.year - 2019) * 330 + (place % 3 - 1) * 40 * max(0, month.year - 2019)
        let amount = township.weight * 42_000 * (1000 + growth + draw.within(-50...50)) / 1000
        return submission(
            .ecommerceReported, "ecommerce-\(month)-\(township.id)", source: "跨境电商统计 \(month)",
            ("township", .string(township.id)), ("month", .string(month.description)),
            ("retail_export_cny", .string(String(amount))))
    }

    /// Yuan: some 8.9 billion in 2020, some 6.8 billion the year before; November is the month of the sales.
    private static func onlineRetail(_ month: CivilMonth, seed: UInt64) -> Submission {
        var draw = Draw(seed, .onlineRetail, Int(month.number))
        let season = month.monthOfYear == 11 ? 1700 : month.monthOfYear == 6 ? 1150 : 930
        let growth = 1000 + max(0, month.year - 2019) * 310
        let sales = 568_000 * season / 1000 * growth / 1000 * (1000 + draw.within(-20...20)) / 1000 * 1000
        return submission(
            .onlineRetailReported, "online-retail-\(month)", source: "网络零售统计 \(month)",
            ("month", .string(month.description)), ("sales_cny", .string(String(sales))))
    }

    private static let banks = ["示例农商银行", "示例工商银行", "示例中国银行"]

    /// Yuan: balances that grow by some 4 million a month, from 2020 on by 6 million.
    private static func loans(_ bank: String, _ place: Int, _ month: CivilMonth) -> Submission {
        let months = (month.year - 2018) * 12 + month.monthOfYear
        let slow = min(months, 24) * 4_000_000
        let fast = max(0, months - 24) * 6_000_000
        return submission(
            .loansReported, "loans-\(month)-\(place + 1)", source: "外贸企业贷款统计 \(month)", ("bank", .string(bank)),
            ("month", .string(month.description)),
            ("balance_cny", .string(String(300_000_000 * (3 - place) + slow + fast))))
    }

    /// The whole index and four of its twelve indicators, among five counties.
    private static func index(_ month: CivilMonth, seed: UInt64) -> [Submission] {
        ["推进评价指数", "工作机制", "信保支持", "网上交易会", "订单+清单"].enumerated().map { place, name in
            var draw = Draw(seed, .index, Int(month.number), place)
            let value = 8_600 + month.monthOfYear * 60 + draw.within(-150...150)
            return submission(
                .indexPublished, "index-\(month)-\(place)", source: "省推进评价指数 \(month)",
                ("month", .string(month.description)), ("indicator", .string(name)),
                ("value", .string(amountText(Int64(value)))),
                ("rank", .integer(Int64(max(1, 4 - month.monthOfYear / 4 + draw.within(-1...1))))),
                ("ranked", .integer(5)))
        }
    }

    // MARK: - Overseas warehouses

    private static func warehouses(_ year: Int) -> [Filing] {
        guard year == 2020 else { return [] }
        func opened(_ number: Int, _ name: String, _ country: String, _ area: Int64, _ day: CivilDate) -> Filing {
            Filing(
                day.adding(days: 3), by: Clerk.general,
                submission(
                    .warehouseOpened, on: day, "warehouse-\(number)", source: "海外仓备案",
                    ("warehouse", .string(name)), ("operator", .string("示例电商有限公司")), ("country", .string(country)),
                    ("area_sqm", .integer(area))))
        }
        let closed = CivilDate(trusted: 20_201_030)
        return [
            opened(1, "示例·洛杉矶公共海外仓", "US", 8000, CivilDate(trusted: 20_200_518)),
            opened(2, "示例·汉堡公共海外仓", "DE", 3500, CivilDate(trusted: 20_200_713)),
            opened(3, "示例·迪拜公共海外仓", "AE", 2200, CivilDate(trusted: 20_200_907)),
            Filing(
                closed, by: Clerk.general,
                submission(
                    .warehouseClosed, on: closed, "warehouse-3-closed", source: "海外仓备案",
                    ("warehouse", .string("示例·迪拜公共海外仓")), ("reason", .string("租约到期")))),
        ]
    }
}
