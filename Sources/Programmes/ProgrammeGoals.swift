import Records
import Scoring

/// The year's goals of the programmes, as rates of growth and amounts. A scheme says them among its milestones, by the
/// measures below; of the 2020 notice, whose scheme as built in has the milestones that are counted only, they stand here.
public struct ProgrammeGoals: Sendable, Hashable {
    /// A goal with the clause that it is from.
    public struct Goal: Sendable, Hashable {
        /// Hundredths: 0.3 of a growth is 30, an amount is in 分.
        public let atLeast: Int64
        public let clause: String

        public init(atLeast: Int64, clause: String) {
            self.atLeast = atLeast
            self.clause = clause
        }
    }

    /// Growth of cross-border online retail exports; 0.3 is 30 %.
    public let ecommerceGrowth: Goal?
    /// Online retail sales of the year, and their growth.
    public let onlineRetail: Goal?
    public let onlineRetailGrowth: Goal?

    /// The names of the measures in a scheme's milestones.
    public enum Measure: String, Sendable, CaseIterable {
        case ecommerceGrowth = "ecommerce.growth"
        case onlineRetail = "online_retail.sales_cny"
        case onlineRetailGrowth = "online_retail.growth"
    }

    /// - Parameter scheme: the one in force; nil for none.
    public init(_ scheme: Scheme?) {
        func goal(_ measure: Measure) -> Goal? {
            if let told = scheme?.milestones.last(where: { $0.measure == measure.rawValue }) {
                return Goal(atLeast: told.atLeast.value, clause: told.clause)
            }
            return scheme?.id == "changxing-2020" ? ProgrammeGoals.notice[measure] : nil
        }
        ecommerceGrowth = goal(.ecommerceGrowth)
        onlineRetail = goal(.onlineRetail)
        onlineRetailGrowth = goal(.onlineRetailGrowth)
    }

    /// 长商发〔2020〕17号.
    private static let notice: [Measure: Goal] = [
        .ecommerceGrowth: Goal(atLeast: 30, clause: "一"),
        .onlineRetail: Goal(atLeast: 880_000_000_000, clause: "附件4 第9项"),
        .onlineRetailGrowth: Goal(atLeast: 30, clause: "附件4 第9项"),
    ]
}
