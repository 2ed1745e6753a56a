/// The escapes of characters that XML cannot hold: `_x000D_` is a carriage return (ECMA-376-1 §22.9.2.19).
enum EscapedText {
    /// `text` with its escapes resolved. O(length).
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        let scalars = Array(text.unicodeScalars)
        var plain = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            if let scalar = escaped(scalars[place...].prefix(7)) {
                plain.append(scalar)
                place += 7
            } else {
                plain.append(scalars[place])
                place += 1
            }
        }
        return String(plain)
    }

    private static func escaped(_ text: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        guard text.count == 7, text.first == "_", text.dropFirst().first == "x", text.last == "_" else { return nil }
        let digits = String(String.UnicodeScalarView(text.dropFirst(2).dropLast()))
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }
}
