/// The records of each enterprise in one chain, the newest first: by position of a record, the record before it of the same
/// enterprise. One list for all enterprises, which grows at its end: a list of each enterprise's own would be one more
/// place of memory to fetch for an event.
///
/// Kept in blocks, since one array would need half as much again, twice over, each time it grows.
struct RecordChain {
    private static let width = 1 << 16
    private var blocks: [[UInt32]] = []

    /// The record before another one; 0 for none.
    private subscript(_ record: UInt32) -> UInt32 {
        get { blocks[Int(record) / RecordChain.width][Int(record) % RecordChain.width] }
        set { blocks[Int(record) / RecordChain.width][Int(record) % RecordChain.width] = newValue }
    }

    /// Puts a record ahead of the newest one so far.
    mutating func put(_ record: UInt32, ahead newest: inout UInt32) {
        while Int(record) / RecordChain.width >= blocks.count {
            blocks.append(Array(repeating: 0, count: RecordChain.width))
        }
        self[record] = newest
        newest = record
    }

    /// Takes a record out of the chain that begins with `newest`. O(chain): for corrections and retractions only.
    mutating func take(_ record: UInt32, from newest: inout UInt32) {
        if newest == record {
            newest = self[record]
            return
        }
        var seq = newest
        while seq != 0, self[seq] != record { seq = self[seq] }
        if seq != 0 { self[seq] = self[record] }
    }

    /// The records of the chain that begins with `newest`.
    func records(_ newest: UInt32) -> [Int64] {
        var found: [Int64] = []
        var seq = newest
        while seq != 0 {
            found.append(Int64(seq))
            seq = self[seq]
        }
        return found
    }
}
