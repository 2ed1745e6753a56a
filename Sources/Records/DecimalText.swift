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

    static func read(
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
