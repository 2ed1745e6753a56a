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

    private static func unique(_ names: [String]) -> [String] {
        names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
