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

/// Decimal numbers as text, read and written without a detour through binary fractions.
public enum DecimalText {
    /// The value of a decimal text in units of 10^-decimals.
    /// - Complexity: O(length), over bytes: an amount is read several times for every trade figure.
    static func read(_ text: String, decimals: Int, wholeDigits: Int) throws(Hundredths.Fault) -> Int64 {
        var text = text
        let result = text.withUTF8 { bytes -> Result<Int64, Hundredths.Fault> in
            do throws(Hundredths.Fault) { return .success(try read(bytes, decimals, wholeDigits)) } catch {
                return .failure(error)
            }
        }
        do { return try result.get() } catch .character {
            // Which character it was is told as people see it.
            let odd = text.first { !($0.isASCII && ($0.isNumber || $0 == ".")) }
            throw odd.map { .character($0) } ?? .shape
        }
    }

    fileprivate static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ decimals: Int, _ wholeDigits: Int
    ) throws(Hundredths.Fault) -> Int64 {
        guard let first = bytes.first else { throw .empty }
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { throw .sign }
        var value: Int64 = 0
        var whole = 0
        var behind = -1
        var isShapely = true
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                if behind >= 0 { isShapely = false }
                behind = 0
                continue
            }
            guard byte >= 0x30, byte <= 0x39 else { throw .character("?") }
            if behind < 0 { whole += 1 } else { behind += 1 }
            if whole <= wholeDigits, behind <= decimals { value = value * 10 + Int64(byte - 0x30) }
        }
        guard isShapely, whole > 0, behind != 0 else { throw .shape }
        guard whole == 1 || first != UInt8(ascii: "0") else { throw .leadingZero }
        guard behind <= decimals else { throw .tooManyDecimals }
        guard whole <= wholeDigits else { throw .tooLarge }
        for _ in max(0, behind)..<decimals { value *= 10 }
        return value
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
