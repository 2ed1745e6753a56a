import Ledger
import Records

/// The names that a ledger's schemes and plans give: townships, indicators that are rated by judgement, units, work items.
public struct Vocabulary: Sendable {
    public let townships: [Scheme.Township]
    public let ratedItems: [(id: String, name: String)]
    public let plans: PlanNames

    public init(
        townships: [Scheme.Township], ratedItems: [(id: String, name: String)], plans: PlanNames = .none
    ) {
        self.townships = townships
        self.ratedItems = ratedItems
        self.plans = plans
    }

    /// The names of all schemes that are not retracted, the latest one's first.
    public init(_ schemes: [AdoptedScheme], plans: PlanNames = .none) {
        var townships: [Scheme.Township] = []
        var items: [(id: String, name: String)] = []
        for scheme in schemes.reversed() where scheme.ended == nil {
            for township in scheme.scheme.townships where !townships.contains(where: { $0.id == township.id }) {
                townships.append(township)
            }
            for indicator in scheme.scheme.indicators
            where indicator.method == .rated && !items.contains(where: { $0.id == indicator.id }) {
                items.append((indicator.id, indicator.name))
            }
        }
        self.init(townships: townships, ratedItems: items, plans: plans)
    }
}
