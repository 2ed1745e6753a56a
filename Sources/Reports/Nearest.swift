/// Finds what somebody probably meant.
enum Nearest {
    /// The candidates that are close to a text: those that contain it or lie within it, else those with the least
    /// edit distance, if that is small.
    /// - Parameter candidates: each with its spellings, of which the first is given back.
    /// - Complexity: O(candidates × length²).
    static func to(_ text: String, among candidates: [[String]]) -> [String] {
        let wanted = folded(text)
        guard !wanted.isEmpty else { return [] }
        let parts = candidates.filter { spellings in
            spellings.map(folded).contains {
                // Foundation's `contains` ends the program where a text with a NUL at its end is looked for.
                wanted.count > 1 && $0.firstRange(of: wanted) != nil
                    || $0.count > 1 && wanted.firstRange(of: $0) != nil
            }
        }
        if (1...3).contains(parts.count) { return parts.compactMap(\.first) }
        var best = Int.max
        var found: [String] = []
        for spellings in candidates {
            guard let first = spellings.first else { continue }
            for spelling in spellings.map(folded) {
                let distance = distance(Array(wanted), Array(spelling))
                // A third of the letters may be wrong, but one at least.
                guard distance <= max(1, spelling.count / 3), distance < spelling.count, distance <= best else {
                    continue
                }
                if distance < best { found = [] }
                best = distance
                if !found.contains(first) { found.append(first) }
            }
        }
        return found.count <= 3 ? found : []
    }

    /// Letters without case, and brackets of one kind.
    private static func folded(_ text: String) -> String {
        String(
            text.lowercased().map { character in
                switch character {
                case "\u{FF08}": "("
                case "\u{FF09}": ")"
                default: character
                }
            })
    }

    /// The least number of letters to insert, delete or replace (Levenshtein). O(a × b).
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let replaced = corner + (x == y ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
