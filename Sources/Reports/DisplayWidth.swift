/// How many columns of a terminal a text takes.
///
/// Wide and full-width characters (Unicode Standard Annex 11) and emoji take two columns, combining and invisible ones
/// none. Characters of ambiguous width (`…`, `—`, `·`, `█`) count as one, as terminals draw them by default.
public enum DisplayWidth {
    /// The columns of a text. O(length).
    public static func of(_ text: String) -> Int {
        // Plain ASCII is the common case and needs no look at graphemes.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The columns of one character: 0, 1 or 2. A cluster (a flag, a family, a letter with marks) is as wide as its
    /// widest part.
    public static func of(_ character: Character) -> Int {
        var width = 0
        for scalar in character.unicodeScalars {
            // The emoji variation selector makes a narrow sign a wide picture; the half-width voicing marks of
            // Japanese take a column of their own.
            if width == 1, [0xFE0F, 0xFF9E, 0xFF9F].contains(scalar.value) { return 2 }
            width = max(width, of(scalar))
        }
        return width
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: break
        }
        // Vowels and finals of Hangul join the syllable before them.
        if (0x1160...0x11FF).contains(value) { return 0 }
        return scalar.properties.isEmojiPresentation || wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// The blocks of wide and full-width characters, emoji aside.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x16FFF, 0x17000...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]

    /// The text with spaces up to `width` columns; a wider one stays as it is.
    public static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - of(text)))
        return right ? spaces + text : text + spaces
    }

    /// The text cut to at most `width` columns, with `…` where something is missing.
    public static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in text {
            let next = of(character)
            guard used + next <= width - 1 else { break }
            kept.append(character)
            used += next
        }
        return kept + "…"
    }

    /// The text in lines of at most `width` columns. Lines break at spaces and between Chinese characters, but not
    /// before a mark that closes (`，。；）`). A word longer than a line stays whole.
    /// - Parameters:
    ///   - width: nil leaves the text in one line.
    ///   - indent: stands before every line but the first.
    public static func wrapped(_ text: String, to width: Int?, indent: String = "") -> String {
        guard let width, of(text) > width else { return text }
        var lines: [String] = []
        var line = ""
        for piece in pieces(text) {
            let candidate = line + piece
            if of(trimmedRight(candidate)) > width, !trimmedRight(line).isEmpty, line != indent {
                lines.append(trimmedRight(line))
                line = indent + piece.drop { $0 == " " }
            } else {
                line = candidate
            }
        }
        return (lines + [trimmedRight(line)]).joined(separator: "\n")
    }

    /// The parts between which a line may break.
    private static func pieces(_ text: String) -> [String] {
        let closing: Set<Character> = [
            ",", ".", ";", ":", ")", "!", "?", "%", "，", "。", "；", "：", "、", "）", "！", "？", "”", "》",
            "」", "』", "】", "〕", "…", "·", "—",
        ]
        let opening: Set<Character> = ["(", "（", "“", "《", "「", "『", "【", "〔"]
        var pieces: [String] = []
        var piece = ""
        var last: Character?
        for character in text {
            if let last {
                let breaks =
                    last == " " && character != " "
                    || (of(last) == 2 || of(character) == 2) && character != " " && !closing.contains(character)
                        && !opening.contains(last)
                if breaks {
                    pieces.append(piece)
                    piece = ""
                }
            }
            piece.append(character)
            last = character
        }
        return pieces + [piece]
    }

    private static func trimmedRight(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
