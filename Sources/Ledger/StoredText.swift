import Foundation

/// The form in which the ledger keeps text: Unicode NFC, outer white space trimmed (ledger.md §2).
public enum StoredText {
    /// `text` as the ledger keeps it. O(length).
    public static func normalized(_ text: String) -> String {
        if plainLength(text) != nil { return text }
        let isTrimmed = ![text.unicodeScalars.first, text.unicodeScalars.last].contains {
            $0.map { !(0x4E00...0x9FFF).contains($0.value) && $0.properties.isWhitespace } ?? false
        }
        var trimmed = isTrimmed ? text : trimming(text)
        if trimmed.withUTF8({ isSurelyNFC($0) }) { return trimmed }
        // Foundation composes what is decomposed. Of a text that is partly composed it leaves some as it is: U+B098 U+11B0,
        // and the marks of U+0F75 U+0316 out of order.
        return trimmed.decomposedStringWithCanonicalMapping.precomposedStringWithCanonicalMapping
    }

    /// The length of a text of printable ASCII that neither begins nor ends with a space: it is in stored form as it is.
    /// nil for any other text. O(length).
    public static func plainLength(_ text: String) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.first != 0x20, bytes.last != 0x20 else { return nil }
            for byte in bytes where byte < 0x20 || byte >= 0x7F { return nil }
            return bytes.count
        }
    }

    /// Whether bytes are UTF-8 in stored form already; false where they are not, or where that is not told at a glance.
    /// O(length).
    public static func isStored(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if bytes.first != 0x20, bytes.last != 0x20, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return true }
        guard isSurelyNFC(bytes, takesControls: false) else { return false }
        return !isWhiteSpace(bytes, at: 0) && !isWhiteSpace(bytes, at: bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0)
    }

    /// Whether the character at a place of well-formed UTF-8 of at most three bytes is white space.
    private static func isWhiteSpace(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        let lead = UInt32(bytes[place])
        func rest(_ index: Int) -> UInt32 { UInt32(bytes[place + index] & 0x3F) }
        let value =
            lead < 0x80
            ? lead : lead < 0xE0 ? (lead & 0x1F) << 6 | rest(1) : (lead & 0x0F) << 12 | rest(1) << 6 | rest(2)
        return !(0x4E00...0x9FFF).contains(value) && Unicode.Scalar(value)?.properties.isWhitespace ?? false
    }

    private static func trimming(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// Whether the text holds a control character (Unicode category Cc), which the ledger refuses. O(length).
    public static func hasControl(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var before: UInt8 = 0
            for byte in bytes {
                // U+0080–U+009F are C2 80–C2 9F in UTF-8.
                if byte < 0x20 || byte == 0x7F || (before == 0xC2 && byte < 0xA0) { return true }
                before = byte
            }
            return false
        }
    }

    /// The number of Unicode characters (scalars) in the text. O(length).
    public static func length(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { length($0) }
    }

    /// The number of Unicode characters (scalars) that well-formed UTF-8 spells. O(length).
    public static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        // Bytes that continue a character look like 10xxxxxx.
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    /// True for well-formed UTF-8 all of whose characters stand for themselves in NFC and never combine with a neighbour:
    /// Latin, Chinese, kana, their punctuation. Anything else takes the full normalization; it is about 50 times slower.
    /// O(length), one pass.
    /// - Parameter takesControls: whether control characters (Cc), which are plain too, may be among them.
    static func isSurelyNFC(_ bytes: UnsafeBufferPointer<UInt8>, takesControls: Bool = true) -> Bool {
        var at = 0
        while at < bytes.count {
            let lead = bytes[at]
            if lead < 0x80 {
                if !takesControls, lead < 0x20 || lead == 0x7F { return false }
                at += 1
            } else if lead < 0xCC {
                // U+0080–U+02FF; those below U+00A0 are controls.
                guard lead >= 0xC2, at + 1 < bytes.count, bytes[at + 1] & 0xC0 == 0x80,
                    takesControls || lead != 0xC2 || bytes[at + 1] >= 0xA0
                else { return false }
                at += 2
            } else {
                guard lead & 0xF0 == 0xE0, at + 2 < bytes.count, bytes[at + 1] & 0xC0 == 0x80,
                    bytes[at + 2] & 0xC0 == 0x80
                else { return false }
                switch UInt32(lead & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F) {
                case 0x2010...0x2027, 0x2030...0x205E, 0x3000...0x3029, 0x3030...0x3098, 0x309B...0x9FFF,
                    0xFF01...0xFFEE:
                    at += 3
                default: return false
                }
            }
        }
        return true
    }
}
