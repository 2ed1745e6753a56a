import Ledger

/// A scheme of four townships and as many indicators as a test wants: quick to read, in force for 2020.
public enum TinyScheme {
    /// The parameters of an indicator's method, as they stand in a scheme.
    public enum Rule {
        public static let shareOfTotal = #""method":"share_of_best","measure":"exports.total""#
        public static let shareOfGrowth = #""method":"share_of_best","measure":"exports.growth""#
        public static let shareOfIncrement = #""method":"share_of_best","measure":"exports.increment""#
        public static let growthToTarget = #""method":"target_ratio","measure":"exports.growth""#
        public static let rated = #""method":"rated""#
        public static let monitoring = #""method":"share_of_best","measure":"monitoring.score""#
        public static let tally =
            #""method":"tally","measure":"reports","levels":{"submitted":"1","city":"2","province":"3"}"#
        public static let tiers =
            #""method":"tiered_sum","measure":"investments","base":"1","belt_and_road_base":"1.5","#
            + #""belt_and_road":["VN"],"tiers":[{"from_usd":"2000000","points":"0.5"},"#
            + #"{"from_usd":"5000000","points":"1"},{"from_usd":"10000000","points":"2"}]"#

        public static func rank(_ measure: String, step: String) -> String {
            #""method":"rank_step","measure":"\#(measure)","step":"\#(step)""#
        }
    }

    public static func json(
        _ rules: [String], points: Int = 10, id: String = "tiny", townships: [String] = ["a", "b", "c", "d"]
    ) throws -> JSON {
        let indicators = rules.enumerated().map { index, rule in
            #"{"id":"i\#(index)","name":"n\#(index)","points":"\#(points)",\#(rule)}"#
        }
        func column(_ through: String, _ rate: String) -> String {
            let rates = townships.map { #""\#($0)":{"exports.growth":"\#(rate)"}"# }
            return #"{"through":"\#(through)","townships":{\#(rates.joined(separator: ","))}}"#
        }
        return try JSONReader.read(
            Array(
                """
                {"id":"\(id)","title":"t","year":2020,"total":"\(points * rules.count)",
                "townships":[\(townships.map { #"{"id":"\#($0)","name":"镇\#($0)"}"# }.joined(separator: ","))],
                "indicators":[\(indicators.joined(separator: ","))],
                "targets":[\(column("2020-05", "0.1")),\(column("2020-06", "0.2"))],
                "milestones":[]}
                """.utf8))
    }
}
