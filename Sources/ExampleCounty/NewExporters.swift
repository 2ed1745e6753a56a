import Ledger
import Records

/// The year's new exporters (附件4 第7项): domestic firms that turn to export (三转), exports of others brought home to
/// the county (转引), firms newly founded (新设). Each is registered and entered by its township's officer.
enum NewExporters {
    /// 2020 as a race for the goals of 100, 150 and 200: 101 by the end of June, of which four are told in July only;
    /// 149 by the end of September, one short; 211 by the end of the year.
    private static let year2020 = [6, 2, 10, 17, 22, 44, 14, 16, 18, 20, 22, 20]
    /// How many of them are told in the month after.
    private static let late2020 = [1, 0, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1]
    /// A year without a race.
    private static let otherYears = [4, 2, 5, 5, 6, 6, 5, 5, 6, 6, 5, 5]

    /// The enterprises of a year, numbered on from `last`.
    /// - Parameter opening: the office's first day; nothing is recorded before it.
    static func enterprises(
        _ year: Int, after last: Int, founders: Int, opening: CivilDate, seed: UInt64
    ) -> [Enterprise] {
        let quota = Quota(year == 2020 ? year2020 : otherYears, founders: founders)
        let late = Quota(year == 2020 ? late2020 : otherYears.map { $0 / 5 }, founders: founders)
        var all: [Enterprise] = []
        for month in CivilMonth.months(of: year) {
            let count = quota[month.monthOfYear]
            for place in 0..<count {
                let number = last + 1 + all.count
                guard number <= ExampleCode.largest else { return all }
                all.append(
                    enterprise(
                        number, month, place: all.count, isLate: place >= count - late[month.monthOfYear],
                        opening: opening, seed: seed))
            }
        }
        return all
    }

    private static func enterprise(
        _ number: Int, _ month: CivilMonth, place: Int, isLate: Bool, opening: CivilDate, seed: UInt64
    ) -> Enterprise {
        var draw = Draw(seed, .newcomer, number)
        // Most fall where Attachment 3 wants them, every fourth anywhere: some places do better than their target,
        // some worse.
        let hundredth = draw.happens(permille: 250) ? draw.below(100) : (place * 37 + 5) % 100
        let firstExport: CivilDate
        let recorded: CivilDate
        if isLate {
            firstExport = month.day(month.length - draw.below(8))
            recorded = month.next.day(draw.within(2...5)).workday
        } else {
            // Told two to four days later, and within the month even if those end on a weekend.
            firstExport = month.day(draw.within(1...(month.length - 6)))
            recorded = max(firstExport.adding(days: draw.within(2...4)).workday, opening.adding(days: 2))
        }
        let (channel, daysBefore) = draw.pick([
            ("三转", 365...3650), ("三转", 365...3650), ("三转", 365...3650), ("转引", 30...400), ("转引", 30...400),
            ("新设", 20...90),
        ])
        return Enterprise(
            number, township: Township.index(at: hundredth),
            registered: firstExport.adding(days: -draw.within(daysBefore)),
            entry: .init(firstExport: firstExport, recorded: recorded, channel: channel), seed: seed)
    }

    /// What their townships' officers hand in.
    static func filings(_ enterprises: [Enterprise]) -> [Filing] {
        enterprises.flatMap { enterprise -> [Filing] in
            guard let entry = enterprise.entry else { return [] }
            let officer = Township.all[enterprise.township].actor
            let entered = Submission(
                type: .exporterEntered, effective: entry.firstExport.description,
                source: "示例:新增出口企业名单 \(entry.firstExport.month)",
                id: "exporter-\(entry.firstExport.year)-\(numbered(enterprise.number))",
                data: .members([
                    .init("enterprise", .string(enterprise.code)), .init("channel", .string(entry.channel)),
                ]))
            return [
                Filing(entry.recorded, by: officer, enterprise.registration),
                Filing(entry.recorded, by: officer, entered),
            ]
        }
    }
}
