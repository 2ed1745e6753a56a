import Foundation

/// The form in which the ledger keeps text: Unicode NFC, outer white space trimmed (ledger.md §2).
public enum StoredText {
    /// `text` as the ledger keeps it. O(length).
    public static func normalized(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        let trimmed = scalars.count == text.unicodeScalars.count ? text : String(scalars)
        return isSurelyNFC(trimmed) ? trimmed : trimmed.precomposedStringWithCanonicalMapping
    }

    /// Whether the text holds a control character (Unicode category Cc), which the ledger refuses.
    public static func hasControl(_ text: String) -> Bool {
        text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
            || text.unicodeScalars.contains { $0.value >= 0x80 && $0.value < 0xA0 }
    }

    /// True for text all of whose characters stand for themselves in NFC and never combine with a neighbour: Latin,
    /// Chinese, kana, their punctuation. Anything else takes the full normalization; it is about 50 times slower.
    static func isSurelyNFC(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x300, 0x2010...0x2027, 0x2030...0x205E, 0x3000...0x3098, 0x309B...0x9FFF, 0xFF01...0xFFEE: true
            default: false
            }
        }
    }
}
