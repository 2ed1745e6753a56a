/// One column of a heading with the ways in which it may be read.
struct HeadingColumn {
    let number: Int
    let row: Int
    /// As it stands, all levels together.
    let heading: String
    /// From the most to the least of the levels, each with the spellings to look it up by.
    let readings: [(text: HeadingText, spellings: [(name: String, unit: AmountUnit?)])]

    init(_ number: Int, own: [String], filled: [String], row: Int) {
        self.number = number
        self.row = row
        heading = own.filter { !$0.isEmpty }.joined(separator: " ")
        let levels = filled.filter { !$0.isEmpty }.map(HeadingText.init)
        // The lowest level always takes part: the others are what it is a part of.
        readings = (0..<levels.count).flatMap { first -> [HeadingText] in
            let joined = HeadingColumn.joined(Array(levels[first...]))
            return first == levels.count - 1
                ? [joined] : [joined, HeadingColumn.joined(Array(levels[first...]), lowestNameOnly: true)]
        }.map { ($0, $0.spellings) }
    }

    /// Whether this may be a heading of any type: a word that is one, or a month.
    var isKnown: Bool {
        readings.contains { reading in
            reading.text.month != nil || reading.spellings.contains { HeadingWords.all.contains($0.name) }
        }
    }

    /// Levels as one heading: the lowest one with a unit or a month gives it.
    private static func joined(_ levels: [HeadingText], lowestNameOnly: Bool = false) -> HeadingText {
        var joined = HeadingText.empty
        joined.name = lowestNameOnly ? levels.last { !$0.name.isEmpty }?.name ?? "" : levels.map(\.name).joined()
        joined.unit = levels.last { $0.unit != nil }?.unit
        joined.month = levels.last { $0.month != nil }?.month
        joined.remark = levels.last?.remark
        return joined
    }
}
