import Ledger
import Records
import Sheets

/// What stands above a heading: titles with a year, a month, a unit, the name of the type.
struct HeadingContext {
    let year: Int?
    let month: String?
    /// The units that lines like `单位:万元` say.
    private(set) var units: [AmountUnit]
    /// The types that are named.
    let named: Set<EventType>

    init(above: ArraySlice<Row>, sheet: String) {
        let texts = [sheet] + HeadingContext.texts(above)
        let text = texts.map(FoldedText.of).joined(separator: "\n")
        named = Set(HeadingWords.names.filter { $0.value.contains(where: text.contains) }.map(\.key))
        let years = Set(HeadingContext.years(text))
        year = years.count == 1 ? years.first : nil
        let months = Set(texts.compactMap { HeadingText($0).month }.filter { $0.year != nil })
        month =
            months.count == 1
            ? months.first.flatMap { found in CivilMonth(year: found.year ?? 0, month: found.month)?.description } : nil
        units = texts.flatMap(HeadingContext.units)
    }

    /// The same with the units that the heading's own rows say.
    func with(heading: ArraySlice<Row>) -> HeadingContext {
        var context = self
        context.units += HeadingContext.texts(heading).flatMap(HeadingContext.units)
        return context
    }

    private static func texts(_ rows: ArraySlice<Row>) -> [String] {
        rows.flatMap { $0.cells.prefix(HeadingSearch.columns).map(\.text) }
    }

    /// The units of a line such as `单位:万元` or `(金额单位:万元、万美元)`.
    private static func units(_ text: String) -> [AmountUnit] {
        let folded = FoldedText.of(text)
        guard let mark = folded.firstRange(of: "单位:") ?? folded.firstRange(of: "unit:") else { return [] }
        return folded[mark.upperBound...].split { ",、;/()|".contains($0) }.compactMap { AmountUnit(String($0)) }
    }

    /// The years that a text names: `2020年`.
    private static func years(_ text: String) -> [Int] {
        text.split { !($0.isASCII && $0.isNumber) && $0 != "年" && $0 != "-" }.flatMap { part -> [Int] in
            let pieces = part.split(separator: "年", omittingEmptySubsequences: false)
            return pieces.dropLast().compactMap { piece in
                let digits = piece.suffix(4)
                return digits.count == 4 ? Int(digits).flatMap { (1990...2199).contains($0) ? $0 : nil } : nil
            }
        }
    }
}
