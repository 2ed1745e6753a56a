import Records

/// The units that the text above a table says for all of its columns: `单位：万元`, `填报单位：商务局  单位：万元`, `金额单位为万元、万美元`,
/// `执行额（万元）`, `万元` by itself.
struct UnitLine {
    /// A unit with the text that says it.
    typealias Said = (unit: AmountUnit, text: String)

    private(set) var units: [Said] = []
    /// A text that speaks of a unit of money which is none of those known.
    private(set) var unknown: String?

    /// - Complexity: O(length).
    init(_ text: String) {
        let folded = FoldedText.of(text)
        var rest = folded[...]
        while let mark = UnitLine.nextMark(in: rest) {
            let before = rest[..<mark.lowerBound]
            rest = rest[mark.upperBound...]
            // Whose form it is, and not in what it counts.
            if UnitLine.bodies.contains(where: before.hasSuffix) { continue }
            let isMarked = rest.first == ":" || rest.first == "为" || rest.first == "是"
            if isMarked { rest.removeFirst() }
            let said = UnitLine.list(&rest)
            units += said.map { ($0, text) }
            if said.isEmpty, isMarked {
                let word = rest.prefix { !",、;/()|.".contains($0) }
                if UnitLine.speaksOfMoney(word) { unknown = text }
            }
        }
        if units.isEmpty, unknown == nil { units = UnitLine.bare(folded).map { ($0, text) } }
    }

    /// Words before 单位 that make it a body and no measure.
    private static let bodies = [
        "填报", "报送", "主管", "申报", "制表", "填表", "编制", "责任", "牵头", "成员", "参展", "上报", "汇总", "发布", "承办", "主办", "统计",
        "审核",
    ]

    private static func nextMark(in text: Substring) -> Range<Substring.Index>? {
        ["单位", "unit:"].compactMap { text.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
    }

    private static func speaksOfMoney(_ word: Substring) -> Bool {
        word.count <= 6 && (word.contains("元") || word.contains("币") || word.contains("$") || word.contains("\u{A5}"))
    }

    /// Units one behind the other at the beginning of a text, which they are taken from.
    private static func list(_ text: inout Substring) -> [AmountUnit] {
        var found: [AmountUnit] = []
        while let (unit, length) = first(in: text) {
            found.append(unit)
            text = text.dropFirst(length)
            guard let mark = text.first, ",、;/或和".contains(mark) else { break }
            text.removeFirst()
        }
        return found
    }

    /// The longest unit at the beginning of a text. A power without a currency (万) may be the beginning of a name.
    private static func first(in text: Substring) -> (unit: AmountUnit, length: Int)? {
        for length in stride(from: min(9, text.count), to: 0, by: -1) {
            guard let unit = AmountUnit(String(text.prefix(length))) else { continue }
            let next = text.dropFirst(length).first
            if unit.currency != nil || next.map({ ",、;/()|.".contains($0) }) ?? true { return (unit, length) }
        }
        return nil
    }

    /// Units without the word 单位: the whole text, in brackets, or at the end of a title.
    private static func bare(_ text: String) -> [AmountUnit] {
        if let unit = AmountUnit(text), unit.currency != nil { return [unit] }
        let inBrackets = text.split(separator: "(", omittingEmptySubsequences: false).dropFirst().flatMap {
            part -> [AmountUnit] in
            guard let close = part.firstIndex(of: ")") else { return [] }
            var inside = part[..<close]
            return list(&inside).filter { $0.currency != nil && inside.isEmpty }
        }
        guard inBrackets.isEmpty else { return inBrackets }
        // 进出口额万元; but not 每一元.
        for length in [4, 3, 2] where text.count > length {
            if let unit = AmountUnit(String(text.suffix(length))), unit.currency != nil, unit.power >= 3 {
                return [unit]
            }
        }
        return []
    }
}
