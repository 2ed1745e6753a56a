/// What a canonical line is written from (ledger.md §2): the values of its keys, `data` apart.
public struct EventLine {
    public let actor: String
    /// `YYYY-MM-DD`.
    public let effective: String
    public let id: String
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    public let recordedAt: String
    public let seq: Int64
    public let source: String
    public let type: String

    public init(
        actor: String, effective: String, id: String, recordedAt: String, seq: Int64, source: String, type: String
    ) {
        self.actor = actor
        self.effective = effective
        self.id = id
        self.recordedAt = recordedAt
        self.seq = seq
        self.source = source
        self.type = type
    }

    /// Writes the line at the end of `bytes`.
    /// - Parameter data: writes the canonical bytes of the data.
    @inline(__always)
    public func append(to bytes: inout [UInt8], data: (inout [UInt8]) -> Void) {
        EventLine.append(#"{"actor":"#, to: &bytes)
        JSON.appendString(actor, to: &bytes)
        EventLine.append(#","data":"#, to: &bytes)
        data(&bytes)
        EventLine.append(#","effective":""#, to: &bytes)
        bytes.append(contentsOf: effective.utf8)
        EventLine.append(#"","id":"#, to: &bytes)
        JSON.appendString(id, to: &bytes)
        EventLine.append(#","recorded_at":""#, to: &bytes)
        bytes.append(contentsOf: recordedAt.utf8)
        EventLine.append(#"","seq":"#, to: &bytes)
        bytes.append(contentsOf: String(seq).utf8)
        EventLine.append(#","source":"#, to: &bytes)
        JSON.appendString(source, to: &bytes)
        EventLine.append(#","type":"#, to: &bytes)
        JSON.appendString(type, to: &bytes)
        EventLine.append(#","v":1}"#, to: &bytes)
    }

    @inline(__always)
    private static func append(_ text: StaticString, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
