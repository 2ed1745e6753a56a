import Ledger

/// One posting as it is kept: which event caused it, of which record it speaks, by how much it changes the sum.
public struct PostingEntry: Hashable, Sendable {
    /// The event that caused it.
    public let seq: Int64
    /// The record that it speaks of; 0 in a month's bucket, which holds one entry an event.
    public let record: Int64
    public let amount: Int128
    /// The running total of (account, bucket) after this entry, in order of (seq, record).
    public let total: Int128
}

/// A run of postings of one account and bucket, in order of (seq, record), packed into a few bytes each.
///
/// A month's file posts thousands of times to the same few sums. A row of the store for each would cost a search in the
/// store's tree and some 40 bytes a posting; a run costs one row for about a hundred postings, and a sum as known at any
/// size is still one search and a walk along at most one run.
///
/// An entry is three LEB128 numbers: the step of seq from the entry before, the step from seq to the record (zigzag), and
/// the amount (zigzag). Postings of one event are never parted between two runs.
struct PostingSegment {
    /// The event of its first entry.
    let first: Int64
    /// The running total before its first entry.
    let before: Int128
    /// The running total after its last entry.
    private(set) var total: Int128
    private(set) var last: Int64
    private(set) var bytes: [UInt8] = []

    /// From this many bytes on a run takes no further event. SQLite keeps rows of up to a quarter page in place
    /// (https://www.sqlite.org/fileformat2.html, "payload overflow"): about 1,000 bytes with pages of 4,096.
    static let fullAt = 880

    /// Begins a run.
    init(first: Int64, before: Int128) {
        self.first = first
        self.before = before
        total = before
        last = first
    }

    /// Takes up a stored run. O(entries).
    init(first: Int64, before: Int128, bytes: UnsafeBufferPointer<UInt8>, bucket: Int32) throws {
        self.init(first: first, before: before)
        var entries = PostingEntries(first: first, before: before, bytes: bytes, bucket: bucket)
        while let entry = try entries.next() {
            total = entry.total
            last = entry.seq
        }
        self.bytes.reserveCapacity(bytes.count + 32)
        self.bytes.append(contentsOf: bytes)
    }

    /// Whether a posting of an event belongs into a run of its own.
    func isFull(for seq: Int64) -> Bool { bytes.count >= PostingSegment.fullAt && seq != last }

    mutating func append(seq: Int64, record: Int64, amount: Int128, bucket: Int32) {
        PostingSegment.append(UInt64(bitPattern: seq &- last), to: &bytes)
        PostingSegment.append(
            Bucket.isMonth(bucket) ? 0 : UInt64(bitPattern: PostingSegment.zigzag(record &- seq)), to: &bytes)
        if let small = Int64(exactly: amount) {
            PostingSegment.append(UInt64(bitPattern: PostingSegment.zigzag(small)), to: &bytes)
        } else {
            var rest = UInt128(bitPattern: (amount << 1) ^ (amount >> 127))
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }
        last = seq
        total += amount
    }

    @inline(__always)
    private static func zigzag(_ value: Int64) -> Int64 { (value << 1) ^ (value >> 63) }

    @inline(__always)
    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// Walks along a stored run.
struct PostingEntries {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isMonth: Bool
    private var at = 0
    private var seq: Int64
    private var total: Int128

    /// - Parameter bytes: must outlive the walk.
    init(first: Int64, before: Int128, bytes: UnsafeBufferPointer<UInt8>, bucket: Int32) {
        self.bytes = bytes
        isMonth = Bucket.isMonth(bucket)
        seq = first
        total = before
    }

    /// The next entry; nil at the end.
    /// - Throws: `LedgerError.damaged` where the bytes are no entry.
    @inline(__always)
    mutating func next() throws -> PostingEntry? {
        guard at < bytes.count else { return nil }
        let step = try number()
        let record = try number()
        let amount = try wide()
        seq &+= Int64(bitPattern: step)
        total &+= amount
        return PostingEntry(
            seq: seq, record: isMonth ? 0 : seq &+ (Int64(bitPattern: record >> 1) ^ -Int64(bitPattern: record & 1)),
            amount: amount, total: total)
    }

    @inline(__always)
    private mutating func number() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count, shift < 64 {
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw LedgerError.damaged("postings: a run is cut")
    }

    /// A zigzag number, in 64 bits as long as it fits there, which nearly every amount does.
    @inline(__always)
    private mutating func wide() throws -> Int128 {
        var low: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count, shift < 63 {
            let byte = bytes[at]
            at += 1
            low |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int128(Int64(bitPattern: low >> 1) ^ -Int64(bitPattern: low & 1)) }
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
        throw LedgerError.damaged("postings: a run is cut")
    }
}
