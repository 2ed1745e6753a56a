import Ledger
import Records
import Sheets

/// Finds the heading of a sheet among its first rows, and with it the type of its facts.
///
/// Every run of one to three neighbouring rows is tried as a heading. Where several rows make one, as merged cells do, a
/// column's name may stand in the lowest row, in the upper ones, or in all of them together; an empty upper cell takes its
/// left neighbour's text. The run that fits a type best wins; then the lower one, then the upper-most.
struct HeadingSearch {
    /// The rows of a sheet among which its heading is looked for.
    static let rows = 40
    /// The columns that are looked at.
    static let columns = 512

    private let head: [Row]
    private let sheet: String
    private let told: EventType?

    /// - Parameters:
    ///   - head: the first rows that are not empty.
    ///   - sheet: the sheet's name, which may name the type.
    ///   - told: the type, if somebody said it.
    init(_ head: [Row], sheet: String, told: EventType?) {
        self.head = Array(head.prefix(HeadingSearch.rows))
        self.sheet = sheet
        self.told = told
    }

    /// - Throws: `HeadingFault`, for the best heading that was found.
    /// - Complexity: O(rows × columns × types), all of them bounded.
    func plan() throws(HeadingFault) -> SheetPlan {
        var best: [HeadingMatch] = []
        for start in head.indices {
            for depth in 1...3 where start + depth <= head.count {
                let block = head[start..<start + depth]
                guard zip(block, block.dropFirst()).allSatisfy({ $0.number + 1 == $1.number }) else { break }
                let columns = HeadingSearch.columns(of: Array(block))
                let context = HeadingContext(above: head[..<start], heading: block, sheet: sheet)
                let types = told.map { [Catalog[$0]] } ?? HeadingWords.types
                for entry in types {
                    let match = HeadingMatch(entry, columns, context, depth: depth, told: told != nil)
                    guard match.isPossible else { continue }
                    if best.first.map(match.isBetter) ?? true {
                        best = [match]
                    } else if best.first?.isBetter(than: match) == false,
                        !best.contains(where: { $0.entry.type == entry.type })
                    {
                        best.append(match)
                    }
                }
            }
        }
        guard let first = best.first else { throw .noHeading }
        let rivals = best.filter { $0.headingRow == first.headingRow }
        guard rivals.count == 1 else { throw .ambiguous(rivals.map(\.entry.type)) }
        return try first.plan()
    }

    /// The columns of a run of rows, each with the readings of its heading.
    private static func columns(of block: [Row]) -> [HeadingColumn] {
        var numbers: Set<Int> = []
        for row in block { numbers.formUnion(row.cells.prefix(columns).map(\.column)) }
        let last = block.count - 1
        return numbers.sorted().prefix(columns).map { number in
            let texts = block.indices.map { level -> String in
                if let cell = block[level][number] { return cell.text }
                // A merged cell's text stands in its left-most column.
                guard level < last, block[last][number] != nil || level + 1 < last && block[level + 1][number] != nil
                else { return "" }
                return block[level].cells.last { $0.column < number }?.text ?? ""
            }
            return HeadingColumn(
                number, own: block.indices.map { block[$0][number]?.text ?? "" }, filled: texts, row: block[last].number
            )
        }
    }
}

/// One column of a heading with the ways in which it may be read.
struct HeadingColumn {
    let number: Int
    let row: Int
    /// As it stands, all levels together.
    let heading: String
    /// From the most to the least of the levels.
    let readings: [HeadingText]

    init(_ number: Int, own: [String], filled: [String], row: Int) {
        self.number = number
        self.row = row
        heading = own.filter { !$0.isEmpty }.joined(separator: " ")
        let levels = filled.filter { !$0.isEmpty }.map(HeadingText.init)
        // The lowest level always takes part: the others are what it is a part of.
        readings = (0..<levels.count).flatMap { first -> [HeadingText] in
            let joined = HeadingColumn.joined(Array(levels[first...]))
            return first == levels.count - 1
                ? [joined] : [joined, HeadingColumn.joined(Array(levels[first...]), lowestNameOnly: true)]
        }
    }

    /// Levels as one heading: the lowest one with a unit or a month gives it.
    private static func joined(_ levels: [HeadingText], lowestNameOnly: Bool = false) -> HeadingText {
        var joined = HeadingText.empty
        joined.name = lowestNameOnly ? levels.last { !$0.name.isEmpty }?.name ?? "" : levels.map(\.name).joined()
        joined.unit = levels.last { $0.unit != nil }?.unit
        joined.month = levels.last { $0.month != nil }?.month
        joined.remark = levels.last?.remark
        return joined
    }
}

/// What stands above a heading: titles with a year, a month, a unit, the name of the type.
struct HeadingContext {
    let text: String
    let year: Int?
    let month: String?
    let units: [AmountUnit]

    init(above: ArraySlice<Row>, heading: ArraySlice<Row>, sheet: String) {
        func texts(_ rows: ArraySlice<Row>) -> [String] {
            rows.flatMap { $0.cells.prefix(HeadingSearch.columns).map(\.text) }
        }
        let inHeading = texts(heading)
        let texts = [sheet] + texts(above)
        text = texts.map(FoldedText.of).joined(separator: "\n")
        let years = Set(HeadingContext.years(text))
        year = years.count == 1 ? years.first : nil
        let months = Set(texts.compactMap { HeadingText($0).month }.filter { $0.year != nil })
        month =
            months.count == 1
            ? months.first.flatMap { found in CivilMonth(year: found.year ?? 0, month: found.month)?.description } : nil
        units = (texts + inHeading).flatMap(HeadingContext.units)
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
