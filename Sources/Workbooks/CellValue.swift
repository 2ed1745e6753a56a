/// What a cell holds. Text is always text: whatever it begins with, nothing makes a formula of it.
public enum CellValue: Equatable, Sendable {
    case blank
    case text(String)
    case number(ExactDecimal)
    /// A day of the Gregorian calendar. Excel counts days from 1900; an earlier or impossible one is written as text.
    case date(CellDate)
    /// A formula, beginning with `=`, in English function names, and its result for programs that do not calculate.
    /// Only for formulas that the program makes; never for anything that was typed in.
    case formula(String, result: ExactDecimal?)

    /// A decimal such as `-12.50`: a number where a spreadsheet keeps all of its digits (15 significant ones), else the
    /// same text, so that no cent is lost.
    public static func decimal(_ text: String) -> CellValue {
        ExactDecimal(text).map(CellValue.number) ?? .text(text)
    }

    public static func integer(_ value: some BinaryInteger) -> CellValue { .decimal(String(value)) }
}

/// A decimal of at most 15 significant digits: what a spreadsheet's numbers keep to the last digit.
public struct ExactDecimal: Equatable, Sendable, CustomStringConvertible {
    /// Digits with an optional `-` and an optional fraction, as they were given.
    public let description: String

    /// nil where the text is no decimal or has more significant digits.
    public init?(_ text: String) {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        // Zeros ahead do not count; those behind do, where they stand before the point.
        let digits = parts.joined().drop { $0 == "0" }
        guard digits.count <= 15 else { return nil }
        description = text
    }

    /// The nearest binary number: it comes back as the same decimal at 15 digits (IEEE 754, DBL_DIG).
    var nearest: Double { Double(description) ?? 0 }
}

/// A day, or a moment of a day where hours are given, without a time zone.
public struct CellDate: Equatable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int
    /// Seconds since midnight; nil: the whole day.
    public let second: Int?

    public init(year: Int, month: Int, day: Int, second: Int? = nil) {
        self.year = year
        self.month = month
        self.day = day
        self.second = second
    }

    /// Whether Excel's calendar has the day, and has it right: from 1900-03-01 on, behind its leap day that never was.
    var isInCalendar: Bool {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1900...9999).contains(year) && (1...12).contains(month) && day >= 1 && day <= lengths[month - 1]
            && (year > 1900 || month > 2) && (0..<86_400).contains(second ?? 0)
    }

    /// ISO 8601, for a day that Excel's calendar does not have.
    var text: String {
        func pad(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
        guard let second else { return date }
        return "\(date) \(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))"
    }
}
