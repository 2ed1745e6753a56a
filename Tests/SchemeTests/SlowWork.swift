import Ledger

/// The work list taken at its word: for each cell the events are gone through from the first one on.
struct SlowWork {
    private struct Fact {
        let seq: Int64
        let type: String
        var effective: CivilDate
        var data: JSON
        func text(_ key: String) -> String { data[key]?.text ?? "" }
    }
    private let live: [Fact]
    private let on: CivilDate

    init(_ events: [Event], on: CivilDate) {
        var facts: [String: Fact] = [:]
        for event in events {
            let target = event.data["target"]?.text ?? ""
            if event.type == "event.retracted" {
                facts[target] = nil
            } else if event.type == "event.corrected" {
                facts[target]?.data = event.data["data"] ?? .null
                facts[target]?.effective = CivilDate(event.data["effective"]?.text ?? "") ?? event.effective
            } else {
                facts[event.id] = Fact(seq: event.seq, type: event.type, effective: event.effective, data: event.data)
            }
        }
        live = facts.values.sorted { $0.seq < $1.seq }
        self.on = on
    }

    /// Item, stage and state of every cell; nil where no list is in force.
    var cells: [String]? {
        let plan = live.filter { $0.type == "plan.adopted" && $0.effective <= on }
            .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }
        guard let list = plan?.data["plan"]?["worklist"] else { return nil }
        return (list["items"]?.array ?? []).flatMap { item -> [String] in
            (list["stages"]?.array ?? []).compactMap { stage in
                guard let id = item["id"]?.text, let column = stage["id"]?.text, let target = item["targets"]?[column],
                    let by = stage["by"]?.text.flatMap({ CivilDate($0) })
                else { return nil }
                return "\(id) \(column) \(state(id, column, target, by))"
            }
        }
    }

    private func state(_ item: String, _ stage: String, _ target: JSON, _ by: CivilDate) -> String {
        let own = live.filter { $0.text("item") == item && $0.text("stage") == stage && $0.effective <= on }
        let confirmed = own.first { $0.type == "work.confirmed" }?.effective
        let goals = target["goals"]?.array ?? []
        let counted = goals.filter { count($0, on) != nil }
        let asksPeople = target["confirmed"] == .boolean(true) || goals.isEmpty || counted.count < goals.count
        func isDone(_ day: CivilDate) -> Bool {
            let numbers = counted.count < goals.count || goals.allSatisfy { isReached($0, day) }
            return numbers && (!asksPeople || confirmed.map { $0 <= day } ?? false)
        }
        if isDone(min(on, by)) { return "done" }
        if on > by { return isDone(on) ? "done_late" : "overdue" }
        let isBegun = own.contains { $0.type == "work.reported" } || counted.contains { count($0, on) ?? .zero > .zero }
        return isBegun ? "under_way" : "not_started"
    }

    private func isReached(_ goal: JSON, _ day: CivilDate) -> Bool {
        guard let count = count(goal, day) else { return false }
        if let least = goal["at_least"]?.text { return Fraction(decimal: least) <= count }
        return Fraction(decimal: goal["above"]?.text ?? "") < count
    }

    /// What a goal's measure came to from 1 January; nil where nothing counts it.
    private func count(_ goal: JSON, _ day: CivilDate) -> Fraction? {
        func facts(_ type: String) -> [Fact] {
            live.filter { $0.type == type && $0.effective.year == day.year && $0.effective <= day }
        }
        switch goal["measure"]?.text {
        case "fair.visits": return facts("fair.participated").map { _ in Fraction(1) }.sum
        case "fair.intended_orders_usd":
            return facts("fair.participated").map { Fraction(decimal: $0.text("intended_orders_usd")) }.sum
        case "exporters.new": return facts("exporter.entered").map { _ in Fraction(1) }.sum
        default: return nil
        }
    }
}

extension Fraction {
    static func > (a: Fraction, b: Fraction) -> Bool { b < a }
}
