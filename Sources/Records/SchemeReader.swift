import Ledger

/// A fault in a scheme: where (a JSON path below the scheme), what was found, what is allowed.
public struct SchemeFault: Error, Hashable, Sendable {
    public let path: String
    public let found: String
    public let allowed: String
}

/// Reads and checks a scheme: ids unique, methods and measures known, points summing to the declared total, every
/// township with a target in every column (scoring.md §4). Collects all faults.
public struct SchemeReader {
    private var fields = SchemeFields()

    /// The scheme in `json`, or every fault of it.
    public static func read(_ json: JSON) -> (scheme: Scheme?, faults: [SchemeFault]) {
        var reader = SchemeReader()
        guard reader.fields.fits(json) else { return (nil, reader.fields.faults) }
        let scheme = reader.scheme(json)
        return (reader.fields.faults.isEmpty ? scheme : nil, reader.fields.faults)
    }

    private mutating func scheme(_ json: JSON) -> Scheme? {
        guard json.object != nil else {
            fields.fault("", json, "an object")
            return nil
        }
        let id = fields.identifier(json["id"], "id")
        let title = fields.text(json["title"], "title")
        let year = json["year"]?.integer ?? 0
        if !(1...9999).contains(year) { fields.fault("year", json["year"], "a year, e.g. 2020") }
        let total = fields.points(json["total"], "total")
        var townships: [Scheme.Township] = []
        for (index, item) in fields.items(json["townships"], "townships").enumerated() {
            let path = "townships[\(index)]"
            let id = fields.key(item["id"], path + ".id")
            townships.append(.init(id: id, name: fields.text(item["name"], path + ".name")))
        }
        fields.unique(townships.map(\.id), "townships")
        fields.unique(townships.map(\.name), "townships")
        var indicators: [Scheme.Indicator] = []
        for (index, item) in fields.items(json["indicators"], "indicators").enumerated() {
            if let indicator = indicator(item, "indicators[\(index)]") { indicators.append(indicator) }
        }
        fields.unique(indicators.map(\.id), "indicators")
        let sum = indicators.reduce(Int128(0)) { $0 + Int128($1.points.value) }
        if fields.faults.isEmpty, sum != total.value {
            let points = DecimalText.trimmed(sum, decimals: 2)
            fields.fault("total", json["total"], "the sum of the indicators' points, \(points)")
        }
        var targetMeasures: [String] = []
        for case .targetRatio(let measure) in indicators.map(\.method) { targetMeasures.append(measure.rawValue) }
        var targets: [Scheme.TargetColumn] = []
        for (index, item) in fields.items(json["targets"], "targets").enumerated() {
            if let column = column(item, "targets[\(index)]", townships.map(\.id), targetMeasures) {
                targets.append(column)
            }
        }
        fields.unique(targets.map(\.through.description), "targets")
        var milestones: [Scheme.Milestone] = []
        let noMilestones = json["milestones"]?.array?.isEmpty ?? false
        for (index, item) in (noMilestones ? [] : fields.items(json["milestones"], "milestones")).enumerated() {
            let path = "milestones[\(index)]"
            guard let by = fields.date(item["by"], path + ".by") else { continue }
            let measure = fields.text(item["measure"], path + ".measure")
            if !measure.isEmpty, !Scheme.Milestone.measures.contains(measure) {
                fields.fault(
                    path + ".measure", item["measure"], "a measure with goals, e.g. fair.visits or exporters.new")
            }
            milestones.append(
                .init(
                    measure: measure, by: by,
                    atLeast: fields.points(item["at_least"], path + ".at_least"), clause: item["clause"]?.text ?? ""))
        }
        return Scheme(
            id: id, title: title, source: json["source"]?.text ?? "", year: Int(year), total: total,
            townships: townships, indicators: indicators, targets: targets.sorted { $0.through < $1.through },
            milestones: milestones.sorted { $0.by < $1.by }, plan: fields.plan(json))
    }

    private mutating func indicator(_ json: JSON, _ path: String) -> Scheme.Indicator? {
        let id = fields.identifier(json["id"], path + ".id")
        let points = fields.points(json["points"], path + ".points")
        guard let method = fields.method(json, path, points) else { return nil }
        return .init(
            id: id, name: fields.text(json["name"], path + ".name"), group: json["group"]?.text ?? "", points: points,
            method: method,
            weights: method.measure == .monitoringRates ? fields.weights(json["weights"], path + ".weights") : nil,
            clause: json["clause"]?.text ?? "",
            clauseText: fields.optionalText(json["clause_text"], path + ".clause_text"),
            reading: fields.optionalText(json["reading"], path + ".reading"))
    }

    private mutating func column(_ json: JSON, _ path: String, _ townships: [String], _ measures: [String]) -> Scheme
        .TargetColumn?
    {
        guard let through = json["through"]?.text.flatMap({ CivilMonth($0) }) else {
            fields.fault(path + ".through", json["through"], "a month YYYY-MM")
            return nil
        }
        let county = rates(json["county"], path + ".county")
        var all: [String: [String: Rate]] = [:]
        for township in townships {
            let place = "\(path).townships.\(township)"
            guard let json = json["townships"]?[township] else {
                fields.fault(place, nil, "every township with a target in every column")
                continue
            }
            let found = rates(json, place)
            for measure in measures where found[measure] == nil {
                fields.fault("\(place).\(measure)", nil, "a target for it")
            }
            all[township] = found
        }
        return .init(through: through, county: county, townships: all)
    }

    private mutating func rates(_ json: JSON?, _ path: String) -> [String: Rate] {
        var result: [String: Rate] = [:]
        for member in json?.object ?? [] {
            if !Scheme.TargetColumn.measures.contains(member.key) {
                fields.fault("\(path).\(member.key)", member.value, "a measure, e.g. exports.growth or exporters.new")
            }
            if let rate = fields.rate(member.value, "\(path).\(member.key)") { result[member.key] = rate }
        }
        return result
    }
}
