/// What parts the cells of a CSV file.
public enum CSVSeparator: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09

    /// Finds the separator of a file from its first rows: the one that gives the most rows the same number of cells,
    /// two or more; the greater number of cells on a tie, then the comma. Excel's note `sep=;` decides by itself.
    /// - Parameter text: the beginning of the file, in UTF-8.
    static func found(in text: [UInt8]) -> CSVSeparator {
        if text.starts(with: "sep=".utf8), text.count > 4, let told = CSVSeparator(rawValue: text[4]) { return told }
        var best = (rows: 0, cells: 0, separator: CSVSeparator.comma)
        for separator in allCases {
            let counts = counts(of: separator.rawValue, in: text)
            let common = Dictionary(grouping: counts.filter { $0 > 1 }) { $0 }
                .map { (rows: $0.value.count, cells: $0.key) }
                .max { ($0.rows, $0.cells) < ($1.rows, $1.cells) }
            guard let common, (common.rows, common.cells) > (best.rows, best.cells) else { continue }
            best = (common.rows, common.cells, separator)
        }
        return best.separator
    }

    static func isNote(_ text: String) -> Bool {
        text.hasPrefix("sep=") && text.utf8.count <= 5
    }

    /// The number of cells of each of the first rows that are whole.
    private static func counts(of separator: UInt8, in text: [UInt8]) -> [Int] {
        var counts: [Int] = []
        var count = 1
        var isQuoted = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case separator where !isQuoted: count += 1
            case 0x0A where !isQuoted, 0x0D where !isQuoted:
                counts.append(count)
                count = 1
                if counts.count == 100 { return counts }
            default: break
            }
        }
        return counts + [count]
    }
}
