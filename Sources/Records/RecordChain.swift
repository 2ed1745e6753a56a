/// The records of each enterprise in one chain, the newest first: by position of a record, the record before it of the same
/// enterprise. One list for all enterprises, which grows at its end: a list of each enterprise's own would be one more
/// place of memory to fetch for an event.
struct RecordChain: ~Copyable {
    /// By position of a record: the one before it; 0 for none.
    private var before: SpilledList<UInt32>

    init(_ list: consuming SpilledList<UInt32> = SpilledList(empty: 0)) { before = list }

    private func before(_ record: UInt32) throws -> UInt32 { try before.value(at: Int(record)) }

    /// Puts a record ahead of the newest one so far.
    mutating func put(_ record: UInt32, ahead newest: inout UInt32) throws {
        try before.set(newest, at: Int(record))
        newest = record
    }

    /// Takes a record out of the chain that begins with `newest`. O(chain): for corrections and retractions only.
    mutating func take(_ record: UInt32, from newest: inout UInt32) throws {
        var (seq, after) = (newest, UInt32(0))
        while seq != 0, seq != record { (seq, after) = (try before(seq), seq) }
        guard seq != 0 else { return }
        if after == 0 {
            newest = try before(record)
        } else {
            try before.set(before(record), at: Int(after))
        }
    }

    /// The records of the chain that begins with `newest`.
    func records(_ newest: UInt32) throws -> [Int64] {
        var found: [Int64] = []
        var seq = newest
        while seq != 0 {
            found.append(Int64(seq))
            seq = try before(seq)
        }
        return found
    }
}
