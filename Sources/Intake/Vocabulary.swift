import Ledger
import Records

/// The names that a ledger's schemes give: townships and indicators that are rated by judgement.
public struct Vocabulary: Sendable {
    public let townships: [Scheme.Township]
    public let ratedItems: [(id: String, name: String)]

    public init(townships: [Scheme.Township], ratedItems: [(id: String, name: String)]) {
        self.townships = townships
        self.ratedItems = ratedItems
    }

    /// The names of all schemes that are not retracted, the latest one's first.
    public init(_ schemes: [AdoptedScheme]) {
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
        self.init(townships: townships, ratedItems: items)
    }
}
