import Ledger
import Records

/// The townships' information reports (信息交流): one in most months, some of them taken up by the city's bulletin, and
/// some of those by the province's.
enum InformationReports {
    private static let kinds: [(kind: String, title: String)] = [
        ("举措成效", "稳外贸举措成效"), ("典型案例", "企业转型典型案例"), ("问题反映", "企业订单问题反映"), ("经验交流", "服务企业经验交流"),
    ]

    static func filings(_ year: Int, seed: UInt64) -> [Filing] {
        Township.all.enumerated().flatMap { place, township in
            CivilMonth.months(of: year).flatMap { month -> [Filing] in
                var draw = Draw(seed, .report, Int(month.number), place)
                guard draw.happens(permille: township.diligence) else { return [] }
                let (kind, title) = draw.pick(kinds)
                let submitted = month.day(draw.within(8...26)).workday
                var filings = [
                    report(
                        township, month, submitted: submitted, kind: kind,
                        title: "\(township.office)\(month.monthOfYear)月\(title)(示例)")
                ]
                var level = submitted
                for (name, share) in [("city", 260), ("province", 300)] {
                    guard draw.happens(permille: share) else { break }
                    level = level.adding(days: draw.within(8...20)).workday
                    // The office's last month is the January after; what comes later is not told.
                    guard level.month <= month.next, level.year == year else { break }
                    filings.append(adoption(township, month, level: name, on: level, recorded: level.adding(days: 1)))
                }
                return filings
            }
        }
    }

    /// A report's number: township and month, with a mark behind it for a second one.
    static func number(_ township: Township, _ month: CivilMonth, mark: String = "") -> String {
        "\(township.id)-\(month)\(mark)"
    }

    static func report(
        _ township: Township, _ month: CivilMonth, mark: String = "", submitted: CivilDate, kind: String, title: String
    ) -> Filing {
        let number = number(township, month, mark: mark)
        return Filing(
            submitted, by: township.actor,
            Submission(
                type: .reportSubmitted, effective: submitted.description, source: "示例:信息报送 \(month)",
                id: "report-\(number)",
                data: .members([
                    .init("report_no", .string(number)), .init("township", .string(township.id)),
                    .init("title", .string(title)), .init("kind", .string(kind)),
                ])))
    }

    /// - Parameter recorded: at the earliest the day of the adoption.
    static func adoption(
        _ township: Township, _ month: CivilMonth, mark: String = "", level: String, on day: CivilDate,
        recorded: CivilDate
    ) -> Filing {
        let number = number(township, month, mark: mark)
        let bulletin = level == "city" ? "湖州商务简报(示例)" : "浙江商务简报(示例)"
        return Filing(
            recorded, by: Clerk.general,
            Submission(
                type: .reportAdopted, effective: day.description, source: "示例:\(bulletin) \(day.month)",
                id: "report-\(number)-\(level)",
                data: .members([
                    .init("report_no", .string(number)), .init("level", .string(level)),
                    .init("bulletin", .string(bulletin)),
                ])))
    }
}
