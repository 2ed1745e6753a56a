import Ledger
import Records
import Sheets

/// What stands above a heading: titles with a year, a month, a unit, the name of the type.
struct HeadingContext {
    let year: Int?
    let month: TitleMonth
    /// The units that lines like `单位:万元` say, each with its text.
    private(set) var units: [UnitLine.Said]
    /// A text that speaks of a unit which is not known.
    private(set) var unknownUnit: String?
    /// The types that are named.
    let named: Set<EventType>

    init(above: ArraySlice<Row>, sheet: String) {
        let texts = [sheet] + HeadingContext.texts(above)
        let text = texts.map(FoldedText.of).joined(separator: "\n")
        named = Set(HeadingWords.names.filter { $0.value.contains(where: text.contains) }.map(\.key))
        let years = Set(HeadingContext.years(text))
        year = years.count == 1 ? years.first : nil
        month = TitleMonth(texts)
        units = []
        read(unitsOf: texts)
    }

    private mutating func read(unitsOf texts: [String]) {
        for line in texts.map(UnitLine.init) {
            units += line.units
            unknownUnit = unknownUnit ?? line.unknown
        }
    }

    /// The same with the units that the heading's own rows say.
    func with(heading: ArraySlice<Row>) -> HeadingContext {
        var context = self
        context.read(unitsOf: HeadingContext.texts(heading).filter { $0.contains("单位") || $0.contains("nit") })
        return context
    }

    private static func texts(_ rows: ArraySlice<Row>) -> [String] {
        rows.flatMap { $0.cells.prefix(HeadingSearch.columns).map(\.text) }
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
