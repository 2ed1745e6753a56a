import Foundation

/// A cursor over canonical JSON bytes.
public struct CanonicalCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// How many bytes are behind it.
    public private(set) var at = 0

    public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    public var atEnd: Bool { at == bytes.count }

    /// Steps over exactly these bytes; false, without moving, where something else stands.
    @inline(__always)
    public mutating func skip(_ expected: StaticString) -> Bool {
        let count = expected.utf8CodeUnitCount
        guard at + count <= bytes.count, let base = bytes.baseAddress,
            memcmp(base + at, expected.utf8Start, count) == 0
        else { return false }
        at += count
        return true
    }

    /// Reads a string with its quotes.
    @inline(__always)
    public mutating func string() -> CanonicalLine.Value? {
        guard at < bytes.count, bytes[at] == 0x22, let base = bytes.baseAddress else { return nil }
        var end = at + 1
        var escaped = false
        while true {
            end = CanonicalCursor.quoteOrBackslash(base, from: end, to: bytes.count)
            guard end < bytes.count else { return nil }
            if base[end] == 0x22 { break }
            escaped = true
            end += 2
        }
        defer { at = end + 1 }
        return CanonicalLine.Value(
            bytes: UnsafeBufferPointer(start: base + at + 1, count: end - at - 1), escaped: escaped)
    }

    /// The place of the first quote or backslash, eight bytes at a step: where a byte of a word is zero, subtracting one
    /// from each byte borrows into its highest bit, and the lowest such bit is exact.
    @inline(__always)
    private static func quoteOrBackslash(_ base: UnsafePointer<UInt8>, from: Int, to end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = from
        while at + 8 <= end {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            let found = ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes) & (ones &* 0x80)
            if found != 0 { return at + found.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < end, base[at] != 0x22, base[at] != 0x5C { at += 1 }
        return at
    }

    /// The bytes between two places that the cursor has passed.
    @inline(__always)
    public func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Reads a plain integer that is not negative.
    @inline(__always)
    public mutating func integer() -> Int64? {
        let start = at
        var value: Int64 = 0
        while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39, at - start < 18 {
            value = value * 10 + Int64(bytes[at] - 0x30)
            at += 1
        }
        return at > start ? value : nil
    }

    /// Steps over exactly these bytes; false, without moving, where something else stands.
    public mutating func skip(_ expected: [UInt8]) -> Bool {
        guard at + expected.count <= bytes.count, let base = bytes.baseAddress,
            expected.withUnsafeBufferPointer({ memcmp(base + at, $0.baseAddress ?? base, expected.count) == 0 })
        else { return false }
        at += expected.count
        return true
    }

    /// Steps over an object or array and gives its bytes.
    @inline(__always)
    public mutating func nested() -> UnsafeBufferPointer<UInt8>? {
        let start = at
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x22:
                guard string() != nil else { return nil }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 {
                    at += 1
                    return UnsafeBufferPointer(rebasing: bytes[start..<at])
                }
            default: break
            }
            at += 1
        }
        return nil
    }
}
