/// What changed a record since it was opened.
public struct Alteration: Sendable {
    /// The position of the latest correction; 0 where there is none.
    public var latest: Int64 = 0
    /// The position of the retraction; 0 where there is none.
    public var ended: Int64 = 0
}

/// What changed each record, by its position.
struct Alterations: ~Copyable {
    struct Stored: BitwiseCopyable {
        var latest: UInt32 = 0
        var ended: UInt32 = 0
    }

    private var list: SpilledList<Stored>

    init(_ list: consuming SpilledList<Stored> = SpilledList(empty: Stored())) { self.list = list }

    subscript(record: Int64) -> Alteration {
        get throws {
            let stored = try list.value(at: Int(record))
            return Alteration(latest: Int64(stored.latest), ended: Int64(stored.ended))
        }
    }

    /// Notes that a correction or retraction at `seq` changed a record.
    mutating func alter(_ record: Int64, by seq: Int64, ends: Bool) throws {
        var stored = try list.value(at: Int(record))
        if ends { stored.ended = UInt32(seq) } else { stored.latest = UInt32(seq) }
        try list.set(stored, at: Int(record))
    }
}
