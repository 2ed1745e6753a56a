import Ledger

/// The rules that need the plan in force: units, items and stages of the work list.
extension Admission {
    /// A unit of the plan, by its name. Where no plan was ever adopted, a unit is whatever somebody writes.
    mutating func unit(_ found: String, _ effective: CivilDate?, path: String) throws {
        let units = try recorded.plans().usable(for: effective ?? today, today: today).flatMap(\.plan.units)
        guard !units.isEmpty, !units.contains(where: { $0.name == found }) else { return }
        refuse(path, found, .notInPlan(known: Admission.unique(units.map(\.name))))
    }

    /// An item of the work list, and a stage for which it has a target.
    mutating func work(_ data: JSON, _ effective: CivilDate?, path: String, except wrong: Set<String>) throws {
        guard !wrong.contains("\(path).item") else { return }
        let (item, stage) = (data["item"]?.text ?? "", data["stage"]?.text ?? "")
        let lists = try recorded.plans().usable(for: effective ?? today, today: today).compactMap(\.plan.workList)
        guard !lists.isEmpty else { return refuse("\(path).item", item, .noPlan) }
        let items = lists.flatMap(\.items)
        let matches = items.filter { $0.id == item }
        guard !matches.isEmpty else {
            return refuse(
                "\(path).item", item, .notInPlan(known: Admission.unique(items.map { "\($0.name) \($0.id)" })))
        }
        guard !wrong.contains("\(path).stage"), !matches.contains(where: { $0.targets[stage] != nil }) else { return }
        let stages = lists.flatMap(\.stages).filter { stage in matches.contains { $0.targets[stage.id] != nil } }
        refuse("\(path).stage", stage, .notInPlan(known: Admission.unique(stages.map { "\($0.name) \($0.id)" })))
    }

    /// Reports and confirmations name a stage by its id alone: another year's stage needs another one.
    mutating func stages(_ type: EventType, _ data: JSON, path: String) throws {
        let field = type == .planAdopted ? "plan" : "scheme"
        let json = data[field] ?? .null
        let plan = type == .planAdopted ? PlanReader.read(json).plan?.plan : SchemeReader.read(json).scheme?.plan
        guard let own = plan?.workList?.stages else { return }
        let others = try recorded.plans().compactMap(\.plan.workList).flatMap(\.stages)
        let faults = own.enumerated().compactMap { index, stage -> SchemeFault? in
            guard others.contains(where: { $0.id == stage.id && $0.by.year != stage.by.year }) else { return nil }
            return SchemeFault(
                path: "worklist.stages[\(index)].id", found: stage.id,
                allowed: "an id of its own for another year, e.g. half_year_2021")
        }
        if !faults.isEmpty { refuse("\(path).\(field)", "", .scheme(faults)) }
    }

    private static func unique(_ names: [String]) -> [String] {
        names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
