/// A civil date in the ledger's calendar (proleptic Gregorian, civil time of Asia/Shanghai), years 1 to 9999.
///
/// Held as the decimal number `yyyymmdd`, so that dates compare, sort and read alike in Swift, in SQLite and in text.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The date as the decimal number `yyyymmdd`, e.g. 20200630.
    public let number: Int32

    /// Takes a number that is already known to be a date, such as one read back from the store.
    public init(trusted number: Int32) { self.number = number }

    /// The date with these parts, or nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilMonth.length(year: year, month: month)
        else { return nil }
        number = Int32(year * 10_000 + month * 100 + day)
    }

    /// Reads `YYYY-MM-DD`, exactly ten characters; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let date = text.withUTF8({ CivilDate(utf8: $0) }) else { return nil }
        self = date
    }

    /// Reads the ten bytes of `YYYY-MM-DD`; nil for anything else.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]), let day = decimal(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var year: Int { Int(number) / 10_000 }
    public var monthOfYear: Int { Int(number) / 100 % 100 }
    public var day: Int { Int(number) % 100 }
    /// The month that the date lies in.
    public var month: CivilMonth { CivilMonth(trusted: number / 100) }
    /// Whether this is the last day of its month.
    public var isMonthEnd: Bool { self == month.end }
    /// The number of whole months of the date's year that have ended on or before it (0–12): `m` of scoring.md §1.
    public var wholeMonths: Int { isMonthEnd ? monthOfYear : monthOfYear - 1 }

    public var description: String {
        String(unsafeUninitializedCapacity: 10) { bytes in
            DecimalDigits.write(year, to: bytes, at: 0, count: 4)
            bytes[4] = UInt8(ascii: "-")
            DecimalDigits.write(monthOfYear, to: bytes, at: 5, count: 2)
            bytes[7] = UInt8(ascii: "-")
            DecimalDigits.write(day, to: bytes, at: 8, count: 2)
            return 10
        }
    }

    public static func < (a: CivilDate, b: CivilDate) -> Bool { a.number < b.number }

    /// Days since 1970-01-01.
    public var daysSinceEpoch: Int {
        let y = monthOfYear <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (monthOfYear + (monthOfYear > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date so many days after 1970-01-01.
    public init(daysSinceEpoch days: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        number = Int32(year * 10_000 + month * 100 + dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}
