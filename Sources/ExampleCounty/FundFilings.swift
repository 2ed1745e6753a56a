import Ledger
import Records

/// The year's policy funds (二(八)): four of them, of which the county's own is paid late.
enum FundFilings {
    private struct Fund {
        let number: String
        let name: String
        let level: String
        /// Yuan.
        let amount: Int
        let month: Int
        /// Shares in permille, with the month of payment.
        let payments: [(month: Int, permille: Int)]
    }

    private static let funds = [
        Fund(
            number: "示例财企15号", name: "中央外经贸发展专项资金", level: "central", amount: 5_200_000, month: 4,
            payments: [(5, 400), (8, 450), (11, 150)]),
        Fund(
            number: "示例财企22号", name: "省级商务促进财政专项资金", level: "province", amount: 3_600_000, month: 5,
            payments: [(6, 300), (9, 500)]),
        Fund(
            number: "示例财商7号", name: "市级稳外贸资金", level: "city", amount: 1_500_000, month: 5,
            payments: [(7, 1000)]),
        Fund(
            number: "示例商发17号", name: "县级外经贸专项资金", level: "county", amount: 8_000_000, month: 5,
            payments: [(9, 250), (12, 550)]),
    ]

    static func filings(_ year: Int) -> [Filing] {
        funds.enumerated().flatMap { place, fund -> [Filing] in
            let number = "\(fund.number)(\(year))"
            func day(_ month: Int, _ day: Int) -> CivilDate {
                CivilDate(trusted: Int32(year * 10_000 + month * 100 + day)).workday
            }
            let allotted = day(fund.month, 8)
            let allotment = Filing(
                allotted, by: Clerk.general,
                ProgrammeFilings.submission(
                    .fundsAllotted, on: allotted, "fund-\(year)-\(place + 1)", source: "资金下达文件",
                    ("fund_no", .string(number)), ("name", .string(fund.name + "(示例)")), ("level", .string(fund.level)),
                    ("amount_cny", .string(String(fund.amount)))))
            let payments = fund.payments.enumerated().map { batch, payment in
                let paid = day(payment.month, 18)
                return Filing(
                    paid.adding(days: 1), by: Clerk.general,
                    ProgrammeFilings.submission(
                        .fundsPaid, on: paid, "fund-\(year)-\(place + 1)-\(batch + 1)", source: "资金兑付清单",
                        ("fund_no", .string(number)), ("payment_no", .string("第\(batch + 1)批")),
                        ("enterprises", .integer(Int64(payment.permille / 20))),
                        ("amount_cny", .string(String(fund.amount * payment.permille / 1000)))))
            }
            return [allotment] + payments
        }
    }
}
