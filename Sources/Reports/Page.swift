import Ledger

/// An answer, whatever the question. Each page has the same five forms: a terminal's text, CSV, JSON, and the document
/// that Markdown, HTML and spreadsheets are made from.
public protocol Page: Sendable {
    var document: Document { get }
    /// - Parameters:
    ///   - width: the most columns that a line should take; nil: no limit.
    ///   - colour: whether escape sequences may be used.
    func text(width: Int?, colour: Bool) -> String
    func csv(withByteOrderMark: Bool) -> String
    func json() -> JSON
}

extension Page {
    public func text(width: Int?, colour: Bool) -> String { DocumentText(document).text(width: width, colour: colour) }

    /// The tables of the document, one below the other, an empty line between.
    public func csv(withByteOrderMark: Bool) -> String {
        let tables = document.everySection.compactMap(\.table).map { table in
            CSV.text(
                [table.columns.map(\.flatTitle)] + table.rows.map { row in row.map(\.plain) })
        }
        return (withByteOrderMark ? CSV.byteOrderMark : "") + tables.joined(separator: "\r\n")
    }
}
