import Ledger
import Records

/// What the county gives each township every month: its result in the 订单+清单 system, and the points for how timely and
/// good its figures of epidemic goods were (酌情打分).
enum MonthlyMarks {
    static func filings(_ month: CivilMonth, seed: UInt64) -> [Filing] {
        var draw = Draw(seed, .monitoring, Int(month.number))
        let day = month.next.day(draw.within(5...7))
        let scores = Township.all.enumerated().map { place, township in
            var draw = Draw(seed, .monitoring, Int(month.number), place + 1)
            let score = 8_000 + township.diligence + draw.within(0...20) * 50
            return Submission(
                type: .monitoringScored, source: "示例:订单+清单系统 \(month)", id: "monitoring-\(month)-\(township.id)",
                data: .members([
                    .init("township", .string(township.id)), .init("month", .string(month.description)),
                    .init("score", .string(amountText(Int64(score)))),
                ]))
        }
        let points = Township.all.enumerated().map { place, township in
            var draw = Draw(seed, .rating, Int(month.number), place)
            return Submission(
                type: .pointsRated, source: "示例:防疫物资数据质量评分 \(month)", id: "rating-\(month)-\(township.id)",
                data: .members([
                    .init("township", .string(township.id)), .init("item", .string("epidemic.timeliness")),
                    .init("month", .string(month.description)),
                    .init("points", .string(amountText(Int64(draw.within(4...10) * 5)))),
                ]))
        }
        return (scores + points).map { Filing(day, by: Clerk.general, $0) }
    }
}
