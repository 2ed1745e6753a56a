import Ledger

/// Dates and months as people write them: `2020年6月15日`, `2020/6/15`, `2020.6.15`, `20200615`, `2020-06`, with full-width
/// digits or not. The year comes first and has four digits; what could be read in two ways is not read.
enum DateText {
    /// What a text says; the day is nil for a month.
    struct Parts: Equatable {
        let year: Int
        let month: Int
        let day: Int?
    }

    /// - Complexity: O(length).
    static func parts(_ text: String) -> Parts? {
        var folded = FoldedText.of(text)
        // A midnight is how programs spell a date without a time.
        for midnight in ["t00:00:00.000", "t00:00:00", "00:00:00"] where folded.hasSuffix(midnight) {
            folded.removeLast(midnight.count)
            break
        }
        if folded.hasSuffix("份") { folded.removeLast() }
        let numbers = folded.split(omittingEmptySubsequences: false) { "年月日号/.-".contains($0) }
        guard numbers.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }) else { return nil }
        // A closing 日 or 月 leaves an empty part behind it, any other gap is no date.
        let parts = numbers.last?.isEmpty == true ? numbers.dropLast() : numbers[...]
        guard !parts.contains(where: \.isEmpty), let year = parts.first else { return nil }
        if parts.count == 1, year.count == 6 || year.count == 8 {
            return Parts(
                year: Int(year.prefix(4)) ?? 0, month: Int(year.dropFirst(4).prefix(2)) ?? 0,
                day: year.count == 8 ? Int(year.suffix(2)) : nil)
        }
        guard (2...3).contains(parts.count), year.count == 4, parts.dropFirst().allSatisfy({ $0.count <= 2 }) else {
            return nil
        }
        let rest = parts.dropFirst().compactMap { Int($0) }
        return Parts(year: Int(year) ?? 0, month: rest[0], day: rest.count > 1 ? rest[1] : nil)
    }

    /// The date as `YYYY-MM-DD`; nil where the text is none, or the calendar has no such day.
    static func date(_ text: String) -> String? {
        if CivilDate(text) != nil { return text }
        guard let parts = parts(text), let day = parts.day else { return nil }
        return CivilDate(year: parts.year, month: parts.month, day: day)?.description
    }

    /// The month as `YYYY-MM`. A whole date is a month where it is the month's first or last day: so programs store a
    /// month that was typed as `2020-6`.
    static func month(_ text: String) -> String? {
        if CivilMonth(text) != nil { return text }
        guard let parts = parts(text), let month = CivilMonth(year: parts.year, month: parts.month) else { return nil }
        if let day = parts.day, day != 1, day != month.end.day { return nil }
        return month.description
    }

    /// The week as `YYYY-Www`: `2020年第23周`, `2020-W23`, `2020W23`, or a date in it.
    static func week(_ text: String) -> String? {
        if CivilWeek(text) != nil { return text }
        let numbers = FoldedText.of(text).split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        let isWeek = text.contains("周") || text.uppercased().contains("W")
        if isWeek, numbers.count == 2 { return CivilWeek(year: numbers[0], week: numbers[1])?.description }
        return date(text).flatMap { CivilDate($0) }.map { CivilWeek(of: $0).description }
    }

    /// Whether a number such as 2020.1 may be January or an October that lost its last zero.
    static func isAmbiguousMonth(_ text: String) -> Bool {
        let folded = FoldedText.of(text)
        return folded.utf8.count == 6 && folded.hasSuffix(".1") && parts(folded)?.month == 1
    }
}
