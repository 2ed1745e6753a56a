/// What may go to a terminal.
public enum Terminal {
    /// The text with everything that could steer a terminal or hide what it says made visible: control characters
    /// (escape sequences, line feeds), marks that turn the direction of writing, invisible marks and tags. A company
    /// name comes from outside and must not move the cursor or read backwards. O(length).
    public static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { shown($0) != nil }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if let shown = shown(scalar) { result += shown } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// How a scalar that may not go out as it is, is shown; nil for the others.
    private static func shown(_ scalar: Unicode.Scalar) -> String? {
        let value = scalar.value
        switch value {
        // The pictures of control characters, ␀ to ␟ and ␡.
        case 0..<0x20: return Unicode.Scalar(0x2400 + value).map { String(Character($0)) }
        case 0x7F: return "␡"
        case 0x80..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            let hex = String(value, radix: 16, uppercase: true)
            return "<U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + ">"
        default: return nil
        }
    }
}
