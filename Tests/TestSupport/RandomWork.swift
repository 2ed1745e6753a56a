import Ledger
import Records

/// The key work list of a random office: two plans of few cells that differ, so that adoptions, reports, confirmations and
/// ratings meet, in any order.
extension RandomOffice {
    mutating func work(_ years: ClosedRange<Int>, id: String) -> Submission {
        let year = pick(years)
        let day = CivilDate(year: year, month: pick(1...12), day: pick(1...28)) ?? .first
        let item = pick(["fairs", "fairs", "brands", "brands", "exporters"])
        let stage = pick(["half_year", "year"])
        let unit = pick(["县商务局", "县税务局", "县财政局"])
        switch pick(0..<14) {
        case 0, 1:
            return .adoptPlan(
                RandomOffice.plan(pick(1...2), of: years.upperBound), from: day.description, id: id)
        case 2...6: return .reportWork(item, stage, by: unit, on: day.description, "进展\(id)", id: id)
        case 7...9: return .confirmWork(item, stage, on: day.description, id: id)
        case 10:
            // Warnings are of the early summer of 2020.
            let end = CivilDate(year: 2020, month: pick(6...7), day: pick(1...28)) ?? .first
            return .clear("YJ\(pick(1...3))", on: end.description, id: id)
        default:
            let month = "\(year)-0\(pick(4...6))"
            return .rateUnit(unit, month, "\(pick(0...101)).\(pick(0...99))", "评\(id)", id: id)
        }
    }

    /// The second plan has other goals, other leaders, a unit more, and one cell less.
    static func plan(_ number: Int, of year: Int) -> JSON {
        let isFirst = number == 1
        func unit(_ id: String, _ name: String) -> JSON {
            .members([.init("id", .string(id)), .init("name", .string(name))])
        }
        func stage(_ id: String, _ name: String, _ by: String) -> JSON {
            .members([.init("by", .string("\(year)-\(by)")), .init("id", .string(id)), .init("name", .string(name))])
        }
        func goal(_ measure: String, _ least: String) -> JSON.Member {
            .init("goals", .array([.members([.init("at_least", .string(least)), .init("measure", .string(measure))])]))
        }
        func target(_ stage: String, _ text: String, _ members: JSON.Member...) -> JSON.Member {
            .init(stage, .members([.init("text", .string(text))] + members))
        }
        func item(_ id: String, _ lead: String, _ targets: JSON.Member...) -> JSON {
            .members([
                .init("clause", .string("附件4")), .init("id", .string(id)),
                .init("lead", .array([.string(isFirst ? lead : "shuiwu")])), .init("name", .string("重点工作 \(id)")),
                .init("targets", .members(targets)),
            ])
        }
        let half = stage("half_year", "半年度工作目标", isFirst ? "06-30" : "05-31")
        let brands = [target("year", "总结品牌")] + (isFirst ? [target("half_year", "培育品牌")] : [])
        let items = [
            item(
                "fairs", "shangwu", target("half_year", "参展", goal("fair.visits", isFirst ? "1" : "3")),
                target("year", "意向订单", goal("fair.intended_orders_usd", "3000000"))),
            .members([
                .init("clause", .string("附件4")), .init("id", .string("brands")),
                .init("lead", .array([.string("shangwu"), .string("shuiwu")])), .init("name", .string("培育名牌")),
                .init("targets", .members(brands)),
            ]),
            item(
                "exporters", "shangwu",
                target("year", "新主体", goal("exporters.new", "2"), .init("confirmed", .boolean(true)))),
        ]
        let list = JSON.members([
            .init("items", .array(items)), .init("note", .string("动态调整")),
            .init("stages", .array([half, stage("year", "全年工作目标", "12-31")])),
        ])
        let units = [unit("shangwu", "县商务局"), unit("shuiwu", "县税务局")] + (isFirst ? [] : [unit("caizheng", "县财政局")])
        return .members([
            .init("id", .string("plan-\(number)")), .init("source", .string("示例")),
            .init("title", .string("工作方案\(number)")), .init("units", .array(units)), .init("worklist", list),
        ])
    }
}
