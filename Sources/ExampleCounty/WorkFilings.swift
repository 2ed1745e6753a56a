import Ledger
import Records
import Scoring

/// The year's key work list (Attachment 4) and its units' ratings (三(四)): the notice's plan is adopted in May and amended
/// in September; the leading units report on each cell, and most cells that nothing counts are confirmed, some of them late.
enum WorkFilings {
    static func filings(_ year: Int, seed: UInt64) -> [Filing] {
        let text = text(of: year)
        guard let json = try? JSONReader.read(text.utf8), let plan = PlanReader.read(json).plan?.plan,
            let list = plan.workList
        else { return [] }
        let adoptions = [
            adoption(json, on: day(year, 5, 14), "plan-\(year)"),
            adoption(amended(text) ?? json, on: day(year, 9, 1), "plan-\(year)-amended"),
        ]
        let cells = list.items.enumerated().flatMap { place, item in
            list.stages.enumerated().flatMap { column, stage in
                cell(item, stage, column, plan, Draw(seed, .work, year * 100 + place, column))
            }
        }
        return adoptions + cells + ratings(year, seed: seed)
    }

    /// Another year's plan is the notice's with that year's dates, and with stages of its own.
    private static func text(of year: Int) -> String {
        let notice = String(decoding: BuiltInPlan.text, as: UTF8.self)
        guard year != 2020 else { return notice }
        return ["half_year", "third_quarter", "year"].reduce(notice.replacing("2020", with: String(year))) {
            $0.replacing("\"\($1)\":", with: "\"\($1)_\(year)\":").replacing(
                "\"id\": \"\($1)\"", with: "\"id\": \"\($1)_\(year)\"")
        }
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(trusted: Int32(year * 10_000 + month * 100 + day))
    }

    private static func adoption(_ plan: JSON, on day: CivilDate, _ id: String) -> Filing {
        Filing(
            day, by: Clerk.general,
            ProgrammeFilings.submission(.planAdopted, on: day, id, source: "工作方案", ("plan", plan)))
    }

    /// 重点工作清单将动态调整: twenty more new exporters are to come.
    private static func amended(_ text: String) -> JSON? {
        let more = text.replacing("新增出口企业200家以上", with: "新增出口企业220家以上")
            .replacing("\"at_least\": \"200\"", with: "\"at_least\": \"220\"")
        return try? JSONReader.read(more.utf8)
    }

    // MARK: - Cells

    private static let progress = [
        ["已制定方案并明确责任人", "已召开部署会，名单摸排完成"], ["过半任务已落实", "已会同乡镇推进，个别事项待协调"], ["收尾中，正在汇总成效", "已完成总结初稿"],
    ]

    /// One or two reports of a cell by its leading unit, and its confirmation.
    private static func cell(
        _ item: WorkList.Item, _ stage: WorkList.Stage, _ column: Int, _ plan: Plan, _ stream: Draw
    ) -> [Filing] {
        guard let target = item.targets[stage.id], let unit = item.lead.first.flatMap(plan.unit) else { return [] }
        var draw = stream
        let id = "work-\(stage.by.year)-\(item.id)-\(stage.id)"
        func step(_ type: EventType, _ day: CivilDate, _ mark: String, _ fields: (String, JSON)...) -> Filing {
            let cell = [("item", JSON.string(item.id)), ("stage", JSON.string(stage.id))]
            return Filing(
                day, by: Clerk.general,
                Submission(
                    type: type, effective: day.description, source: "示例:重点工作进展表", id: "\(id)-\(mark)",
                    data: .members((cell + fields).map { .init($0.0, $0.1) })))
        }
        guard !draw.happens(permille: 60) else { return [] }
        let first = stage.by.adding(days: -draw.within(25...40)).workday
        var filings = [
            step(
                .workReported, first, "1", ("unit", .string(unit.name)), ("progress", .string(draw.pick(progress[0]))))
        ]
        let second = stage.by.adding(days: -draw.within(8...20)).workday
        if draw.happens(permille: 650) {
            filings.append(
                step(
                    .workReported, second, "2", ("unit", .string(unit.name)),
                    ("progress", .string(draw.pick(progress[min(column + 1, 2)])))))
        }
        // Nobody confirms what the figures tell.
        guard target.isConfirmed, !draw.happens(permille: 100) else { return filings }
        let isLate = draw.happens(permille: 150)
        let done = stage.by.adding(days: isLate ? draw.within(5...13) : -draw.within(3...6)).workday
        filings.append(
            step(.workConfirmed, done, "done", ("basis", .string(isLate ? "材料补齐后确认完成" : "已查验印证材料，确认完成"))))
        return filings
    }

    // MARK: - Ratings

    private static let units = ["县商务局", "县财政局", "人行长兴县支行", "县金融办", "县人力社保局", "县税务局", "县交通运输局"]

    /// From May on each month, told on the 10th of the next one.
    private static func ratings(_ year: Int, seed: UInt64) -> [Filing] {
        CivilMonth.months(of: year).filter { $0.monthOfYear >= 5 }.flatMap { month in
            units.enumerated().map { place, unit in
                var draw = Draw(seed, .unitRating, Int(month.number), place)
                let points = 8_600 + draw.within(0...1_300)
                return Filing(
                    month.next.day(10), by: Clerk.general,
                    ProgrammeFilings.submission(
                        .unitRated, "unit-\(month)-\(place + 1)", source: "成员单位动态评价 \(month)", ("unit", .string(unit)),
                        ("month", .string(month.description)), ("points", .string(amountText(Int64(points)))),
                        ("remark", .string(points >= 9_500 ? "推进有力" : points < 8_900 ? "进展偏慢" : ""))))
            }
        }
    }
}
