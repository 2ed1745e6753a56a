import Ledger

/// The names that plans give, for whoever turns what people write into what is stored: a unit's name, an item's and a
/// stage's id.
public struct PlanNames: Sendable {
    public let units: [Plan.Unit]
    public let items: [WorkList.Item]
    public let stages: [WorkList.Stage]

    public static let none = PlanNames([])

    /// - Parameter plans: live ones; the latest one's names come first.
    public init(_ plans: [AdoptedPlan]) {
        let latest = plans.sorted { ($1.effective, $1.seq) < ($0.effective, $0.seq) }
        let lists = latest.compactMap(\.plan.workList)
        units = PlanNames.unique(latest.flatMap(\.plan.units), \.name)
        items = PlanNames.unique(lists.flatMap(\.items), \.id)
        stages = PlanNames.unique(lists.flatMap(\.stages), \.id)
    }

    private static func unique<Named>(_ all: [Named], _ name: (Named) -> String) -> [Named] {
        var seen: Set<String> = []
        return all.filter { seen.insert(name($0)).inserted }
    }

    /// What is stored for a name, an id, or an item's number in the list; nil where it is none of them.
    public func stored(_ text: String, _ kind: RecordType.Kind) -> String? {
        switch kind {
        case .unit: return units.first { $0.id == text || $0.name == text }?.name
        case .workItem:
            if let number = Int(text), number > 0, number <= items.count { return items[number - 1].id }
            return items.first { $0.id == text || $0.name == text }?.id
        case .workStage: return stages.first { $0.id == text || $0.name == text }?.id
        default: return nil
        }
    }

    /// What a field of this kind lets one choose from: what is stored, with its name.
    public func choices(_ kind: RecordType.Kind) -> [(stored: String, name: String)] {
        switch kind {
        case .unit: units.map { ($0.name, $0.name) }
        case .workItem: items.map { ($0.id, $0.name) }
        case .workStage: stages.map { ($0.id, $0.name) }
        default: []
        }
    }
}
