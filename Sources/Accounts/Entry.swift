import Ledger
import Records

/// An event as the books take it up: read from its line, or at hand since it was admitted.
public struct Entry {
    /// Its position, type, effective date and facts.
    public let live: LiveFacts
    /// The bytes of its id. Ids need no escapes.
    let id: UnsafeBufferPointer<UInt8>
    /// The canonical bytes of its data.
    let data: UnsafeBufferPointer<UInt8>
    /// The natural key of the record that it opens, where it is at hand.
    let key: NaturalKey?

    var seq: Int64 { live.seq }

    /// - Parameters:
    ///   - id: must outlive the value, as must `data`.
    init(
        seq: Int64, type: EventType, effective: CivilDate, facts: Facts, id: UnsafeBufferPointer<UInt8>,
        data: UnsafeBufferPointer<UInt8>, key: NaturalKey?
    ) {
        live = LiveFacts(seq: seq, type: type, effective: effective, facts: facts)
        self.id = id
        self.data = data
        self.key = key
    }

    /// Reads an event from its line, whose memory must outlive the value.
    /// - Throws: `LedgerError.damaged` where it is of no type, or lacks a field of its type.
    public init(_ line: CanonicalLine) throws {
        guard let type = EventType(name: line.type.bytes), let facts = Facts(type, canonical: line.data) else {
            throw LedgerError.damaged("event \(line.seq) lacks a field of its type")
        }
        self.init(
            seq: line.seq, type: type, effective: line.effective, facts: facts, id: line.id.bytes, data: line.data,
            key: nil)
    }
}
