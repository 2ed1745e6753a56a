import Records

/// How a monitoring score is made, in words.
enum MonitoringWords {
    /// `填报率 × 60 + 响应率 × 40`; a rate that weighs nothing is left out.
    static func rule(_ weights: MonitoringWeights, _ language: Language) -> String {
        var parts: [String] = []
        if weights.fill.value > 0 { parts.append(language("填报率 × \(weights.fill)", "fill rate × \(weights.fill)")) }
        if weights.response.value > 0 {
            parts.append(language("响应率 × \(weights.response)", "response rate × \(weights.response)"))
        }
        return parts.joined(separator: " + ")
    }
}
