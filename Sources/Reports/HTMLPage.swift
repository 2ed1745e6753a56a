/// A document as one HTML file that needs nothing else: style and pictures stand in it, there is no script, and the file
/// forbids any (Content-Security-Policy). Made for screens and for A4.
public struct HTMLPage {
    private let document: Document

    public init(_ document: Document) { self.document = document }

    /// The file's text, ended by a line feed.
    public var text: String {
        let title = HTML.escaped(document.title)
        return """
            <!DOCTYPE html>
            <html lang="\(document.language == .zh ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>\(title)</title>
            <style>
            \(HTMLStyle.text(footer: document.footer))
            </style>
            </head>
            <body\(isBroad ? " class=\"broad\"" : "")>
            <header>
            \(document.issuer.map { "<p class=\"issuer\">\(HTML.escaped($0))</p>\n" } ?? "")<h1>\(title)</h1>
            \(facts)</header>
            \(cover)\(document.sections.map(section).joined())\(footer)</body>
            </html>

            """
    }

    /// A page that begins broad is so as a whole: its title gets no sheet of its own.
    private var isBroad: Bool { document.sections.first?.isBroad == true }

    private var facts: String {
        guard !document.facts.isEmpty else { return "" }
        let lines = document.facts.map {
            "<div><dt>\(HTML.escaped($0.label))</dt><dd>\(HTML.escaped($0.value))</dd></div>\n"
        }
        return "<dl>\n\(lines.joined())</dl>\n"
    }

    private var footer: String {
        document.footer.isEmpty ? "" : "<footer>\(HTML.escaped(document.footer))</footer>\n"
    }

    /// Fills the first page together with the title; what follows begins on the next.
    private var cover: String {
        guard !document.cover.isEmpty else { return "" }
        let kind = document.sections.isEmpty ? "cover" : "cover ahead"
        return "<div class=\"\(kind)\">\n\(document.cover.map(section).joined())</div>\n"
    }

    private func section(_ section: Document.Section) -> String {
        var parts: [String] = []
        if !section.heading.isEmpty { parts.append("<h2>\(HTML.escaped(section.heading))</h2>\n") }
        parts += section.paragraphs.map { "<p>\(HTML.escaped($0))</p>\n" }
        if let table = section.table {
            if let figure = section.figure { parts.append(FigureSVG(table, figure, document.language).text) }
            parts.append(HTMLTable(table).text)
        }
        parts += section.notes.map { "<p class=\"note\">\(HTML.escaped($0))</p>\n" }
        // What fits on a page stays together.
        let isShort = (section.table?.rows.count ?? 0) <= 20
        let kind = section.isBroad && !isBroad ? " class=\"broad\"" : isShort ? " class=\"short\"" : ""
        return "<section\(kind)>\n\(parts.joined())</section>\n"
    }
}

enum HTML {
    /// The text as text: nothing in it is a tag, a reference or the end of an attribute; nothing turns the direction of
    /// what follows.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in Terminal.safe(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
