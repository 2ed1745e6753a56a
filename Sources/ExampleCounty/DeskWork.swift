import Ledger
import Records

/// The desk of the example: the monitoring list with its weekly figures, warnings, visits and tickets. Only a county that is
/// made with its desk has them, so that the others stay as they are.
enum DeskWork {
    /// Who keeps tickets and warnings.
    private static let actor = "出口专班办公室"
    private static let units = ["县商务局", "县财政局", "县人力社保局", "县税务局", "县交通运输局", "人行长兴县支行"]
    /// How many of the largest founders are monitored.
    private static let monitored = 40

    /// What a year brings to the desk, from the notice's week in May of the first year on.
    static func filings(_ year: Int, first: Int, _ enterprises: [Enterprise], seed: UInt64) -> [Filing] {
        let founders = enterprises.filter { $0.entry == nil }
        let listed = founders.sorted { ($1.monthlyExports, $0.number) < ($0.monthlyExports, $1.number) }.prefix(
            monitored)
        let start = CivilDate(trusted: Int32(year * 10_000 + (year == first ? 518 : 101))).monday
        var filings: [Filing] = []
        if year == first { filings += listed.map { listing($0, on: start) } }
        // The two smallest leave the list in the first November and come back no more.
        let leaving = CivilDate(trusted: Int32(first * 10_000 + 1116))
        let leavers = Set(listed.suffix(2).map(\.number))
        if year == first { filings += listed.suffix(2).map { delisting($0, on: leaving) } }
        var week = CivilWeek(of: start)
        while week.end.year == year {
            let staying = week.end < leaving ? Array(listed) : listed.filter { !leavers.contains($0.number) }
            filings += staying.compactMap { fill($0, week, seed: seed) }
            filings += listed.flatMap { warning($0, week, seed: seed) }
            filings += visits(founders, week, seed: seed)
            week = week.next
        }
        return filings
    }

    private static func filing(
        _ type: EventType, _ day: CivilDate, by actor: String = DeskWork.actor, _ id: String, source: String,
        given: Bool = true, _ fields: [JSON.Member]
    ) -> Filing {
        Filing(
            day, by: actor,
            Submission(
                type: type, effective: given ? day.description : nil, source: "示例:\(source)", id: id,
                data: .members(fields)))
    }

    private static func text(_ key: String, _ value: String) -> JSON.Member { .init(key, .string(value)) }

    private static func listing(_ enterprise: Enterprise, on day: CivilDate) -> Filing {
        filing(
            .monitoringListed, day, "listed-\(numbered(enterprise.number))", source: "重点外贸企业监测清单",
            [text("enterprise", enterprise.code)])
    }

    private static func delisting(_ enterprise: Enterprise, on day: CivilDate) -> Filing {
        filing(
            .monitoringDelisted, day, "delisted-\(numbered(enterprise.number))", source: "重点外贸企业监测清单",
            [text("enterprise", enterprise.code), text("why", "出口规模缩小，调出清单")])
    }

    /// The week's figures, handed in by the township on the Monday after; one in twenty-five never comes.
    private static func fill(_ enterprise: Enterprise, _ week: CivilWeek, seed: UInt64) -> Filing? {
        var draw = Draw(seed, .week, enterprise.number, Int(week.number))
        guard !draw.happens(permille: 40) else { return nil }
        let orders = Int(enterprise.monthlyExports / 700) * draw.within(70...115) / 100
        let workers = 20 + Int(enterprise.monthlyExports / 6_000_000) * draw.within(92...104) / 100
        let disputes = draw.happens(permille: 15) ? 1 : 0
        let gap = draw.happens(permille: 80) ? draw.within(1...40) * 50_000 : 0
        let electricity = workers * draw.within(70...90)
        return filing(
            .monitoringFilled, week.end.adding(days: 1), by: Township.all[enterprise.township].actor,
            "week-\(week)-\(numbered(enterprise.number))", source: "“订单+清单”系统周报 \(week)", given: false,
            [
                text("enterprise", enterprise.code), text("week", week.description), text("orders_usd", "\(orders)"),
                .init("workers", .integer(Int64(workers))), .init("labour_disputes", .integer(Int64(disputes))),
                text("financing_gap_cny", "\(gap)"), text("electricity_kwh", "\(electricity)"),
            ])
    }

