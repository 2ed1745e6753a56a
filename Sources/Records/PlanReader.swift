import Ledger

/// Reads and checks a plan that stands in a file of its own: its id, title and at least one of its parts. Collects all
/// faults.
public enum PlanReader {
    /// A plan with its head.
    public struct File: Sendable {
        public let id: String
        public let title: String
        /// The notice's number; empty where none is given.
        public let source: String
        public let plan: Plan
    }

    /// The plan in `json`, or every fault of it.
    public static func read(_ json: JSON) -> (plan: File?, faults: [SchemeFault]) {
        var fields = SchemeFields()
        guard json.object != nil else {
            fields.fault("", json, "an object")
            return (nil, fields.faults)
        }
        guard fields.fits(json) else { return (nil, fields.faults) }
        let id = fields.identifier(json["id"], "id")
        let title = fields.text(json["title"], "title")
        let source = fields.optionalText(json["source"], "source") ?? ""
        let plan = fields.plan(json)
        if plan == nil { fields.fault("worklist", nil, "at least one of units, groups, worklist") }
        guard let plan, fields.faults.isEmpty else { return (nil, fields.faults) }
        return (File(id: id, title: title, source: source, plan: plan), [])
    }
}

/// Reads and checks the parts of a plan: ids unique, members and leaders among the units, every cell under a stage of the
/// list, goals of measures that are counted. Collects all faults.
extension SchemeFields {
    static let planKeys = ["units", "groups", "worklist"]

    /// The plan in an object's keys `units`, `groups` and `worklist`; nil where it has none of them.
    mutating func plan(_ json: JSON) -> Plan? {
        guard SchemeFields.planKeys.contains(where: { json[$0] != nil }) else { return nil }
        var units: [Plan.Unit] = []
        for (index, item) in (json["units"] == nil ? [] : items(json["units"], "units")).enumerated() {
            let path = "units[\(index)]"
            units.append(
                .init(
                    id: identifier(item["id"], path + ".id"), name: text(item["name"], path + ".name"),
                    people: texts(item["people"], path + ".people")))
        }
        unique(units.map(\.id), "units")
        unique(units.map(\.name), "units")
        // Where the units can't be read, whoever names them is not at fault.
        let ids = json["units"] != nil && units.isEmpty ? nil : Set(units.map(\.id))
        var groups: [Plan.Group] = []
        for (index, item) in (json["groups"] == nil ? [] : items(json["groups"], "groups")).enumerated() {
            groups.append(group(item, "groups[\(index)]", ids))
        }
        unique(groups.map(\.id), "groups")
        return Plan(units: units, groups: groups, workList: json["worklist"].flatMap { workList($0, "worklist", ids) })
    }

    private mutating func group(_ json: JSON, _ path: String, _ units: Set<String>?) -> Plan.Group {
        Plan.Group(
            id: identifier(json["id"], path + ".id"), name: text(json["name"], path + ".name"),
            leader: text(json["leader"], path + ".leader"), deputies: texts(json["deputies"], path + ".deputies"),
            members: members(json["members"], path + ".members", units),
            duties: texts(json["duties"], path + ".duties"), clause: json["clause"]?.text ?? "")
    }

    /// Ids of units, each once.
    private mutating func members(_ json: JSON?, _ path: String, _ units: Set<String>?) -> [String] {
        let ids = texts(json, path)
        for (index, id) in ids.enumerated() where !id.isEmpty && !(units?.contains(id) ?? true) {
            fault("\(path)[\(index)]", .string(id), "the id of one of the units")
        }
        unique(ids, path)
        return ids
    }

    private mutating func workList(_ json: JSON, _ path: String, _ units: Set<String>?) -> WorkList? {
        guard json.object != nil else {
            fault(path, json, "an object")
            return nil
        }
        var stages: [WorkList.Stage] = []
        var ids: [String] = []
        for (index, item) in items(json["stages"], path + ".stages").enumerated() {
            let place = "\(path).stages[\(index)]"
            let (id, name) = (key(item["id"], place + ".id"), text(item["name"], place + ".name"))
            ids.append(id)
            guard let by = date(item["by"], place + ".by") else { continue }
            if let last = stages.last, by <= last.by {
                fault(place + ".by", item["by"], "a later day than the stage before")
            }
            stages.append(.init(id: id, name: name, by: by))
        }
        unique(ids, path + ".stages")
        var rows: [WorkList.Item] = []
        for (index, item) in items(json["items"], path + ".items").enumerated() {
            rows.append(row(item, "\(path).items[\(index)]", ids, units))
        }
        unique(rows.map(\.id), path + ".items")
        return WorkList(stages: stages, items: rows, note: optionalText(json["note"], path + ".note") ?? "")
    }

    private mutating func row(
        _ json: JSON, _ path: String, _ stages: [String], _ units: Set<String>?
    ) -> WorkList.Item {
        let id = identifier(json["id"], path + ".id")
        var targets: [String: WorkList.Target] = [:]
        if json["targets"]?.object?.isEmpty ?? true { fault(path + ".targets", json["targets"], "an object") }
        for member in json["targets"]?.object ?? [] {
            let place = "\(path).targets.\(member.key)"
            if !stages.contains(member.key) {
                fault(place, .string(member.key), "the id of one of the stages")
            }
            targets[member.key] = target(member.value, place)
        }
        return WorkList.Item(
            id: id, name: text(json["name"], path + ".name"), lead: members(json["lead"], path + ".lead", units),
            clause: json["clause"]?.text ?? "", reading: optionalText(json["reading"], path + ".reading"),
            targets: targets)
    }

    private mutating func target(_ json: JSON, _ path: String) -> WorkList.Target {
        var goals: [WorkGoal] = []
        for (index, item) in (json["goals"] == nil ? [] : items(json["goals"], path + ".goals")).enumerated() {
            if let goal = goal(item, "\(path).goals[\(index)]") { goals.append(goal) }
        }
        // Without goals nothing else can say that it is done.
        var isConfirmed = goals.isEmpty
        if let given = json["confirmed"] {
            if case .boolean(let wanted) = given {
                isConfirmed = isConfirmed || wanted
            } else {
                fault(path + ".confirmed", given, "true or false")
            }
        }
        return WorkList.Target(
            text: text(json["text"], path + ".text"), goals: goals, isConfirmed: isConfirmed)
    }

    private mutating func goal(_ json: JSON, _ path: String) -> WorkGoal? {
        let measure = json["measure"]?.text.flatMap(WorkMeasure.init)
        if measure == nil {
            fault(path + ".measure", json["measure"], WorkMeasure.allCases.map(\.rawValue).joined(separator: ", "))
        }
        if (json["at_least"] == nil) == (json["above"] == nil) {
            fault(path, json, "one of at_least and above")
            return nil
        }
        let isAbove = json["at_least"] == nil
        let limit = isAbove ? rate(json["above"], path + ".above") : rate(json["at_least"], path + ".at_least")
        guard let measure, let limit else { return nil }
        return WorkGoal(measure: measure, limit: limit, isAbove: isAbove)
    }
}
