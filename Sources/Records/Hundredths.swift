/// An amount of money, points or a score in hundredths: 分 of yuan, US cents, 1/100 point. Never a fraction of one.
public struct Hundredths: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let value: Int64

    public init(_ value: Int64) { self.value = value }

    /// The most digits before the point that a submission may have (ledger.md §2).
    public static let wholeDigits = 15

    /// Why a text is no amount.
    public enum Fault: Error, Hashable, Sendable {
        case empty
        case sign
        case leadingZero
        case tooManyDecimals
        case tooLarge
        /// A character that has no place in an amount, e.g. the letter O, a comma, `e`, a full-width digit.
        case character(Character)
        case shape
    }

    /// Reads a decimal: digits, and if wanted a point and one or two digits more.
    public init(_ text: String) throws(Fault) {
        let (whole, decimals) = try DecimalText.split(text)
        guard decimals.count <= 2 else { throw .tooManyDecimals }
        guard whole.count <= Hundredths.wholeDigits else { throw .tooLarge }
        var value: Int64 = 0
        for digit in whole + decimals + String(repeating: "0", count: 2 - decimals.count) {
            value = value * 10 + Int64(digit.wholeNumberValue ?? 0)
        }
        self.value = value
    }

    /// The stored form: no needless zeros, `1250000.5`, `0`, `0.01`.
    public var description: String { DecimalText.trimmed(Int128(value), decimals: 2) }

    /// The form of points: always two decimals, `7.00`.
    public var twoDecimals: String { DecimalText.fixed(Int128(value), decimals: 2) }

    public static func < (a: Hundredths, b: Hundredths) -> Bool { a.value < b.value }
}

/// A rate of a scheme in millionths: 0.085 is 85,000. Up to six decimals (ledger.md §2).
public struct Rate: Hashable, Sendable {
    public let millionths: Int64

    public init(_ text: String) throws(Hundredths.Fault) {
        let (whole, decimals) = try DecimalText.split(text)
        guard decimals.count <= 6 else { throw .tooManyDecimals }
        guard whole.count <= 12 else { throw .tooLarge }
        var value: Int64 = 0
        for digit in whole + decimals + String(repeating: "0", count: 6 - decimals.count) {
            value = value * 10 + Int64(digit.wholeNumberValue ?? 0)
        }
        millionths = value
    }

    public var description: String { DecimalText.trimmed(Int128(millionths), decimals: 6) }
}

/// Decimal numbers as text, read and written without a detour through binary fractions.
public enum DecimalText {
    /// The digits before and behind the point.
    static func split(_ text: String) throws(Hundredths.Fault) -> (whole: String, decimals: String) {
        guard let first = text.utf8.first else { throw .empty }
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { throw .sign }
        for character in text where !(character.isASCII && (character.isNumber || character == ".")) {
            throw .character(character)
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts[0].isEmpty, parts.count == 1 || !parts[1].isEmpty else { throw .shape }
        guard parts[0].count == 1 || parts[0].first != "0" else { throw .leadingZero }
        return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
    }

    /// `value` of 10^-decimals as text with all its decimals.
    public static func fixed(_ value: Int128, decimals: Int) -> String {
        let digits = String(value.magnitude)
        let filled = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 ? "-" : ""
        guard decimals > 0 else { return sign + filled }
        return sign + filled.dropLast(decimals) + "." + filled.suffix(decimals)
    }

    /// `value` of 10^-decimals as text without needless zeros behind the point.
    public static func trimmed(_ value: Int128, decimals: Int) -> String {
        var text = fixed(value, decimals: decimals)
        guard decimals > 0 else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}
