/// Time-ordered identifiers, RFC 9562 §5.7: 48 bits of milliseconds, then random bits.
public enum UUIDv7 {
    /// The identifier's text, 36 characters.
    /// - Parameters:
    ///   - instant: its time.
    ///   - random: where its other 74 bits come from.
    public static func make(at instant: Instant, using random: inout some RandomNumberGenerator) -> String {
        let time = UInt64(max(0, instant.milliseconds)) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &random)
        let low = 1 << 63 | UInt64.random(in: 0...(1 << 62 - 1), using: &random)
        let hex = hexadecimal(high) + hexadecimal(low)
        var text = ""
        for (index, digit) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return text
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
