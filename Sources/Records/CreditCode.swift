/// The unified social credit code of an enterprise (统一社会信用代码), GB 32100-2015: 18 characters, the last a check
/// character.
///
/// Held as 18 ASCII characters packed into one number: replay looks up an enterprise for nearly every event, and a
/// number needs no allocation.
public struct CreditCode: Hashable, Sendable, CustomStringConvertible {
    private let packed: UInt128

    /// One word instead of two: an enterprise is looked up for nearly every event.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(UInt64(truncatingIfNeeded: packed) ^ UInt64(truncatingIfNeeded: packed >> 64) << 1)
    }

    /// Packs 18 ASCII bytes without checking them; nil for anything else. For codes that were checked when recorded.
    @inline(__always)
    public init?(trusted bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == CreditCode.length else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<9 { high = high << 7 | UInt64(bytes[index] & 0x7F) }
        for index in 9..<18 { low = low << 7 | UInt64(bytes[index] & 0x7F) }
        packed = UInt128(high) << 63 | UInt128(low)
    }

    /// Packs a text of 18 ASCII characters without checking it.
    public init?(trusted text: String) {
        var text = text
        guard let code = text.withUTF8({ CreditCode(trusted: $0) }) else { return nil }
        self = code
    }

    public var description: String {
        var rest = packed
        var bytes: [UInt8] = []
        for _ in 0..<CreditCode.length {
            bytes.append(UInt8(truncatingIfNeeded: rest & 0x7F))
            rest >>= 7
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    static let length = 18
    /// The standard's alphabet: digits and capital letters without I, O, S, V, Z. A character's place is its value.
    public static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let values: [Int8] = {
        var values = [Int8](repeating: -1, count: 128)
        for (value, character) in alphabet.enumerated() {
            if let ascii = character.asciiValue { values[Int(ascii)] = Int8(value) }
        }
        return values
    }()
    /// The standard's weights, 3^(i−1) mod 31.
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    /// Why a text is no such code.
    public enum Fault: Error, Hashable, Sendable {
        case length(Int)
        /// A character outside the alphabet, with its place counted from 1.
        case character(Character, place: Int)
        case checkCharacter(expected: Character)
    }

    /// Whether bytes spell a code. O(1).
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == length else { return false }
        var sum = 0
        for index in 0..<17 {
            let value = bytes[index] < 128 ? values[Int(bytes[index])] : -1
            guard value >= 0 else { return false }
            sum += Int(value) * weights[index]
        }
        return bytes[17] < 128 && Int(values[Int(bytes[17])]) == (31 - sum % 31) % 31
    }

    /// Checks a code: its length, its characters, its check character.
    public static func check(_ code: String) throws(Fault) {
        guard code.utf8.count == length || code.count == length else { throw .length(code.count) }
        var sum = 0
        var last: Int8 = -1
        for (index, byte) in code.utf8.enumerated() {
            let value = byte < 128 ? values[Int(byte)] : -1
            guard value >= 0, index < length else {
                let place = code.firstIndex { !alphabet.contains($0) } ?? code.startIndex
                throw .character(code[place], place: code.distance(from: code.startIndex, to: place) + 1)
            }
            if index < 17 { sum += Int(value) * weights[index] }
            last = value
        }
        let expected = (31 - sum % 31) % 31
        guard Int(last) == expected else { throw .checkCharacter(expected: alphabet[expected]) }
    }
}
