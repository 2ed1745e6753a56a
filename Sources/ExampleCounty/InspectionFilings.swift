import Ledger
import Records

/// The year's inspections (三(四)): from May on one a month finds something in some townships, most of which is mended.
enum InspectionFilings {
    private static let topics: [(topic: String, finding: String)] = [
        ("信保投保", "三家企业有出口未投保"), ("监测填报", "两家企业连续两周未填报"), ("政策宣传", "政策未传达到企业"), ("参展组织", "参展名单未落实"),
    ]

    static func filings(_ year: Int, seed: UInt64) -> [Filing] {
        CivilMonth.months(of: year).filter { $0.monthOfYear >= 5 }.flatMap { month in
            Township.all.enumerated().flatMap { place, township -> [Filing] in
                var draw = Draw(seed, .inspection, Int(month.number), place)
                guard draw.happens(permille: 1150 - township.diligence) else { return [] }
                return story(township, month, &draw)
            }
        }
    }

    private static func story(_ township: Township, _ month: CivilMonth, _ draw: inout Draw) -> [Filing] {
        let number = "督-\(month)-\(township.id)"
        let (topic, finding) = draw.pick(topics)
        let found = month.day(draw.within(6...14)).workday
        let due = found.adding(days: 20)
        func step(_ type: EventType, _ day: CivilDate, _ mark: String, _ field: String, _ text: String) -> Filing {
            Filing(
                day, by: township.actor,
                ProgrammeFilings.submission(
                    type, on: day, "inspection-\(month)-\(township.id)-\(mark)", source: "整改报告",
                    ("inspection_no", .string(number)), (field, .string(text))))
        }
        var filings = [
            Filing(
                found, by: Clerk.general,
                ProgrammeFilings.submission(
                    .inspectionFound, on: found, "inspection-\(month)-\(township.id)", source: "督查通报 \(month)",
                    ("inspection_no", .string(number)), ("township", .string(township.id)), ("topic", .string(topic)),
                    ("finding", .string(finding)), ("due", .string(due.description))))
        ]
        let progressed = found.adding(days: draw.within(4...8)).workday
        filings.append(step(.inspectionProgressed, progressed, "progress", "progress", "已部署整改"))
        let mended = found.adding(days: draw.within(12...24)).workday
        // The office's last month is the January after.
        guard draw.happens(permille: township.diligence - 50), mended.month <= month.next else { return filings }
        filings.append(step(.inspectionMended, mended, "mended", "result", "已整改到位"))
        if draw.happens(permille: 80) {
            filings.append(step(.inspectionReopened, mended.adding(days: 7).workday, "reopened", "why", "回查发现反复"))
        }
        return filings
    }
}
