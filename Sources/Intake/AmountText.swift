import Records

/// Amounts as people write them, turned into plain decimals.
enum AmountText {
    /// The decimal that an amount stands for, in yuan or dollars (or points): full-width digits, thousands separators, signs
    /// of currency and a unit behind the number understood, and scaled exactly by moving the point.
    ///
    /// - Parameters:
    ///   - unit: the column's; nil where nothing is said.
    ///   - currency: the field's; nil for points.
    /// - Returns: `text` itself where it is no amount, for admission to refuse.
    /// - Complexity: O(length).
    static func plain(_ text: String, unit: AmountUnit?, currency: RecordType.Currency?) -> String {
        let power = unit?.power ?? 0
        if power == 0, isPlain(text) { return text }
        var rest = FoldedText.of(text)[...]
        if currency == .cny, let first = rest.first, first == "\u{A5}" { rest.removeFirst() }
        if currency == .usd {
            for sign in ["us$", "$"] where rest.hasPrefix(sign) { rest = rest.dropFirst(sign.count) }
        }
        let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "," || $0 == "-") }
        guard let power = Self.power(String(rest.dropFirst(number.count)), unit, currency),
            let digits = ungrouped(number)
        else { return text }
        return power == 0 ? digits : shifted(digits, by: power)
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }
    }

    /// The power of ten to scale by: the cell's own unit may repeat the column's, or stand where the column has none.
    private static func power(_ suffix: String, _ unit: AmountUnit?, _ currency: RecordType.Currency?) -> Int? {
        guard !suffix.isEmpty else { return unit?.power ?? 0 }
        guard let currency, let own = AmountUnit(suffix), own.currency ?? currency == currency else { return nil }
        if let unit, unit.power != own.power { return nil }
        return own.power
    }

    /// The number without thousands separators; nil where commas part anything but groups of three, or where this is no
    /// number.
    private static func ungrouped(_ text: Substring) -> String? {
        let sign = text.hasPrefix("-") ? "-" : ""
        let body = text.dropFirst(sign.count)
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2, !parts.contains(where: \.isEmpty), !body.contains("-") else {
            return nil
        }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        guard
            groups.count == 1 || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy({ $0.count == 3 }),
            !parts.dropFirst().contains(where: { $0.contains(",") })
        else { return nil }
        return sign + groups.joined() + parts.dropFirst().map { "." + $0 }.joined()
    }

    /// A decimal times ten to a power, without needless zeros.
    private static func shifted(_ number: String, by power: Int) -> String {
        let sign = number.hasPrefix("-") ? "-" : ""
        let parts = number.dropFirst(sign.count).split(separator: ".")
        var whole = String(parts.first ?? "0")
        var behind = parts.count > 1 ? String(parts[1]) : ""
        for _ in 0..<power { whole.append(behind.isEmpty ? "0" : behind.removeFirst()) }
        while behind.last == "0" { behind.removeLast() }
        while whole.count > 1, whole.first == "0" { whole.removeFirst() }
        return sign + whole + (behind.isEmpty ? "" : "." + behind)
    }
}
