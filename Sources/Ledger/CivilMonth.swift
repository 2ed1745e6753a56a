/// A calendar month, held as the decimal number `yyyymm`.
public struct CivilMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The month as the decimal number `yyyymm`, e.g. 202006.
    public let number: Int32

    /// Takes a number that is already known to be a month, such as one read back from the store.
    public init(trusted number: Int32) { self.number = number }

    /// The month with these parts, or nil where there is none.
    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        number = Int32(year * 100 + month)
    }

    /// Reads `YYYY-MM`, exactly seven characters; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let month = text.withUTF8({ CivilMonth(utf8: $0) }) else { return nil }
        self = month
    }

    /// Reads the seven bytes of `YYYY-MM`; nil for anything else.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"), let year = decimal(bytes[0..<4]),
            let month = decimal(bytes[5..<7])
        else { return nil }
        self.init(year: year, month: month)
    }

    public var year: Int { Int(number) / 100 }
    public var monthOfYear: Int { Int(number) % 100 }
    /// The first day of the month.
    public var start: CivilDate { CivilDate(trusted: number * 100 + 1) }
    /// The last day of the month: the effective date of a monthly fact (ledger.md §1).
    public var end: CivilDate {
        CivilDate(trusted: number * 100 + Int32(CivilMonth.length(year: year, month: monthOfYear)))
    }
    /// The month after this one.
    public var next: CivilMonth {
        monthOfYear == 12 ? CivilMonth(trusted: number + 89) : CivilMonth(trusted: number + 1)
    }
    /// The month before this one.
    public var previous: CivilMonth {
        monthOfYear == 1 ? CivilMonth(trusted: number - 89) : CivilMonth(trusted: number - 1)
    }

    public var description: String { "\(padded(year, 4))-\(padded(monthOfYear, 2))" }

    public static func < (a: CivilMonth, b: CivilMonth) -> Bool { a.number < b.number }

    /// Days in a month, 28–31.
    public static func length(year: Int, month: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
