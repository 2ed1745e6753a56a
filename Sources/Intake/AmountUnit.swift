import Records

/// What a column's amounts are counted in: 万元 is ten thousand yuan.
public struct AmountUnit: Hashable, Sendable {
    /// The unit is ten to this power of yuan or dollars.
    public let power: Int
    /// Nil where only the power is said: 万.
    public let currency: RecordType.Currency?

    /// Reads a unit such as 元, 万元, 亿美元, 人民币万元, USD; nil for anything else.
    /// - Parameter text: folded (`FoldedText`).
    public init?(_ text: String) {
        var rest = text[...]
        var currency: RecordType.Currency?
        for (word, named) in AmountUnit.words where rest.contains(word) {
            if let known = currency, known != named { return nil }
            currency = named
            rest = AmountUnit.removing(word, from: rest)
            // 人民币万元 says yuan twice.
            if named == .cny, let mark = rest.lastIndex(of: "元") { rest.remove(at: mark) }
        }
        guard let power = AmountUnit.powers[String(rest)], currency != nil || power > 0 else { return nil }
        self.power = power
        self.currency = currency
    }

    /// The longer words first: 美元 ends in 元.
    private static let words: [(String, RecordType.Currency)] = [
        ("usdollars", .usd), ("usd", .usd), ("us$", .usd), ("美元", .usd), ("美金", .usd), ("人民币", .cny), ("rmb", .cny),
        ("cny", .cny), ("yuan", .cny), ("元", .cny),
    ]
    private static let powers = ["": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8]

    private static func removing(_ word: String, from text: Substring) -> Substring {
        var kept = Substring()
        var rest = text
        while !rest.isEmpty {
            if rest.hasPrefix(word) {
                return kept + rest.dropFirst(word.count)
            }
            kept.append(rest.removeFirst())
        }
        return kept
    }
}
