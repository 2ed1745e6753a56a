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
        return String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for (index, value) in [high, low].enumerated() {
                for shift in stride(from: UInt64(60), through: 0, by: -4) {
                    let digit = UInt8(truncatingIfNeeded: value >> shift & 0xF)
                    text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                    place += 1
                    let isGroupsEnd = index == 0 ? shift == 32 || shift == 16 || shift == 0 : shift == 48
                    guard isGroupsEnd else { continue }
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
            }
            return place
        }
    }
}
