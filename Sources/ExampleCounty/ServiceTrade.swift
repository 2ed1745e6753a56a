import Ledger
import Records

/// Offshore outsourcing: the year's new service traders, and every month's figures, which the county's second clerk
/// records a day after the customs file.
enum ServiceTrade {
    private static let year2020 = [1, 0, 1, 2, 3, 5, 2, 2, 2, 2, 3, 2]
    private static let otherYears = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]

    /// Lets some founders begin in the year, and gives what is filed about it.
    static func entrants(_ year: Int, _ enterprises: inout [Enterprise], founders: Int, seed: UInt64) -> [Filing] {
        let quota = Quota(year == 2020 ? year2020 : otherYears, founders: founders)
        var filings: [Filing] = []
        for month in CivilMonth.months(of: year) {
            for place in 0..<quota[month.monthOfYear] {
                var draw = Draw(seed, .serviceTrader, Int(month.number), place)
                // The first one from a drawn place on that has no service trade yet.
                let start = draw.below(founders)
                let turns = (start..<(start + founders)).lazy.map { $0 % founders }
                guard let index = turns.first(where: { enterprises[$0].serviceSince == nil }) else { continue }
                enterprises[index].serviceSince = month
                let enterprise = enterprises[index]
                let first = month.day(draw.within(8...24))
                filings.append(
                    Filing(
                        first.adding(days: draw.within(1...3)), by: Township.all[enterprise.township].actor,
                        Submission(
                            type: .serviceTraderEntered, effective: first.description, source: "示例:服务贸易新增名单 \(month)",
                            id: "service-trader-\(year)-\(numbered(enterprise.number))",
                            data: .members([.init("enterprise", .string(enterprise.code))]))))
            }
        }
        return filings
    }

    static func monthly(_ month: CivilMonth, _ enterprises: [Enterprise], day: CivilDate, seed: UInt64) -> [Filing] {
        enterprises.compactMap { enterprise in
            guard let since = enterprise.serviceSince, since <= month else { return nil }
            var draw = Draw(seed, .serviceTrade, enterprise.number, Int(month.number))
            return Filing(
                day, by: Clerk.general,
                Submission(
                    type: .serviceTradeReported, source: "示例:服务贸易月报 \(month)",
                    id: "service-\(month)-\(numbered(enterprise.number))",
                    data: .members([
                        .init("enterprise", .string(enterprise.code)), .init("month", .string(month.description)),
                        .init(
                            "offshore_outsourcing_cny",
                            .string(amountText(Int64(draw.within(2_000_000...40_000_000))))),
                    ])))
        }
    }
}
