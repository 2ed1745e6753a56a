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
