import Ledger
import Records

/// Submissions of the desk in few words: visits, tickets, monitoring and warnings.
extension Submission {
    public static func visitEnterprise(
        _ number: Int, by unit: String = "县商务局", on date: String, _ summary: String = "", id: String? = nil
    ) -> Submission {
        of(
            .enterpriseVisited, date, id, ("enterprise", ExampleEnterprise.code(number)), ("unit", unit),
            ("visitors", "吴建平"), ("summary", summary))
    }

    public static func problem(
        _ ticket: String, _ number: Int, on date: String, _ text: String = "订舱难", id: String? = nil
    ) -> Submission {
        of(
            .problemRaised, date, id, ("ticket", ticket), ("enterprise", ExampleEnterprise.code(number)),
            ("category", "logistics"), ("found", "visit"), ("problem", text))
    }

    public static func assign(
        _ ticket: String, to unit: String = "县交通运输局", due: String, on date: String, id: String? = nil
    ) -> Submission {
        of(.ticketAssigned, date, id, ("ticket", ticket), ("unit", unit), ("due", due))
    }

    public static func progress(
        _ ticket: String, on date: String, _ text: String = "已联系", id: String? = nil
    ) -> Submission {
        of(.ticketProgressed, date, id, ("ticket", ticket), ("progress", text))
    }

    public static func resolve(
        _ ticket: String, on date: String, _ text: String = "已落实", id: String? = nil
    ) -> Submission {
        of(.ticketResolved, date, id, ("ticket", ticket), ("result", text))
    }

    public static func confirm(_ ticket: String, on date: String, by: String = "", id: String? = nil) -> Submission {
        of(.ticketConfirmed, date, id, ("ticket", ticket), ("confirmed_by", by))
    }

    public static func reopen(
        _ ticket: String, due: String, on date: String, _ why: String = "又有反复", id: String? = nil
    ) -> Submission {
        of(.ticketReopened, date, id, ("ticket", ticket), ("due", due), ("why", why))
    }

    public static func list(_ number: Int, on date: String, id: String? = nil) -> Submission {
        of(.monitoringListed, date, id, ("enterprise", ExampleEnterprise.code(number)))
    }

    public static func delist(
        _ number: Int, on date: String, _ why: String = "转内销", id: String? = nil
    ) -> Submission {
        of(.monitoringDelisted, date, id, ("enterprise", ExampleEnterprise.code(number)), ("why", why))
    }

    /// A week's figures; electricity in kWh.
    public static func fill(
        _ number: Int, _ week: String, orders: String = "1000", workers: Int64 = 100, disputes: Int64 = 0,
        gap: String = "0", electricity: String = "5000", id: String? = nil
    ) -> Submission {
        var filled = of(
            .monitoringFilled, nil, id, ("enterprise", ExampleEnterprise.code(number)), ("week", week),
            ("orders_usd", orders), ("financing_gap_cny", gap), ("electricity_kwh", electricity))
        filled.data = filled.data.setting("workers", .integer(workers)).setting("labour_disputes", .integer(disputes))
        return filled
    }

    public static func warn(
        _ warning: String, _ number: Int, on date: String, _ cause: String = "订单下降", severity: String = "orange",
        indicator: String = "orders", id: String? = nil
    ) -> Submission {
        of(
            .warningRaised, date, id, ("warning", warning), ("enterprise", ExampleEnterprise.code(number)),
            ("indicator", indicator), ("severity", severity), ("cause", cause))
    }

    public static func respond(
        _ warning: String, by unit: String = "县商务局", on date: String, _ action: String = "上门", id: String? = nil
    ) -> Submission {
        of(.warningResponded, date, id, ("warning", warning), ("unit", unit), ("action", action))
    }

    public static func clear(
        _ warning: String, on date: String, _ outcome: String = "回升", id: String? = nil
    ) -> Submission {
        of(.warningCleared, date, id, ("warning", warning), ("outcome", outcome))
    }
}
