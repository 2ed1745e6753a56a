/// A document on a terminal.
struct DocumentText {
    private let document: Document

    init(_ document: Document) { self.document = document }

    func text(width: Int?, colour: Bool) -> String {
        func lines(_ text: String, _ style: TextTable.Style = .plain, indent: String = "") -> String {
            DisplayWidth.wrapped(Terminal.safe(text), to: width, indent: indent).split(separator: "\n")
                .map { style.paint(String($0), colour) + "\n" }.joined()
        }
        var page = document.issuer.map { lines($0, .dim) } ?? ""
        page += lines(document.title, .bold)
        for fact in document.facts { page += lines("\(fact.label)  \(fact.value)", indent: "  ") }
        for section in document.everySection {
            page += "\n"
            if !section.heading.isEmpty { page += lines(section.heading, .bold) }
            for paragraph in section.paragraphs { page += lines(paragraph) }
            if let table = section.table {
                let shown = section.figure.map { Drawn(table, $0, width: width).table } ?? table
                page += shown.withGroupsInTitles.render(width: width, colour: colour)
            }
            page += FootNotes.text(section.notes.map(Terminal.safe), width: width, colour: colour)
        }
        if !document.footer.isEmpty { page += "\n" + lines(document.footer, .dim) }
        return page
    }
}

/// A table with its figure as a further column: bars and sparklines of block characters.
private struct Drawn {
    let table: TextTable

    /// - Parameter width: where the columns of a line do not fit it, the oldest are left to the picture.
    init(_ plain: TextTable, _ figure: Document.Figure, width: Int?) {
        let (columns, picture): (ClosedRange<Int>, ([Int128?]) -> String) =
            switch figure {
            case .lines(let columns): (columns, Sparkline.text)
            case .bars(let columns):
                (columns, { Bar.text($0.first ?? nil, of: $0.last ?? nil, width: (width ?? 100) < 90 ? 10 : 20) })
            }
        var rows = plain.rows
        for index in rows.indices {
            let values = columns.map { $0 < rows[index].count ? rows[index][$0].number : nil }
            rows[index].insert(.init(picture(values)), at: 1)
        }
        var titles = plain.columns
        titles.insert(.init(""), at: 1)
        var drawn = TextTable(titles, rows: rows, gap: plain.gap, foldedNote: plain.foldedNote)
        if case .lines = figure, let width {
            while drawn.naturalWidth > width, titles.count > 3 {
                titles.remove(at: 2)
                for index in rows.indices { rows[index].remove(at: 2) }
                drawn = TextTable(titles, rows: rows, gap: plain.gap, foldedNote: plain.foldedNote)
            }
        }
        table = drawn
    }
}
