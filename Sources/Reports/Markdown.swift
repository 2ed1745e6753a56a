/// A document as Markdown with tables (GitHub Flavored Markdown §4.10).
public struct Markdown {
    private let document: Document

    public init(_ document: Document) { self.document = document }

    /// The text, ended by a line feed.
    public var text: String {
        var blocks = document.issuer.map { [Markdown.escaped($0)] } ?? []
        blocks.append("# " + Markdown.escaped(document.title))
        if !document.facts.isEmpty {
            blocks.append(
                document.facts.map { "- \(Markdown.escaped($0.label)): \(Markdown.escaped($0.value))" }
                    .joined(separator: "\n"))
        }
        for section in document.everySection {
            if !section.heading.isEmpty { blocks.append("## " + Markdown.escaped(section.heading)) }
            blocks += section.paragraphs.map(Markdown.escaped)
            if let table = section.table { blocks.append(Markdown.table(table)) }
            blocks += section.notes.map(Markdown.escaped)
        }
        if !document.footer.isEmpty { blocks += ["---", Markdown.escaped(document.footer)] }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func table(_ table: TextTable) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let rule = table.columns.map { $0.alignment == .right ? "---:" : "---" }
        let rows = table.rows.map { row in
            line(table.columns.indices.map { $0 < row.count ? cell(row[$0]) : "" })
        }
        return ([line(table.columns.map { inline($0.flatTitle) }), line(rule)] + rows).joined(separator: "\n")
    }

    private static func cell(_ cell: TextTable.Cell) -> String {
        let text = inline(cell.text.trimmingSpaces)
        return cell.style == .bold && !text.isEmpty ? "**\(text)**" : text
    }

    /// The text as it is meant: nothing in it marks up anything, breaks a table or makes HTML.
    static func escaped(_ text: String) -> String {
        let result = inline(text)
        // What begins a line may make a list or a heading of it.
        if let first = result.first, "-+=:".contains(first) { return "\\" + result }
        return result
    }

    /// The text within a line.
    private static func inline(_ text: String) -> String {
        var result = ""
        for character in Terminal.safe(text) {
            if "\\`*_[]<>|#~&$".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}

extension String {
    /// Without the spaces around it.
    var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
