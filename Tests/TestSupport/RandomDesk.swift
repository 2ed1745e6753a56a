import Ledger
import Records

/// The desk of a random office: few tickets and warnings, so that their steps meet, in any order.
extension RandomOffice {
    mutating func desk(_ enterprise: String, id: String) -> Submission {
        let day = CivilDate(year: 2020, month: pick(5...6), day: pick(1...28)) ?? .first
        let ticket = ("ticket", "JB\(pick(1...4))")
        let warning = ("warning", "YJ\(pick(1...3))")
        let unit = ("unit", pick(["县商务局", "县税务局"]))
        func of(_ type: EventType, _ fields: (String, String)...) -> Submission {
            Submission(
                type: type, effective: type == .monitoringFilled ? nil : day.description, id: id,
                data: .members(fields.map { .init($0.0, .string($0.1)) }))
        }
        switch pick(0..<15) {
        case 0: return of(.enterpriseVisited, ("enterprise", enterprise), unit, ("visitors", "吴"))
        case 1, 2:
            return of(
                .problemRaised, ticket, ("enterprise", enterprise), ("category", "orders"), ("found", "visit"),
                ("problem", "难"))
        case 3, 4: return of(.ticketAssigned, ticket, unit, ("due", day.adding(days: pick(0...9)).description))
        case 5: return of(.ticketProgressed, ticket, ("progress", "进展"))
        case 6, 7: return of(.ticketResolved, ticket, ("result", "办结"))
        case 8: return of(.ticketConfirmed, ticket)
        case 9: return of(.ticketReopened, ticket, ("due", day.adding(days: 9).description), ("why", "反复"))
        case 10: return of(.monitoringListed, ("enterprise", enterprise))
        case 11: return of(.monitoringDelisted, ("enterprise", enterprise), ("why", "停产"))
        case 12:
            return of(
                .warningRaised, warning, ("enterprise", enterprise), ("indicator", "orders"), ("severity", "red"),
                ("cause", "降"))
        case 13: return of(.warningResponded, warning, unit, ("action", "上门"))
        default:
            var filled = of(
                .monitoringFilled, ("enterprise", enterprise), ("week", CivilWeek(of: day).description),
                ("orders_usd", "\(pick(0...9))"), ("financing_gap_cny", "0"), ("electricity_kwh", "1.5"))
            filled.data = filled.data.setting("workers", .integer(Int64(pick(0...9)))).setting(
                "labour_disputes", .integer(0))
            return filled
        }
    }
}
