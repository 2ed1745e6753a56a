/// A table for a terminal: a header, a thin rule, rows; columns aligned where Chinese and Latin text mix.
public struct TextTable: Sendable {
    public enum Alignment: Sendable { case left, right }

    /// How a cell looks where colour is wanted.
    public enum Style: String, Sendable {
        case plain = ""
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"

        /// The text between the escape sequences of ECMA-48 §8.3.117.
        func paint(_ text: String, _ colour: Bool) -> String {
            colour && self != .plain && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
        }
    }

    public struct Column: Sendable {
        /// May have several lines, parted by line feeds.
        public let title: String
        public let alignment: Alignment
        /// The width to which the column may be cut where room is short; nil: never.
        public let least: Int?
        /// Whether the column may be left out where cutting is not enough; the right-most goes first.
        public let mayFold: Bool
        /// A title above those of neighbouring columns with the same group, in documents; a terminal does without.
        public let group: String?

        public init(
            _ title: String, _ alignment: Alignment = .left, least: Int? = nil, mayFold: Bool = false,
            group: String? = nil
        ) {
            self.group = group.map { $0.isEmpty ? nil : Terminal.safe($0) } ?? nil
            // Titles come from schemes too; only their line feeds are ours.
            self.title = title.split(separator: "\n", omittingEmptySubsequences: false)
                .map { Terminal.safe(String($0)) }.joined(separator: "\n")
            self.alignment = alignment
            self.least = least
            self.mayFold = mayFold
        }

        /// The title's lines put together, with a space where Latin words would run into each other.
        var titleInOneLine: String {
            title.split(separator: "\n").reduce(into: "") { whole, line in
                if whole.last?.isASCII == true, line.first?.isASCII == true { whole += " " }
                whole += line
            }
        }

        /// The group and the title in one line.
        var flatTitle: String {
            let title = title.split(separator: "\n").joined(separator: " ")
            return group.map { title.isEmpty ? $0 : "\($0) \(title)" } ?? title
        }
    }

    public struct Cell: Sendable, ExpressibleByStringInterpolation {
        public let text: String
        public let style: Style
        /// The number or date that the text shows; nil for texts.
        public let value: TypedValue?
        public let formula: CellFormula?
        public init(_ text: String, _ style: Style = .plain, _ value: TypedValue? = nil, formula: CellFormula? = nil) {
            self.text = Terminal.safe(text)
            self.style = style
            self.value = value
            self.formula = formula
        }
        public init(stringLiteral text: String) { self.init(text) }
    }

    public let columns: [Column]
    public var rows: [[Cell]]
    /// Spaces between columns.
    public let gap: Int
    /// Stands before the titles of the columns that were left out.
    public let foldedNote: String

    /// - Parameter rows: each with a cell for every column; cells that are missing are empty.
    public init(_ columns: [Column], rows: [[Cell]] = [], gap: Int = 2, foldedNote: String = "… ") {
        self.columns = columns
        self.rows = rows
        self.gap = gap
        self.foldedNote = foldedNote
    }

    /// The table with each column's group above its title, in lines of a few characters.
    var withGroupsInTitles: TextTable {
        let titled = columns.map { column in
            let group = column.group.map { DisplayWidth.wrapped($0, to: 8) + "\n" } ?? ""
            return Column(
                column.title.isEmpty ? String(group.dropLast()) : group + column.title, column.alignment,
                least: column.least, mayFold: column.mayFold)
        }
        return TextTable(titled, rows: rows, gap: gap, foldedNote: foldedNote)
    }

    /// The columns that the table takes where nothing is cut or left out. O(cells).
    public var naturalWidth: Int { total(Array(columns.indices), columns.indices.map(naturalWidth)) }

    /// The table as text that ends in a line feed.
    /// - Parameters:
    ///   - width: the most columns that a line may take; nil: as wide as it gets. Where even the narrowest layout is
    ///     wider, lines are left too long rather than wrong.
    ///   - colour: whether to use escape sequences.
    public func render(width: Int? = nil, colour: Bool = false) -> String {
        let (shown, widths) = layout(width)
        let titles = shown.map { columns[$0].title.split(separator: "\n", omittingEmptySubsequences: false) }
        let height = titles.map(\.count).max() ?? 1
        var lines: [String] = []
        for level in 0..<height {
            // Titles stand on the rule: the shorter ones start lower.
            let cells = titles.map { title -> Cell in
                let at = level - (height - title.count)
                return Cell(at >= 0 ? String(title[at]) : "", .bold)
            }
            lines.append(line(cells, shown, widths, colour))
        }
        lines.append(Style.dim.paint(String(repeating: "─", count: total(shown, widths)), colour))
        for row in rows {
            lines.append(line(shown.map { $0 < row.count ? row[$0] : "" }, shown, widths, colour))
        }
        let folded = columns.indices.filter { !shown.contains($0) }
        if !folded.isEmpty {
            let titles = folded.map { columns[$0].titleInOneLine }
            let note = DisplayWidth.wrapped(foldedNote + titles.joined(separator: ", "), to: width)
            lines += note.split(separator: "\n").map { Style.dim.paint(String($0), colour) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func naturalWidth(_ index: Int) -> Int {
        let title = columns[index].title.split(separator: "\n").map { DisplayWidth.of(String($0)) }.max() ?? 0
        return rows.reduce(title) { index < $1.count ? max($0, DisplayWidth.of($1[index].text)) : $0 }
    }

    private func total(_ shown: [Int], _ widths: [Int]) -> Int {
        widths.reduce(0, +) + gap * max(0, shown.count - 1)
    }

    /// The columns shown and their widths: first the widest of those that may shrink are cut, then the right-most of
    /// those that may fold are left out.
    private func layout(_ limit: Int?) -> (shown: [Int], widths: [Int]) {
        var shown = Array(columns.indices)
        let natural = shown.map(naturalWidth)
        while true {
            var widths = shown.map { natural[$0] }
            guard let limit else { return (shown, widths) }
            var excess = total(shown, widths) - limit
            while excess > 0 {
                let candidates = shown.indices.filter { widths[$0] > columns[shown[$0]].least ?? .max }
                guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[widest] -= 1
                excess -= 1
            }
            guard excess > 0, let folding = shown.lastIndex(where: { columns[$0].mayFold }) else {
                return (shown, widths)
            }
            shown.remove(at: folding)
        }
    }

    private func line(_ cells: [Cell], _ shown: [Int], _ widths: [Int], _ colour: Bool) -> String {
        var line = ""
        var pending = 0
        for (place, cell) in cells.enumerated() {
            let whole = DisplayWidth.cut(cell.text, to: widths[place])
            // Spaces that end a cell are room like any other.
            let text = String(whole.reversed().drop { $0 == " " }.reversed())
            let spare = max(0, widths[place] - DisplayWidth.of(whole))
            let right = columns[shown[place]].alignment == .right
            let before = pending + (right ? spare : 0)
            pending = (right ? 0 : spare) + whole.count - text.count + gap
            // Spaces wait until something follows them, so that no line ends in spaces.
            guard !text.isEmpty else {
                pending += before
                continue
            }
            line += String(repeating: " ", count: before) + cell.style.paint(text, colour)
        }
        return line
    }
}
