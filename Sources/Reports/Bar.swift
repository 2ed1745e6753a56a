/// A bar of block characters.
enum Bar {
    /// `done` of `whole`, full only when it is reached.
    static func text(_ done: Int128?, of whole: Int128?, width: Int) -> String {
        guard let done, let whole else { return "" }
        let part = whole <= 0 ? Int128(width) : max(0, done) * Int128(width) / whole
        let full = Int(min(Int128(width), part))
        return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    }
}

/// A line of block characters, one a value, from the least to the greatest.
enum Sparkline {
    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// - Parameter values: nil where there is none; shown as a space.
    static func text(_ values: [Int128?]) -> String {
        let known = values.compactMap(\.self)
        guard let least = known.min(), let most = known.max() else { return "" }
        return String(
            values.map { value in
                guard let value else { return " " }
                guard most > least else { return blocks[3] }
                return blocks[Int((value - least) * Int128(blocks.count - 1) / (most - least))]
            })
    }
}
