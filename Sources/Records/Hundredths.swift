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
        let number = try DecimalText.read(text, decimals: 2, wholeDigits: Hundredths.wholeDigits)
        value = number
    }

    /// Reads an amount that is in stored form; nil for any other text.
    init?(stored bytes: UnsafeBufferPointer<UInt8>) {
        guard let amount = try? DecimalText.read(bytes, 2, Hundredths.wholeDigits),
            bytes.last != UInt8(ascii: "0") || !bytes.contains(UInt8(ascii: "."))
        else { return nil }
        value = amount
    }

    /// The stored form: no needless zeros, `1250000.5`, `0`, `0.01`.
    public var description: String {
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = value < 0 ? "-" : ""
        if rest == 0 { return sign + String(whole) }
        return sign + String(whole) + (rest % 10 == 0 ? "." : rest < 10 ? ".0" : ".")
            + String(rest % 10 == 0 ? rest / 10 : rest)
    }

    /// Whether a text that was read as an amount is in stored form already: no zero ends its decimals.
    static func isStored(_ text: String) -> Bool {
        text.utf8.last != UInt8(ascii: "0") || !text.utf8.contains(UInt8(ascii: "."))
    }

    /// The form of points: always two decimals, `7.00`.
    public var twoDecimals: String { DecimalText.fixed(Int128(value), decimals: 2) }

    public static func < (a: Hundredths, b: Hundredths) -> Bool { a.value < b.value }
}

/// A rate of a scheme in millionths: 0.085 is 85,000. Up to six decimals (ledger.md §2).
public struct Rate: Hashable, Comparable, Sendable {
    public let millionths: Int64

    public init(_ text: String) throws(Hundredths.Fault) {
        millionths = try DecimalText.read(text, decimals: 6, wholeDigits: 12)
    }

    public var description: String { DecimalText.trimmed(Int128(millionths), decimals: 6) }

    public static func < (a: Rate, b: Rate) -> Bool { a.millionths < b.millionths }
}
