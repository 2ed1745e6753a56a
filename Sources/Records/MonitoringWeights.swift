import Ledger

/// How much of a computed monitoring score each rate makes up (订单+清单: 填报率、响应率); together 100 points.
public struct MonitoringWeights: Sendable, Hashable {
    public let fill: Hundredths
    public let response: Hundredths

    public init(fill: Hundredths, response: Hundredths) {
        self.fill = fill
        self.response = response
    }

    /// What the two have to come to.
    public static let full = Hundredths(10_000)
}

extension SchemeFields {
    /// `{"fill_rate": "60", "response_rate": "40"}`; a rate that is left out weighs nothing.
    mutating func weights(_ json: JSON?, _ path: String) -> MonitoringWeights {
        guard let json, json.object != nil else {
            fault(path, json, #"{"fill_rate": "50", "response_rate": "50"}"#)
            return MonitoringWeights(fill: Hundredths(0), response: Hundredths(0))
        }
        func weight(_ key: String) -> Hundredths {
            json[key] == nil ? Hundredths(0) : points(json[key], "\(path).\(key)")
        }
        let before = faults.count
        let weights = MonitoringWeights(fill: weight("fill_rate"), response: weight("response_rate"))
        let sum = weights.fill.value + weights.response.value
        if faults.count == before, sum != MonitoringWeights.full.value {
            fault(path, .string(Hundredths(sum).description), "weights that come to 100")
        }
        return weights
    }
}
