import Ledger
import Records

/// Overseas investments approved.
enum Investments {
    private struct Approval {
        let month: Int
        let day: Int
        let township: String
        /// The enterprise: the n-th largest of its place.
        let place: Int
        let country: String
        let project: String
        /// Whole dollars of the Chinese side.
        let amount: Int
    }

    /// Nine in 2020. Three stand exactly on the limits of Attachment 2's tiers, which include them; one is a dollar
    /// short. Six countries are on the notice's Belt and Road, three (US, DE, JP) are not.
    private static let year2020: [Approval] = [
        Approval(
            month: 3, day: 19, township: "meishan", place: 1, country: "VN", project: "越南蓄电池组装基地(示例)",
            amount: 10_000_000),
        Approval(
            month: 4, day: 10, township: "kaifaqu", place: 1, country: "US", project: "美国售后服务中心(示例)",
            amount: 1_999_999),
        Approval(
            month: 5, day: 7, township: "jiapu", place: 2, country: "KH", project: "柬埔寨家纺加工厂(示例)",
            amount: 5_000_000),
        Approval(
            month: 5, day: 28, township: "huaxi", place: 1, country: "DE", project: "德国研发中心(示例)",
            amount: 2_000_000),
        Approval(
            month: 6, day: 11, township: "kaifaqu", place: 2, country: "TH", project: "泰国机械装配厂(示例)",
            amount: 6_500_000),
        Approval(
            month: 7, day: 16, township: "heping", place: 1, country: "MY", project: "马来西亚竹木家具厂(示例)",
            amount: 3_200_000),
        Approval(
            month: 8, day: 20, township: "nantaihu", place: 1, country: "ID", project: "印尼耐火材料销售公司(示例)",
            amount: 800_000),
        Approval(
            month: 10, day: 22, township: "jiapu", place: 3, country: "JP", project: "日本设计工作室(示例)",
            amount: 450_000),
        Approval(
            month: 11, day: 26, township: "sian", place: 1, country: "UZ", project: "乌兹别克斯坦木业园(示例)",
            amount: 12_000_000),
    ]

    static func filings(_ year: Int, _ enterprises: [Enterprise], seed: UInt64) -> [Filing] {
        (year == 2020 ? year2020 : drawn(year, seed: seed)).enumerated().compactMap { place, approval in
            guard let enterprise = enterprises.largest(approval.place, in: approval.township),
                let day = CivilDate(year: year, month: approval.month, day: approval.day)
            else { return nil }
            let number = numbered(place + 1, digits: 2)
            return Filing(
                day.adding(days: 2), by: Clerk.general,
                Submission(
                    type: .investmentApproved, effective: day.description, source: "示例:境外投资核准登记 \(year)",
                    id: "invest-\(year)-\(number)",
                    data: .members([
                        .init("approval_no", .string("示例境外投资证第\(year)-\(number)号")),
                        .init("enterprise", .string(enterprise.code)), .init("project", .string(approval.project)),
                        .init("country", .string(approval.country)),
                        .init("amount_usd", .string(String(approval.amount))),
                    ])))
        }
    }

    /// Three in any other year.
    private static func drawn(_ year: Int, seed: UInt64) -> [Approval] {
        (0..<3).map { place in
            var draw = Draw(seed, .investment, year, place)
            return Approval(
                month: 3 + place * 4, day: draw.within(1...28), township: draw.pick(Township.all).id, place: 1,
                country: draw.pick(["VN", "TH", "US", "DE", "MY"]), project: "境外项目(示例)",
                amount: draw.within(3...120) * 100_000)
        }
    }
}
