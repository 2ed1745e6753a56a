/// Comma-separated values by RFC 4180, safe to open in Excel and WPS.
public enum CSV {
    /// The byte order mark by which Excel and WPS know that a file is UTF-8.
    public static let byteOrderMark = "\u{FEFF}"

    /// Rows as text, each ended by CR LF. O(length).
    /// - Parameter withByteOrderMark: for files that are opened in Excel or WPS; a program that reads them may not
    ///   expect it.
    public static func text(_ rows: [[String]], withByteOrderMark: Bool = false) -> String {
        (withByteOrderMark ? byteOrderMark : "") + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// One value as it stands in the file.
    static func cell(_ value: String) -> String {
        let text = isFormula(value) ? "'" + value : value
        let needsQuotes =
            text.first == " " || text.last == " "
            || text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
        guard needsQuotes else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// Whether a spreadsheet would run the value instead of showing it. A plain negative number is shown.
    private static func isFormula(_ value: String) -> Bool {
        // Scalars, since a carriage return and a line feed are one character.
        guard let first = value.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return false
        }
        return !isNegativeNumber(value)
    }

    private static func isNegativeNumber(_ value: String) -> Bool {
        guard value.first == "-" else { return false }
        let parts = value.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
