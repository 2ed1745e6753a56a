import Ledger

/// One posting as it is kept: which event caused it, of which record it speaks, by how much it changes the account.
public struct PostingEntry: Hashable, Sendable {
    /// The event that caused it.
    public let seq: Int64
    /// The record that it speaks of.
    public let record: Int64
    public let amount: Int64
}

/// A run of postings of one account and day, in order of (seq, record), packed into a few bytes each.
///
/// A month's file posts thousands of times to the same few accounts. A row of the store for each would cost a search in the
/// store's tree and some 40 bytes a posting; a run costs one row for about a hundred postings.
///
/// An entry is three numbers (`LEB128`): the step of seq from the entry before, the step from seq to the record, and the
/// amount. Postings of one event are never parted between two runs.
struct PostingSegment {
    /// The event of its first entry.
    let first: Int64
    private(set) var last: Int64
    private(set) var bytes: [UInt8] = []

    /// From this many bytes on a run takes no further event. SQLite keeps rows of up to a quarter page in place
    /// (https://www.sqlite.org/fileformat2.html, "payload overflow"): about 1,000 bytes with pages of 4,096.
    static let fullAt = 880

    /// Begins a run.
    init(first: Int64) {
        self.first = first
        last = first
    }

    /// Takes up a stored run. O(entries).
    init(first: Int64, bytes: UnsafeBufferPointer<UInt8>) throws {
        self.init(first: first)
        var entries = PostingEntries(first: first, bytes: bytes)
        while let entry = try entries.next() { last = entry.seq }
        self.bytes.reserveCapacity(bytes.count + 32)
        self.bytes.append(contentsOf: bytes)
    }

    /// Whether a posting of an event belongs into a run of its own.
    func isFull(for seq: Int64) -> Bool { bytes.count >= PostingSegment.fullAt && seq != last }

    mutating func append(seq: Int64, record: Int64, amount: Int64) {
        LEB128.append(UInt64(bitPattern: seq &- last), to: &bytes)
        LEB128.append(signed: record &- seq, to: &bytes)
        LEB128.append(signed: amount, to: &bytes)
        last = seq
    }
}

/// Walks along a stored run.
struct PostingEntries {
    private var numbers: LEB128Reader
    private var seq: Int64

    /// - Parameter bytes: must outlive the walk.
    init(first: Int64, bytes: UnsafeBufferPointer<UInt8>) {
        numbers = LEB128Reader(bytes)
        seq = first
    }

    /// The next entry; nil at the end.
    /// - Throws: `LedgerError.damaged` where the bytes are no entry.
    @inline(__always)
    mutating func next() throws -> PostingEntry? {
        guard !numbers.isAtEnd else { return nil }
        seq &+= Int64(bitPattern: try numbers.number())
        return PostingEntry(seq: seq, record: seq &+ (try numbers.signed()), amount: try numbers.amount())
    }
}
