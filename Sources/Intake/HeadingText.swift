/// One cell of a heading taken apart: the month at its beginning, the name, the unit in its brackets.
struct HeadingText: Hashable {
    /// A month that a wide sheet's column is about; the year is nil where the heading does not say it.
    struct Month: Hashable {
        let year: Int?
        let month: Int
    }

    /// Folded, without month, unit and marks.
    var name: String
    var unit: AmountUnit?
    var month: Month?
    /// What stands in brackets and is no unit.
    var remark: String?

    static let empty = HeadingText(name: "")

    private init(name: String) { self.name = name }

    /// - Complexity: O(length).
    init(_ text: String) {
        var rest = FoldedText.of(text)
        rest.removeAll { $0 == "*" || $0 == "\u{203B}" }
        while let last = rest.last, last == ":" { rest.removeLast() }
        if rest.first == "(", rest.last == ")", !rest.dropFirst().contains("("),
            AmountUnit(String(rest.dropFirst().dropLast())) == nil
        {
            rest = String(rest.dropFirst().dropLast())
        }
        (month, rest) = HeadingText.month(rest)
        for prefix in ["其中:", "其中", "当月", "本月"] where rest.hasPrefix(prefix) && rest.count > prefix.count {
            rest.removeFirst(prefix.count)
        }
        name = rest
        guard rest.last == ")", let open = rest.lastIndex(of: "(") else { return }
        let inside = String(rest[rest.index(after: open)...].dropLast())
        // A name may have brackets of its own: 国家(地区).
        unit = AmountUnit(inside)
        if unit == nil { remark = inside }
        name = String(rest[..<open])
    }

    /// The spellings to look a name up by: with its last brackets and without them; or with a unit behind it that stands in
    /// none, as in 出口额万元 and 出口额:万元.
    var spellings: [(name: String, unit: AmountUnit?)] {
        if let remark { return [("\(name)(\(remark))", nil), (name, nil)] }
        var found = [(name, unit)]
        guard unit == nil, let last = name.last, "元金亿万千nrbydsl$".contains(last) else { return found }
        for length in 1..<6 where name.count > length + 1 {
            guard let own = AmountUnit(String(name.suffix(length))) else { continue }
            let rest = name.dropLast(length)
            found.append((String(rest.last.map { ":/-,".contains($0) } == true ? rest.dropLast() : rest), own))
        }
        return found
    }

    /// The month at the beginning of a text, and what follows it: `2020年1月出口额`, `1月`, `2020-01`, `2020/1`.
    private static func month(_ text: String) -> (Month?, String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        var rest = text.dropFirst(digits.count)
        guard let number = Int(digits), let mark = rest.first else { return (nil, text) }
        var found: Month?
        if digits.count <= 2, mark == "月" {
            rest.removeFirst()
            found = Month(year: nil, month: number)
        } else if digits.count == 4, "年-/.".contains(mark) {
            rest.removeFirst()
            let month = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(month.count)
            guard (1...2).contains(month.count), let value = Int(month) else { return (nil, text) }
            // 2020年1-6月 is a span, and no month.
            if mark == "年" {
                guard rest.first == "月" else { return (nil, text) }
                rest.removeFirst()
            } else if rest == "-01" || rest.hasPrefix("-01t") || rest == "-0100:00:00" {
                rest = ""
            }
            found = Month(year: number, month: value)
        }
        guard let found, (1...12).contains(found.month) else { return (nil, text) }
        if rest.first == "份" { rest.removeFirst() }
        while let first = rest.first, "-:/,_".contains(first) { rest.removeFirst() }
        return (found, String(rest))
    }
}