    /// A warning now and then; one in twelve gets no response.
    private static func warning(_ enterprise: Enterprise, _ week: CivilWeek, seed: UInt64) -> [Filing] {
        var draw = Draw(seed, .warning, enterprise.number, Int(week.number))
        guard draw.happens(permille: 18) else { return [] }
        let number = "YJ-\(week)-\(numbered(enterprise.number))"
        let kind = draw.pick(RecordType.monitored)
        let raised = week.start.adding(days: draw.below(5))
        var filings = [
            filing(
                .warningRaised, raised, "\(number)-a", source: "“订单+清单”系统预警",
                [
                    text("warning", number), text("enterprise", enterprise.code), text("indicator", kind.value),
                    text("severity", draw.pick(["yellow", "yellow", "orange", "red"])),
                    text("cause", "\(kind.zh)指标连续两周异常"),
                ])
        ]
        guard !draw.happens(permille: 80) else { return filings }
        let responded = raised.adding(days: draw.within(0...6))
        filings.append(
            filing(
                .warningResponded, responded, "\(number)-b", source: "预警处置单",
                [
                    text("warning", number), text("unit", draw.pick(units)),
                    text("action", "上门核实，会同乡镇指导"),
                ]))
        guard draw.happens(permille: 700) else { return filings }
        filings.append(
            filing(
                .warningCleared, responded.adding(days: draw.within(7...21)), "\(number)-c", source: "预警处置单",
                [text("warning", number), text("outcome", "指标恢复正常")]))
        return filings
    }

    /// Three visits a week, half of which bring a problem home.
    private static func visits(_ founders: [Enterprise], _ week: CivilWeek, seed: UInt64) -> [Filing] {
        (0..<3).flatMap { place -> [Filing] in
            var draw = Draw(seed, .ticket, place, Int(week.number))
            let enterprise = draw.pick(founders)
            let day = week.start.adding(days: 1 + place)
            let id = "\(week)-\(place + 1)"
            var filings = [
                filing(
                    .enterpriseVisited, day, "visit-\(id)", source: "走访记录",
                    [
                        text("enterprise", enterprise.code), text("unit", draw.pick(units)),
                        text("visitors", "示例走访组"), text("summary", "了解订单、用工和融资情况"),
                    ])
            ]
            if draw.happens(permille: 500) { filings += ticket("JB-\(id)", enterprise, day, &draw) }
            return filings
        }
    }

    private static let problems = [
        ("logistics", "订舱难，出运推迟"), ("workers", "外地员工返岗慢"), ("financing", "流动资金周转紧张"),
        ("orders", "客户推迟订单"), ("policy", "展会补助尚未兑现"), ("energy", "错峰用电影响交期"),
    ]

    /// A ticket's steps: some are late, some go back once, some are still open at the year's end.
    private static func ticket(
        _ number: String, _ enterprise: Enterprise, _ raised: CivilDate, _ draw: inout Draw
    ) -> [Filing] {
        var step = 0
        func next(_ type: EventType, _ day: CivilDate, _ fields: JSON.Member...) -> Filing {
            step += 1
            return filing(
                type, day, "\(number)-\(step)", source: "交办单 \(number)", [text("ticket", number)] + fields)
        }
        let problem = draw.pick(problems)
        var filings = [
            next(
                .problemRaised, raised, text("enterprise", enterprise.code), text("category", problem.0),
                text("found", "visit"), text("problem", problem.1))
        ]
        guard !draw.happens(permille: 40) else { return filings }
        let assigned = raised.adding(days: 1)
        let due = assigned.adding(days: 14)
        filings.append(
            next(.ticketAssigned, assigned, text("unit", draw.pick(units)), text("due", due.description)))
        if draw.happens(permille: 600) {
            filings.append(next(.ticketProgressed, assigned.adding(days: 4), text("progress", "已联系企业，正在协调")))
        }
        guard !draw.happens(permille: 120) else { return filings }
        let resolved = assigned.adding(days: draw.within(5...18))
        filings.append(next(.ticketResolved, resolved, text("result", "问题已协调解决")))
        let word = resolved.adding(days: draw.within(1...4))
        if draw.happens(permille: 80) {
            filings.append(
                next(
                    .ticketReopened, word, text("due", word.adding(days: 10).description),
                    text("why", "企业反映尚未落实")))
        } else if !draw.happens(permille: 60) {
            filings.append(next(.ticketConfirmed, word, text("confirmed_by", "企业负责人")))
        }
        return filings
    }
}
