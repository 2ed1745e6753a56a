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
        default: return fill(enterprise, CivilWeek(of: day), id: id)
        }
    }

    private mutating func fill(_ enterprise: String, _ week: CivilWeek, id: String) -> Submission {
        let texts = [
            ("enterprise", enterprise), ("week", week.description), ("orders_usd", "\(pick(0...9))"),
            ("financing_gap_cny", "0"), ("electricity_kwh", "1.5"),
        ]
        return Submission(
            type: .monitoringFilled, id: id,
            data: .members(
                texts.map { .init($0.0, .string($0.1)) } + [
                    .init("workers", .integer(Int64(pick(0...9)))), .init("labour_disputes", .integer(0)),
                ]))
    }
}

/// Whole stories, each with a number of its own: what random steps seldom come to.
extension RandomOffice {
    mutating func story(_ enterprise: String, township: String, id: String) -> [Submission] {
        let start = CivilDate(year: 2020, month: pick(1...6), day: pick(1...28)) ?? .first
        var day = start
        var step = 0
        func next() -> (on: String, id: String) {
            day = day.adding(days: pick(0...5))
            step += 1
            return (day.description, "\(id)-\(step)")
        }
        func of(_ type: EventType, _ fields: (String, String)...) -> Submission {
            let (on, id) = next()
            return Submission(
                type: type, effective: on, id: id, data: .members(fields.map { .init($0.0, .string($0.1)) }))
        }
        let late = start.adding(days: 90).description
        let whole: [Submission]
        switch pick(0...3) {
        case 3:
            let listed = of(.monitoringListed, ("enterprise", enterprise))
            let fills = (1...2).map { week in
                fill(enterprise, CivilWeek(of: day.adding(days: 7 * week)), id: "\(id)-f\(week)")
            }
            whole = [listed] + fills
        case 0:
            let ticket = ("ticket", "JB-\(id)")
            whole = [
                of(
                    .problemRaised, ticket, ("enterprise", enterprise), ("category", "orders"), ("found", "visit"),
                    ("problem", "难")),
                of(.ticketAssigned, ticket, ("unit", pick(["县商务局", "县税务局"])), ("due", late)),
                of(.ticketProgressed, ticket, ("progress", "进展")), of(.ticketResolved, ticket, ("result", "办结")),
                of(.ticketReopened, ticket, ("due", late), ("why", "反复")),
                of(.ticketResolved, ticket, ("result", "再办结")), of(.ticketConfirmed, ticket),
            ]
        case 1:
            let warning = ("warning", "YJ-\(id)")
            whole = [
                of(
                    .warningRaised, warning, ("enterprise", enterprise), ("indicator", "orders"), ("severity", "red"),
                    ("cause", "降")),
                of(.warningResponded, warning, ("unit", "县税务局"), ("action", "上门")),
                of(.warningCleared, warning, ("outcome", "回升")),
            ]
        default:
            let number = ("inspection_no", "D-\(id)")
            whole = [
                of(
                    .inspectionFound, number, ("township", township), ("topic", "信保"), ("finding", "未投保"),
                    ("due", late)), of(.inspectionProgressed, number, ("progress", "部署")),
                of(.inspectionMended, number, ("result", "到位")), of(.inspectionReopened, number, ("why", "反复")),
            ]
        }
        return Array(whole.prefix(pick(whole.count / 2...whole.count)))
    }
}
