import Ledger

/// The work list taken at its word: for each cell, and for each unit, the events are gone through from the first one on.
public struct SlowWork {
    private struct Fact {
        let seq: Int64
        let type: String
        var effective: CivilDate
        var data: JSON
        func text(_ key: String) -> String { data[key]?.text ?? "" }
    }

    /// What a measure came to from 1 January up to a day; nil where nothing counts it.
    public typealias Count = (_ measure: String, _ day: CivilDate) throws -> Fraction?

    private let live: [Fact]
    private let on: CivilDate
    private let counted: Count?

    /// - Parameters:
    ///   - events: those that are known.
    ///   - count: how measures are counted; without it, by going through the records.
    public init(_ events: some Sequence<Event>, on: CivilDate, count: Count? = nil) {
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
        counted = count
    }

    private var plan: JSON? {
        live.filter { $0.type == "plan.adopted" && $0.effective <= on }
            .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }?.data["plan"]
    }

    /// Item, stage and state of every cell; nil where no list is in force.
    public func cells(ledBy unit: String? = nil) throws -> [String]? {
        guard let list = plan?["worklist"] else { return nil }
        return try (list["items"]?.array ?? []).flatMap { item -> [String] in
            let leads = (item["lead"]?.array ?? []).compactMap(\.text)
            guard unit.map(leads.contains) ?? true else { return [] }
            return try (list["stages"]?.array ?? []).compactMap { stage in
                guard let id = item["id"]?.text, let column = stage["id"]?.text, let target = item["targets"]?[column],
                    let by = stage["by"]?.text.flatMap({ CivilDate($0) })
                else { return nil }
                return "\(id) \(column) \(try state(id, column, target, by))"
            }
        }
    }

    /// Each unit's cells, the days of its reports, and its points of the year's months; nil where no plan is in force.
    public func units() throws -> [String]? {
        guard let plan else { return nil }
        return try (plan["units"]?.array ?? []).compactMap { unit in
            guard let id = unit["id"]?.text, let name = unit["name"]?.text else { return nil }
            let own = live.filter { [id, name].contains($0.text("unit")) && $0.effective <= on }
            let reports = own.filter { $0.type == "work.reported" }.sorted {
                ($0.effective, $0.seq) < ($1.effective, $1.seq)
            }
            let ratings = own.filter { $0.type == "unit.rated" && $0.effective.year == on.year }
                .sorted { $0.effective < $1.effective }
            return SlowWork.line(
                name, cells: try cells(ledBy: id) ?? [],
                reports: reports.map { "\($0.effective) \($0.text("progress"))" },
                ratings: ratings.map { "\($0.text("month")) \(Fraction(decimal: $0.text("points")).twoDecimals)" })
        }
    }

    /// How a unit's answer reads.
    public static func line(_ name: String, cells: [String], reports: [String], ratings: [String]) -> String {
        [name, cells.joined(separator: ", "), reports.joined(separator: ", "), ratings.joined(separator: ", ")]
            .joined(separator: " | ")
    }

    private func state(_ item: String, _ stage: String, _ target: JSON, _ by: CivilDate) throws -> String {
        let own = live.filter { $0.text("item") == item && $0.text("stage") == stage && $0.effective <= on }
        let confirmed = own.first { $0.type == "work.confirmed" }?.effective
        let goals = target["goals"]?.array ?? []
        let yearEnd = CivilDate(trusted: Int32(by.year * 10_000 + 1231))
        // Figures are of a year: before the stage's own there are none, and after it they stay.
        func figure(_ goal: JSON, _ day: CivilDate) throws -> Fraction? {
            day.year < by.year ? nil : try count(goal, min(day, yearEnd))
        }
        let counted = try goals.filter { try figure($0, on) != nil }
        let asksPeople = target["confirmed"] == .boolean(true) || goals.isEmpty || counted.count < goals.count
        func isDone(_ day: CivilDate) throws -> Bool {
            let numbers =
                try counted.count < goals.count || goals.allSatisfy { SlowWork.isReached($0, try figure($0, day)) }
            return numbers && (!asksPeople || confirmed.map { $0 <= day } ?? false)
        }
        if try isDone(min(on, by)) { return "done" }
        if on > by { return try isDone(on) ? "done_late" : "overdue" }
        let isBegun =
            try own.contains { $0.type == "work.reported" }
            || counted.contains { try figure($0, on) ?? .zero > .zero }
        return isBegun ? "under_way" : "not_started"
    }

    private static func isReached(_ goal: JSON, _ count: Fraction?) -> Bool {
        guard let count else { return false }
        if let least = goal["at_least"]?.text { return Fraction(decimal: least) <= count }
        return Fraction(decimal: goal["above"]?.text ?? "") < count
    }

    private func count(_ goal: JSON, _ day: CivilDate) throws -> Fraction? {
        let measure = goal["measure"]?.text ?? ""
        if let counted { return try counted(measure, day) }
        func facts(_ type: String) -> [Fact] {
            live.filter { $0.type == type && $0.effective.year == day.year && $0.effective <= day }
        }
        switch measure {
        case "fair.visits": return facts("fair.participated").map { _ in Fraction(1) }.sum
        case "fair.intended_orders_usd":
            return facts("fair.participated").map { Fraction(decimal: $0.text("intended_orders_usd")) }.sum
        case "exporters.new": return facts("exporter.entered").map { _ in Fraction(1) }.sum
        default: return nil
        }
    }
}
