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
    private var faults: [SchemeFault] = []

    /// The scheme in `json`, or every fault of it.
    public static func read(_ json: JSON) -> (scheme: Scheme?, faults: [SchemeFault]) {
        var reader = SchemeReader()
        let scheme = reader.scheme(json)
        return (reader.faults.isEmpty ? scheme : nil, reader.faults)
    }

    private mutating func fault(_ path: String, _ found: JSON?, _ allowed: String) {
        faults.append(SchemeFault(path: path, found: found?.shown ?? "missing", allowed: allowed))
    }

    private mutating func text(_ json: JSON?, _ path: String) -> String {
        guard let text = json?.text, !text.isEmpty else {
            fault(path, json, "a text")
            return ""
        }
        return text
    }

    private mutating func identifier(_ json: JSON?, _ path: String) -> String {
        let id = text(json, path)
        if !id.isEmpty, !Admission.isIdentifier(id) { fault(path, json, "1–64 of A–Z, a–z, 0–9 and . _ : -") }
        return id
    }

    /// A township's id. It is a key in `targets`, and keys keep to fewer characters than ids do (ledger.md §2): told
    /// here, where `scheme check` looks too, and not only when the scheme is to be recorded.
    private mutating func townshipID(_ json: JSON?, _ path: String) -> String {
        let id = text(json, path)
        let isKey =
            id.utf8.count <= 64
            && id.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F
            }
        if !isKey { fault(path, json, "1–64 of a–z, 0–9 and . _, for it is a key in targets") }
        return id
    }

    private mutating func points(_ json: JSON?, _ path: String) -> Hundredths {
        if let text = json?.text, let value = try? Hundredths(text) { return value }
        fault(path, json, "a decimal text with at most 2 decimals, e.g. \"2.5\"")
        return Hundredths(0)
    }

    private mutating func unique(_ ids: [String], _ path: String) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id).inserted { fault(path, .string(id), "each id once") }
    }

    private mutating func items(_ json: JSON, _ key: String) -> [JSON] {
        guard let items = json[key]?.array, !items.isEmpty || key == "milestones" else {
            fault(key, json[key], "a list")
            return []
        }
        return items
    }

    private mutating func scheme(_ json: JSON) -> Scheme? {
        guard json.object != nil else {
            fault("", json, "an object")
            return nil
        }
        let id = identifier(json["id"], "id")
        let title = text(json["title"], "title")
        let year = json["year"]?.integer ?? 0
        if !(1...9999).contains(year) { fault("year", json["year"], "a year, e.g. 2020") }
        let total = points(json["total"], "total")
        var townships: [Scheme.Township] = []
        for (index, item) in items(json, "townships").enumerated() {
            let path = "townships[\(index)]"
            townships.append(.init(id: townshipID(item["id"], path + ".id"), name: text(item["name"], path + ".name")))
        }
        unique(townships.map(\.id), "townships")
        unique(townships.map(\.name), "townships")
        var indicators: [Scheme.Indicator] = []
        for (index, item) in items(json, "indicators").enumerated() {
            if let indicator = indicator(item, "indicators[\(index)]") { indicators.append(indicator) }
        }
        unique(indicators.map(\.id), "indicators")
        let sum = indicators.reduce(0) { $0 + $1.points.value }
        if faults.isEmpty, sum != total.value {
            fault("total", json["total"], "the sum of the indicators' points, \(Hundredths(sum))")
        }
        var targetMeasures: [String] = []
        for case .targetRatio(let measure) in indicators.map(\.method) { targetMeasures.append(measure.rawValue) }
        var targets: [Scheme.TargetColumn] = []
        for (index, item) in items(json, "targets").enumerated() {
            if let column = column(item, "targets[\(index)]", townships.map(\.id), targetMeasures) {
                targets.append(column)
            }
        }
        unique(targets.map(\.through.description), "targets")
        var milestones: [Scheme.Milestone] = []
        for (index, item) in items(json, "milestones").enumerated() {
            let path = "milestones[\(index)]"
            guard let by = item["by"]?.text.flatMap({ CivilDate($0) }) else {
                fault(path + ".by", item["by"], "a date YYYY-MM-DD")
                continue
            }
            milestones.append(
                .init(
                    measure: text(item["measure"], path + ".measure"), by: by,
                    atLeast: points(item["at_least"], path + ".at_least"), clause: item["clause"]?.text ?? ""))
        }
        return Scheme(
            id: id, title: title, year: Int(year), total: total, townships: townships, indicators: indicators,
            targets: targets.sorted { $0.through < $1.through }, milestones: milestones.sorted { $0.by < $1.by })
    }

    private mutating func indicator(_ json: JSON, _ path: String) -> Scheme.Indicator? {
        let id = identifier(json["id"], path + ".id")
        let points = points(json["points"], path + ".points")
        guard let method = method(json, path) else { return nil }
        return .init(
            id: id, name: text(json["name"], path + ".name"), group: json["group"]?.text ?? "", points: points,
            method: method, clause: json["clause"]?.text ?? "")
    }

    private mutating func method(_ json: JSON, _ path: String) -> Method? {
        let name = json["method"]?.text
        let comparable = Measure.allCases.filter { $0 != .investments && $0 != .reports }
        func measure() -> Measure? {
            json["measure"]?.text.flatMap(Measure.init).flatMap { comparable.contains($0) ? $0 : nil }
        }
        switch name {
        case "target_ratio", "share_of_best", "rank_step":
            guard let measure = measure() else {
                fault(path + ".measure", json["measure"], comparable.map(\.rawValue).joined(separator: ", "))
                return nil
            }
            if name == "target_ratio" { return .targetRatio(measure) }
            if name == "share_of_best" { return .shareOfBest(measure) }
            return .rankStep(measure, step: points(json["step"], path + ".step"))
        case "rated": return .rated
        case "tiered_sum":
            if json["measure"]?.text != Measure.investments.rawValue {
                fault(path + ".measure", json["measure"], "investments")
            }
            var tiers: [TieredSum.Tier] = []
            for (index, item) in (json["tiers"]?.array ?? []).enumerated() {
                tiers.append(
                    .init(
                        from: points(item["from_usd"], "\(path).tiers[\(index)].from_usd"),
                        points: points(item["points"], "\(path).tiers[\(index)].points")))
            }
            let base = points(json["base"], path + ".base")
            return .tieredSum(
                TieredSum(
                    base: base,
                    beltAndRoadBase: json["belt_and_road_base"] == nil
                        ? base : points(json["belt_and_road_base"], path + ".belt_and_road_base"),
                    beltAndRoad: countries(json["belt_and_road"], path + ".belt_and_road"),
                    tiers: tiers.sorted { $0.from < $1.from }))
        case "tally":
            if json["measure"]?.text != Measure.reports.rawValue {
                fault(path + ".measure", json["measure"], "reports")
            }
            let levels = json["levels"] ?? .object([])
            return .tally(
                submitted: points(levels["submitted"], path + ".levels.submitted"),
                city: points(levels["city"], path + ".levels.city"),
                province: points(levels["province"], path + ".levels.province"))
        default:
            fault(path + ".method", json["method"], "target_ratio, share_of_best, rank_step, rated, tiered_sum, tally")
            return nil
        }
    }

    /// A list of countries, which may be left out.
    private mutating func countries(_ json: JSON?, _ path: String) -> Set<String> {
        guard let json else { return [] }
        guard let items = json.array else {
            fault(path, json, "a list")
            return []
        }
        return Set(items.enumerated().map { text($0.element, "\(path)[\($0.offset)]") })
    }

    private mutating func column(_ json: JSON, _ path: String, _ townships: [String], _ measures: [String]) -> Scheme
        .TargetColumn?
    {
        guard let through = json["through"]?.text.flatMap({ CivilMonth($0) }) else {
            fault(path + ".through", json["through"], "a month YYYY-MM")
            return nil
        }
        let county = rates(json["county"], path + ".county")
        var all: [String: [String: Rate]] = [:]
        for township in townships {
            let place = "\(path).townships.\(township)"
            guard let json = json["townships"]?[township] else {
                fault(place, nil, "every township with a target in every column")
                continue
            }
            let found = rates(json, place)
            for measure in measures where found[measure] == nil { fault("\(place).\(measure)", nil, "a target for it") }
            all[township] = found
        }
        return .init(through: through, county: county, townships: all)
    }

    private mutating func rates(_ json: JSON?, _ path: String) -> [String: Rate] {
        var result: [String: Rate] = [:]
        for member in json?.object ?? [] {
            let spelling = member.value.text ?? member.value.integer.map(String.init)
            if let spelling, let rate = try? Rate(spelling) {
                result[member.key] = rate
            } else {
                fault("\(path).\(member.key)", member.value, "a decimal text with at most 6 decimals, e.g. \"0.085\"")
            }
        }
        return result
    }
}
