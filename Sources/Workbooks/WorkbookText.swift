/// Text as a cell can hold it.
enum WorkbookText {
    /// What a cell holds at most, in UTF-16 units.
    static let lengthLimit = 32_767

    /// The text without what XML cannot carry (NUL, U+FFFE, U+FFFF: shown as U+FFFD), cut with `…` at the cell's limit.
    /// Other control characters are escaped by the library and come back as they were.
    static func cell(_ text: String) -> String {
        var safe = text
        if text.unicodeScalars.contains(where: isUnfit) {
            safe = String(String.UnicodeScalarView(text.unicodeScalars.map { isUnfit($0) ? "\u{FFFD}" : $0 }))
        }
        guard safe.utf16.count > lengthLimit else { return safe }
        var cut = String.UnicodeScalarView()
        var units = 1
        for scalar in safe.unicodeScalars {
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > lengthLimit { break }
            cut.append(scalar)
        }
        return String(cut) + "…"
    }

    /// Whether a spreadsheet would take the text for a formula if somebody typed it: OWASP's list for CSV injection.
    static func looksLikeFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
    }

    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
}
