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
        let types = told.map { [Catalog[$0]] } ?? HeadingWords.types
        for start in head.indices {
            // What fits a type whole is its heading: below it is data, and headings that are repeated.
            if let found = best.first, found.isSure, head[start].number > found.headingRow { break }
            let above = HeadingContext(above: head[..<start], sheet: sheet)
            for depth in 1...3 where start + depth <= head.count {
                let block = head[start..<start + depth]
                guard zip(block, block.dropFirst()).allSatisfy({ $0.number + 1 == $1.number }) else { break }
                guard !HeadingSearch.beginsWithTitle(block) else { break }
                let columns = HeadingSearch.columns(of: Array(block))
                guard columns.contains(where: \.isKnown) else { continue }
                let context = above.with(heading: block)
                for entry in types {
                    let match = HeadingMatch(entry, columns, context, depth: depth, told: told != nil)
                    if match.isPossible { HeadingSearch.add(match, to: &best) }
                }
            }
        }
        guard let first = best.first else { throw .noHeading }
        let rivals = best.filter { $0.headingRow == first.headingRow }
        guard rivals.count == 1 else { throw .ambiguous(rivals.map(\.entry.type)) }
        return try first.plan()
    }

    /// Whether a row over the lowest one is a title, which is no part of a heading: one text at the left, over the column that
    /// says what the rows are about.
    private static func beginsWithTitle(_ block: ArraySlice<Row>) -> Bool {
        guard let left = block.last?.cells.first?.column, (block.last?.cells.count ?? 0) > 1 else { return false }
        return block.dropLast().contains { $0.cells.count == 1 && ($0.cells.first?.column ?? .max) <= left }
    }

    /// Keeps the best match, and those of other types that are as good.
    private static func add(_ match: HeadingMatch, to best: inout [HeadingMatch]) {
        guard let first = best.first else {
            best = [match]
            return
        }
        if match.isBetter(than: first) {
            best = [match]
        } else if !first.isBetter(than: match), !best.contains(where: { $0.entry.type == match.entry.type }) {
            best.append(match)
        }
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
