extension FiguresPage {
    /// A part of the programmes' figures: its name for programs is its raw value.
    public enum Part: String, Sendable, CaseIterable {
        case ecommerce, retail, funds, loans, warehouses, insurance
    }
}

extension FiguresPage.Part {
    /// As people call it: `信保覆盖` or `insurance cover`.
    public func name(_ language: Language) -> String {
        switch self {
        case .ecommerce: language("跨境电商", "e-commerce")
        case .retail: language("网络零售", "online retail")
        case .funds: language("政策资金", "policy funds")
        case .loans: language("贷款", "loans")
        case .warehouses: language("海外仓", "overseas warehouses")
        case .insurance: language("信保覆盖", "insurance cover")
        }
    }

    /// The names of all parts, as a list in a sentence.
    public static func names(_ language: Language) -> String { language.list(allCases.map { $0.name(language) }) }

    /// The part that a clerk's word means: its name for programs or in Chinese, or a shorter form of that; nil for none.
    public init?(word: String) {
        let short: [String: Self] = ["资金": .funds, "信保": .insurance]
        guard let part = Self(rawValue: word) ?? Self.allCases.first(where: { $0.name(.zh) == word }) ?? short[word]
        else { return nil }
        self = part
    }

    /// What stands over its figures.
    func title(_ language: Language) -> String {
        switch self {
        case .ecommerce: language("跨境网络零售出口", "Cross-border online retail exports")
        case .retail: language(name(.zh), "Online retail")
        case .funds: language("\(name(.zh))兑付", "Policy funds")
        case .loans: language("外贸企业\(name(.zh))", "Loans to foreign-trade enterprises")
        case .warehouses: language(name(.zh), "Overseas warehouses")
        case .insurance: language("500 万美元以下出口企业\(name(.zh))", "Insurance cover of exporters under 5 M USD")
        }
    }
}
