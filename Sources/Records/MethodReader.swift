import Ledger

/// The methods of scoring.md §3 with their parameters, read from an indicator.
extension SchemeFields {
    private static let comparable = Measure.allCases.filter { $0 != .investments && $0 != .reports }
    private static let methods = [
        "target_ratio", "share_of_best", "rank_step", "banded", "rated", "tiered_sum", "tally",
    ]

    /// An indicator's method; nil where that can't be told.
    /// - Parameter full: the indicator's points.
    mutating func method(_ json: JSON, _ path: String, _ full: Hundredths) -> Method? {
        switch json["method"]?.text {
        case "target_ratio": return measure(json, path).map { .targetRatio($0) }
        case "share_of_best": return measure(json, path).map { .shareOfBest($0) }
        case "rank_step":
            guard let measure = measure(json, path) else { return nil }
            return .rankStep(measure, step: points(json["step"], path + ".step"))
        case "banded":
            guard let measure = measure(json, path) else { return nil }
            return .banded(bands(json, path, measure, full))
        case "rated": return .rated
        case "tiered_sum":
            records(.investments, json, path)
            return .tieredSum(tieredSum(json, path))
        case "tally":
            records(.reports, json, path)
            let levels = json["levels"] ?? .object([])
            return .tally(
                submitted: points(levels["submitted"], path + ".levels.submitted"),
                city: points(levels["city"], path + ".levels.city"),
                province: points(levels["province"], path + ".levels.province"))
        default:
            fault(path + ".method", json["method"], SchemeFields.methods.joined(separator: ", "))
            return nil
        }
    }

    /// A measure that has a value for each township.
    private mutating func measure(_ json: JSON, _ path: String) -> Measure? {
        if let found = json["measure"]?.text.flatMap(Measure.init), SchemeFields.comparable.contains(found) {
            return found
        }
        fault(
            path + ".measure", json["measure"], SchemeFields.comparable.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    /// A measure that is records and no value: the method's only one.
    private mutating func records(_ measure: Measure, _ json: JSON, _ path: String) {
        if json["measure"]?.text != measure.rawValue { fault(path + ".measure", json["measure"], measure.rawValue) }
    }

    /// Bands from the lowest to the highest: each limit once, points that rise, the highest band's being all of them. A
    /// slip of the pen in a limit is nearly always one of these.
    private mutating func bands(_ json: JSON, _ path: String, _ measure: Measure, _ full: Hundredths) -> Bands {
        let before = faults.count
        var bands: [Bands.Band] = []
        for (index, item) in items(json["bands"], path + ".bands").enumerated() {
            let place = "\(path).bands[\(index)]"
            let from = rate(item["from"], place + ".from")
            let points = points(item["points"], place + ".points")
            if let from { bands.append(.init(from: from, points: points)) }
        }
        bands.sort { $0.from < $1.from }
        let result = Bands(measure: measure, bands: bands)
        guard faults.count == before else { return result }
        unique(bands.map(\.from.description), path + ".bands")
        for (lower, higher) in zip(bands, bands.dropFirst()) where lower.points >= higher.points {
            fault(path + ".bands", .string(higher.points.description), "more points than the band below it")
        }
        if let top = bands.last, top.points != full {
            fault(path + ".bands", .string(top.points.description), "the indicator's points in the highest band")
        }
        return result
    }

    private mutating func tieredSum(_ json: JSON, _ path: String) -> TieredSum {
        var tiers: [TieredSum.Tier] = []
        for (index, item) in (json["tiers"]?.array ?? []).enumerated() {
            tiers.append(
                .init(
                    from: points(item["from_usd"], "\(path).tiers[\(index)].from_usd"),
                    points: points(item["points"], "\(path).tiers[\(index)].points")))
        }
        let base = points(json["base"], path + ".base")
        return TieredSum(
            base: base,
            beltAndRoadBase: json["belt_and_road_base"] == nil
                ? base : points(json["belt_and_road_base"], path + ".belt_and_road_base"),
            beltAndRoad: Set(texts(json["belt_and_road"], path + ".belt_and_road")),
            tiers: tiers.sorted { $0.from < $1.from })
    }
}
