import Ledger
import Records
import Scoring

/// Submissions of the work plan in few words.
extension Submission {
    public static func adoptPlan(_ plan: JSON, from date: String = "2020-05-14", id: String? = nil) -> Submission {
        Submission(type: .planAdopted, effective: date, id: id, data: .members([.init("plan", plan)]))
    }

    public static func reportWork(
        _ item: String, _ stage: String = "half_year", by unit: String = "县商务局", on date: String,
        _ text: String = "已启动",
        id: String? = nil
    ) -> Submission {
        of(
            .workReported, date, id, ("item", item), ("stage", stage), ("unit", unit), ("progress", text))
    }

    public static func confirmWork(
        _ item: String, _ stage: String = "half_year", on date: String, _ basis: String = "已查验", id: String? = nil
    ) -> Submission {
        of(.workConfirmed, date, id, ("item", item), ("stage", stage), ("basis", basis))
    }

    public static func rateUnit(
        _ unit: String, _ month: String, _ points: String, _ remark: String = "", id: String? = nil
    ) -> Submission {
        of(.unitRated, nil, id, ("unit", unit), ("month", month), ("points", points), ("remark", remark))
    }
}

extension TemporaryLedger {
    /// The notice's plan as JSON.
    public static func builtInPlan() throws -> JSON { try JSONReader.read(BuiltInPlan.text) }
}
