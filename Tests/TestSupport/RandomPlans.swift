import Ledger
import Records

/// The work plan of a random office: few cells, so that progress and confirmations meet, in any order.
extension RandomOffice {
    mutating func plans(id: String) -> Submission {
        let day = (CivilDate(year: 2020, month: pick(5...10), day: pick(1...28)) ?? .first).description
        let cell = [("item", pick(["brands", "legal", "fairs", "nothing"])), ("stage", pick(["half_year", "year"]))]
        let unit = ("unit", pick(["县商务局", "县财政局", "商务局"]))
        func of(_ type: EventType, _ day: String?, _ fields: [(String, String)]) -> Submission {
            Submission(
                type: type, effective: day, id: id, data: .members(fields.map { .init($0.0, .string($0.1)) }))
        }
        switch pick(0..<8) {
        case 0:
            guard let plan = try? TemporaryLedger.builtInPlan() else { return .rateUnit("县商务局", "2020-06", "1", id: id) }
            let amended = plan.setting("id", .string("plan\(pick(1...2))"))
            return .adoptPlan(amended, from: pick(["2020-01-01", "2020-05-14", "2020-08-01"]), id: id)
        case 1...4: return of(.workReported, day, cell + [unit, ("progress", pick(["一", "二"]))])
        case 5, 6: return of(.workConfirmed, day, cell + [("basis", "已查验")])
        default:
            return of(.unitRated, nil, [unit, ("month", "2020-0\(pick(5...7))"), ("points", "\(pick(80...101))")])
        }
    }
}
