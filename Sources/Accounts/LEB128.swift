import Ledger

/// Numbers of a few bytes each: seven bits a byte, the lowest first, the highest bit set on all but the last one (LEB128).
/// Signed ones are written zigzag: 0, −1, 1, −2, … as 0, 1, 2, 3, …
enum LEB128 {
    @inline(__always)
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    @inline(__always)
    static func append(signed value: Int64, to bytes: inout [UInt8]) {
        append(UInt64(bitPattern: (value << 1) ^ (value >> 63)), to: &bytes)
    }

    @inline(__always)
    static func append(signed value: Int128, to bytes: inout [UInt8]) {
        if let small = Int64(exactly: value) { return append(signed: small, to: &bytes) }
        var rest = UInt128(bitPattern: (value << 1) ^ (value >> 127))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// Reads such numbers one behind the other.
struct LEB128Reader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    /// - Parameter bytes: must outlive the reader.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { at >= bytes.count }

    /// A number of at most eight bytes, from the eight at which the reader stands, without a branch for each: how long numbers
    /// are changes from one to the next, so that a processor guesses wrong. The loops below are the plain form.
    /// - Returns: nil where the number is longer, or fewer bytes are left.
    @inline(__always)
    private mutating func short() -> UInt64? {
        guard at + 8 <= bytes.count, let base = bytes.baseAddress else { return nil }
        let word = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
        let ends = ~word & 0x8080_8080_8080_8080
        guard ends != 0 else { return nil }
        // Up to the lowest byte whose highest bit is not set, and then seven bits of each byte put together: by pairs, by
        // fours, by eight.
        var value = word & (ends ^ (ends &- 1)) & 0x7F7F_7F7F_7F7F_7F7F
        value = value & 0x007F_007F_007F_007F | (value & 0x7F00_7F00_7F00_7F00) >> 1
        value = value & 0x0000_3FFF_0000_3FFF | (value & 0x3FFF_0000_3FFF_0000) >> 2
        value = value & 0x0000_0000_0FFF_FFFF | (value & 0x0FFF_FFFF_0000_0000) >> 4
        at += ends.trailingZeroBitCount / 8 + 1
        return value
    }

    /// - Throws: `LedgerError.damaged` where the bytes end in a number, or it has too many.
    @inline(__always)
    mutating func number() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count, shift < 64 {
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw LEB128Reader.cut
    }

    /// - Throws: as `number`.
    @inline(__always)
    mutating func signed() throws -> Int64 {
        LEB128Reader.signed(try number())
    }

    /// A signed number of mostly several bytes, as amounts are.
    /// - Throws: as `number`.
    @inline(__always)
    mutating func amount() throws -> Int64 {
        if let value = short() { return LEB128Reader.signed(value) }
        return try signed()
    }

    /// A signed number, in 64 bits as long as it fits there, which nearly every amount does.
    /// - Throws: as `number`.
    @inline(__always)
    mutating func wide() throws -> Int128 {
        if let value = short() { return Int128(LEB128Reader.signed(value)) }
        var low: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count, shift < 63 {
            let byte = bytes[at]
            at += 1
            low |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int128(LEB128Reader.signed(low)) }
            shift += 7
        }
        var value = UInt128(low)
        var place: UInt128 = 63
        while at < bytes.count, place < 128 {
            let byte = bytes[at]
            at += 1
            value |= UInt128(byte & 0x7F) << place
            if byte < 0x80 { return Int128(bitPattern: value >> 1) ^ -Int128(bitPattern: value & 1) }
            place += 7
        }
        throw LEB128Reader.cut
    }

    /// What a zigzag number stands for.
    @inline(__always)
    private static func signed(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private static let cut = LedgerError.damaged("a run of packed numbers is cut")
}
