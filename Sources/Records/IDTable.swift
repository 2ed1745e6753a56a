import Ledger

/// Positions by id in about 40 bytes an event: only a hash of each id is kept, and a match is confirmed by its line.
struct IDTable {
    private var first: [UInt64: UInt32] = [:]
    /// Further positions whose ids have the same hash.
    private var others: [UInt64: [UInt32]] = [:]

    mutating func reserve(_ count: Int) { first.reserveCapacity(count) }

    mutating func insert(_ id: UnsafeBufferPointer<UInt8>, seq: Int64) {
        let hash = IDTable.hash(id)
        if first[hash] == nil { first[hash] = UInt32(seq) } else { others[hash, default: []].append(UInt32(seq)) }
    }

    /// The position whose line has this id.
    /// - Parameter confirm: whether the line at a position has it.
    func find(_ id: String, confirm: (Int64) throws -> Bool) rethrows -> Int64? {
        var id = id
        let hash = id.withUTF8 { IDTable.hash($0) }
        guard let seq = first[hash] else { return nil }
        if try confirm(Int64(seq)) { return Int64(seq) }
        for seq in others[hash] ?? [] where try confirm(Int64(seq)) { return Int64(seq) }
        return nil
    }

    /// FNV-1a with a final mix.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        return hash &* 0x9E37_79B9_7F4A_7C15
    }
}
