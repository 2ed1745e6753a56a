import Ledger
import Records

/// Who went to a fair, and the orders that they hope for. The townships' officers hand it in.
enum FairVisits {
    static func filings(_ year: Int, _ enterprises: [Enterprise], founders: Int, seed: UInt64) -> [Filing] {
        Fair.fairs(of: year).enumerated().flatMap { place, fair in
            visitors(fair, place, enterprises, founders: founders, seed: seed)
                .map { filing(fair, $0, topic(fair, place), seed: seed) }
        }
    }

    static func id(_ fair: Fair, _ enterprise: Enterprise) -> String {
        "fair-\(fair.firstDay.year)-\(fair.id)-\(numbered(enterprise.number))"
    }

    static func data(_ enterprise: Enterprise, fair: Fair, named name: String, orders: Int) -> JSON {
        .members([
            .init("enterprise", .string(enterprise.code)), .init("fair", .string(name)),
            .init("mode", .string(fair.isOnline ? "online" : "offline")),
            .init("intended_orders_usd", .string(String(orders))),
        ])
    }

    /// Whole dollars; about 208,000 on average, so that some 500 visits make the 100 million of the notice.
    private static func orders(_ fair: Fair, _ enterprise: Enterprise, _ topic: Int, seed: UInt64) -> Int {
        var draw = Draw(seed, .visit, enterprise.number, topic)
        return fair.isForImports ? 0 : draw.within(200...3960) * 100
    }

    /// What the draws about a fair are named by: its year, and its place among the year's fairs.
    private static func topic(_ fair: Fair, _ place: Int) -> Int { fair.firstDay.year * 100 + place }

    /// Who goes to a fair: the first ones in an order of chance in which the fair's own industries stand in front.
    static func visitors(
        _ fair: Fair, _ place: Int, _ enterprises: [Enterprise], founders: Int, seed: UInt64
    ) -> [Enterprise] {
        let topic = topic(fair, place)
        let count = Quota.part(of: fair.visits, founders: founders)
        let candidates = enterprises.filter { $0.isKnown(before: fair.firstDay) }.map { enterprise in
            var draw = Draw(seed, .fairDay, enterprise.number, topic)
            let chance = draw.below(1_000_000)
            return (place: fair.industries.contains(enterprise.industry) ? chance / 4 : chance, enterprise: enterprise)
        }
        return candidates.sorted { ($0.place, $0.enterprise.number) < ($1.place, $1.enterprise.number) }.prefix(count)
            .map(\.enterprise).sorted { $0.number < $1.number }
    }

    private static func filing(_ fair: Fair, _ enterprise: Enterprise, _ topic: Int, seed: UInt64) -> Filing {
        // One list a township, one to nine days after the opening.
        var draw = Draw(seed, .fairDay, -1 - enterprise.township, topic)
        return Filing(
            fair.firstDay.adding(days: draw.within(1...9)), by: Township.all[enterprise.township].actor,
            Submission(
                type: .fairParticipated, effective: fair.firstDay.description, source: "示例:参展回执 \(fair.name)",
                id: id(fair, enterprise),
                data: data(
                    enterprise, fair: fair, named: fair.name,
                    orders: orders(fair, enterprise, topic, seed: seed))))
    }
}
