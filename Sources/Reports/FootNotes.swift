/// Notes below a table.
enum FootNotes {
    /// Each note from a line of its own, dim, ended by a line feed.
    static func text(_ notes: [String], width: Int?, colour: Bool) -> String {
        notes.flatMap { DisplayWidth.wrapped($0, to: width, indent: "  ").split(separator: "\n") }
            .map { TextTable.Style.dim.paint(String($0), colour) + "\n" }.joined()
    }
}
