import Foundation

/// A canonical event line read in place, for replay.
///
/// A canonical line has its keys in a known order and no optional white space, so that one pass finds every value
/// without building a tree of JSON values; `Event.init(line:)` is the slow reader that tests hold this one against.
/// The line must come from the ledger's own store, where only canonical lines are: bytes that are not of that form
/// give nil, never a wrong value.
public struct CanonicalLine {
    /// A value inside the line: for text the bytes between the quotes, escapes not undone.
    public struct Value {
        public let bytes: UnsafeBufferPointer<UInt8>
        /// Whether the text holds a backslash, that is, an escaped quote or backslash.
        public let escaped: Bool

        /// The text of the value. O(length).
        public var text: String {
            escaped ? String(decoding: unescaped, as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
        }
        private var unescaped: [UInt8] {
            var result: [UInt8] = []
            var skip = false
            for byte in bytes {
                if byte == 0x5C, !skip {
                    skip = true
                    continue
                }
                skip = false
                result.append(byte)
            }
            return result
        }
    }

    public let actor: Value
    /// The canonical bytes of `data`, braces included.
    public let data: UnsafeBufferPointer<UInt8>
    public let effective: CivilDate
    public let id: Value
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    public let recordedAt: Value
    public let seq: Int64
    public let source: Value
    public let type: Value

    /// The type that stands at the end of a line, found without reading the line: nil where the end is of another form.
    @inline(__always)
    public static func lastType(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        let tail: StaticString = #"","v":1}"#
        let end = line.count - tail.utf8CodeUnitCount
        guard end > 0, let base = line.baseAddress,
            memcmp(base + end, tail.utf8Start, tail.utf8CodeUnitCount) == 0
        else { return nil }
        var start = end
        while start > 0, base[start - 1] != 0x22 { start -= 1 }
        return UnsafeBufferPointer(rebasing: line[start..<end])
    }

    /// Finds the parts of a line. The line's memory must outlive the value. O(length).
    public init?(_ line: UnsafeBufferPointer<UInt8>) {
        var cursor = CanonicalCursor(line)
        guard cursor.skip(#"{"actor":"#), let actor = cursor.string(),
            cursor.skip(#","data":"#), let data = cursor.nested(),
            cursor.skip(#","effective":"#), let effective = cursor.string(), let date = CivilDate(in: effective.bytes),
            cursor.skip(#","id":"#), let id = cursor.string(),
            cursor.skip(#","recorded_at":"#), let recordedAt = cursor.string(), recordedAt.bytes.count == 24,
            cursor.skip(#","seq":"#), let seq = cursor.integer(),
            cursor.skip(#","source":"#), let source = cursor.string(),
            cursor.skip(#","type":"#), let type = cursor.string(),
            cursor.skip(#","v":1}"#), cursor.atEnd
        else { return nil }
        self.actor = actor
        self.data = data
        self.effective = date
        self.id = id
        self.recordedAt = recordedAt
        self.seq = seq
        self.source = source
        self.type = type
    }
}

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

extension CivilDate {
    /// Reads the ten bytes `YYYY-MM-DD` of a canonical line, whose date was checked when it was recorded.
    @inline(__always)
    public init?(in bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 10 else { return nil }
        var number: Int32 = 0
        for index in 0..<10 where index != 4 && index != 7 {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return nil }
            number = number * 10 + Int32(digit)
        }
        self.init(trusted: number)
    }
}
