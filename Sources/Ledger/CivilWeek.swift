/// A week of the ISO 8601 calendar, `YYYY-Www`: Monday to Sunday, of the year that has its Thursday.
public struct CivilWeek: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The year and the week in it as the decimal number `yyyyww`, e.g. 202023.
    public let number: Int32

    /// The week with these parts; nil where the year has none such.
    public init?(year: Int, week: Int) {
        guard (1...9998).contains(year), (1...CivilWeek.count(in: year)).contains(week) else { return nil }
        number = Int32(year * 100 + week)
    }

    /// The week that a date lies in.
    public init(of date: CivilDate) {
        let thursday = CivilDate(daysSinceEpoch: date.daysSinceEpoch - date.weekday + 3)
        let start = CivilDate(trusted: Int32(thursday.year * 10_000 + 101))
        let week = (thursday.daysSinceEpoch - start.daysSinceEpoch) / 7 + 1
        number = Int32(thursday.year * 100 + week)
    }

    /// Reads `YYYY-Www`, exactly eight characters; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes[4] == UInt8(ascii: "-"), bytes[5] == UInt8(ascii: "W"),
            let year = decimal(bytes[0..<4]), let week = decimal(bytes[6..<8])
        else { return nil }
        self.init(year: year, week: week)
    }

    public var year: Int { Int(number) / 100 }
    public var weekOfYear: Int { Int(number) % 100 }
    /// The week's Monday.
    public var start: CivilDate { CivilDate(daysSinceEpoch: monday) }
    /// The week's Sunday: the effective date of a weekly fact.
    public var end: CivilDate { CivilDate(daysSinceEpoch: monday + 6) }
    public var next: CivilWeek { CivilWeek(of: CivilDate(daysSinceEpoch: monday + 7)) }
    public var previous: CivilWeek { CivilWeek(of: CivilDate(daysSinceEpoch: monday - 7)) }

    /// Week 1 is the one with 4 January.
    private var monday: Int {
        let fourth = CivilDate(trusted: Int32(year * 10_000 + 104))
        return fourth.daysSinceEpoch - fourth.weekday + (weekOfYear - 1) * 7
    }

    /// The number of weeks of a year, 52 or 53: 28 December is always in the last one.
    public static func count(in year: Int) -> Int {
        CivilWeek(of: CivilDate(trusted: Int32(year * 10_000 + 1228))).weekOfYear
    }

    public var description: String { "\(padded(year, 4))-W\(padded(weekOfYear, 2))" }

    public static func < (a: CivilWeek, b: CivilWeek) -> Bool { a.number < b.number }
}

extension CivilDate {
    /// 1 January of the year 1: before every fact.
    public static let first = CivilDate(trusted: 1_01_01)

    /// 0 for Monday … 6 for Sunday.
    public var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 }

    /// The date so many days later.
    public func adding(days: Int) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }
}
