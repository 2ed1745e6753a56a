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

    /// An event that was read already.
    init(_ live: LiveFacts, id: UnsafeBufferPointer<UInt8>, data: UnsafeBufferPointer<UInt8>) {
        self.live = live
        self.id = id
        self.data = data
        key = nil
    }

    /// Reads an event from its line, whose memory must outlive the value: one pass over the line, in which the facts
    /// are read where they stand. `CanonicalLine`, which finds every part and reads none, is the plain form.
    /// - Throws: `LedgerError.damaged` where it is no canonical line, of no type, or lacks a field of its type.
    public init(_ line: UnsafeBufferPointer<UInt8>, seq: Int64) throws(LedgerError) {
        guard let name = CanonicalLine.lastType(line), let type = EventType(name: name),
            let found = Entry(line, type: type, named: name), found.seq == seq
        else { throw Entry.fault(line, seq: seq) }
        self = found
    }

    private init?(_ line: UnsafeBufferPointer<UInt8>, type: EventType, named name: UnsafeBufferPointer<UInt8>) {
        var cursor = CanonicalCursor(line)
        guard cursor.skip(#"{"actor":"#), cursor.string() != nil, cursor.skip(#","data":"#) else { return nil }
        let start = cursor.at
        guard let facts = Facts(type, &cursor) else { return nil }
        let end = cursor.at
        guard cursor.skip(#","effective":"#), let date = cursor.string(), let effective = CivilDate(in: date.bytes),
            cursor.skip(#","id":"#), let id = cursor.string(), cursor.skip(#","recorded_at":"#),
            let recordedAt = cursor.string(), recordedAt.bytes.count == 24, cursor.skip(#","seq":"#),
            let seq = cursor.integer(), cursor.skip(#","source":"#), cursor.string() != nil,
            cursor.skip(#","type":"#), cursor.string()?.bytes.baseAddress == name.baseAddress,
            cursor.skip(#","v":1}"#), cursor.atEnd
        else { return nil }
        self.init(
            seq: seq, type: type, effective: effective, facts: facts, id: id.bytes,
            data: cursor.bytes(from: start, to: end), key: nil)
    }

    /// What is wrong with a line that can't be read.
    private static func fault(_ line: UnsafeBufferPointer<UInt8>, seq: Int64) -> LedgerError {
        guard let event = CanonicalLine(line), event.seq == seq else {
            return .damaged("event \(seq) is not canonical")
        }
        return .damaged("event \(seq) lacks a field of its type")
    }
}
