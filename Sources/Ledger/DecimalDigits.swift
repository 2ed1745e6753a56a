/// The value of a run of ASCII digits; nil where one byte is no digit or the run is empty.
func decimal(_ bytes: some Sequence<UInt8>) -> Int? {
    var value: Int?
    for byte in bytes {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = (value ?? 0) * 10 + Int(byte - 0x30)
    }
    return value
}

/// Decimal digits with zeros at the left, written in place: times and dates are written for every event.
enum DecimalDigits {
    @inline(__always)
    static func write(_ value: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int, count: Int) {
        var rest = value
        for index in stride(from: start + count - 1, through: start, by: -1) {
            bytes[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}

/// `value` in decimal with zeros at the left up to `width` characters.
func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
