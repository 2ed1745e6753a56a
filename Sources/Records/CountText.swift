import Ledger

/// Counts as text: digits and nothing else, wherever they come from.
public enum CountText {
    /// The largest count, 2^53 − 1: the largest integer of an event (ledger.md §2).
    public static let limit: Int64 = 1 << 53 - 1

    /// The value that a text spells, as a reader of JSON takes it: an integer, or for more than an event holds a number
    /// that is none. Any other text stays text, for admission to refuse. O(length).
    public static func value(_ text: String) -> JSON {
        guard isDigits(text) else { return .string(text) }
        guard let number = Int64(text), number <= limit else { return .fraction(text) }
        return .integer(number)
    }

    /// Whether a text is of digits alone.
    static func isDigits(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}
