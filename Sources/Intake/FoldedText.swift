/// Text in the form in which headings and values are compared: full-width forms as ASCII, brackets of one kind, no white
/// space, no capitals.
public enum FoldedText {
    /// - Complexity: O(length).
    public static func of(_ text: String) -> String { String(halved(text).filter { !$0.isWhitespace }).lowercased() }

    /// Full-width forms (U+FF01–U+FF5E) as ASCII, the ideographic space as a space, corner and square brackets as round
    /// ones. O(length).
    static func halved(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 || $0 == 0x5B || $0 == 0x5D }) else { return text }
        var halved = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: halved.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0x3000, 0xA0, 0x2007, 0x202F: halved.append(" ")
            case 0x200B, 0xFEFF: continue
            case 0x3010, 0x3014, 0x5B, 0x3016: halved.append("(")
            case 0x3011, 0x3015, 0x5D, 0x3017: halved.append(")")
            case 0xFFE5: halved.append("\u{A5}")
            default: halved.append(scalar)
            }
        }
        return String(halved)
    }
}
