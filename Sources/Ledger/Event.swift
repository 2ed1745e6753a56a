/// One immutable event of the ledger (ledger.md §2).
public struct Event: Hashable, Sendable {
    /// The version of the event format that this code writes.
    public static let formatVersion: Int64 = 1

    /// Position in the log: 1, 2, 3, … without gaps. Leaf number `seq − 1` of the tree.
    public let seq: Int64
    /// Unique text, 1–64 of `[A-Za-z0-9._:-]`.
    public let id: String
    /// A type of the catalog, such as `trade.reported`.
    public let type: String
    /// The civil date on which the fact holds in the world.
    public let effective: CivilDate
    /// When the ledger took the event.
    public let recordedAt: Instant
    /// Who submitted it.
    public let actor: String
    /// Where it comes from: a document number, a file and row; may be empty.
    public let source: String
    /// The facts, by type: always an object.
    public let data: JSON

    public init(
        seq: Int64, id: String, type: String, effective: CivilDate, recordedAt: Instant, actor: String,
        source: String, data: JSON
    ) {
        self.seq = seq
        self.id = id
        self.type = type
        self.effective = effective
        self.recordedAt = recordedAt
        self.actor = actor
        self.source = source
        self.data = data
    }

    /// The canonical bytes: the exported line without its line feed, the stored text, and the leaf of the tree.
    public var canonical: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(384)
        EventLine(
            actor: actor, effective: effective.description, id: id, recordedAt: recordedAt.description, seq: seq,
            source: source, type: type
        ).append(to: &bytes) { data.appendCanonical(to: &$0) }
        return bytes
    }

    /// Reads an event from its canonical line.
    /// - Throws: `LineFault` where the line is no JSON, lacks a key or has one too many, or is not canonical.
    public init(line: some Sequence<UInt8>) throws(LineFault) {
        let bytes = ContiguousArray(line)
        let read = bytes.withUnsafeBufferPointer { bytes -> Result<Event, LineFault> in
            do throws(LineFault) { return .success(try Event(line: bytes)) } catch { return .failure(error) }
        }
        self = try read.get()
    }

    /// Reads an event from its canonical line. O(length).
    public init(line bytes: UnsafeBufferPointer<UInt8>) throws(LineFault) {
        let json: JSON
        do throws(JSONFault) { json = try JSONReader.read(bytes) } catch { throw .notJSON(error) }
        guard let members = json.object else { throw .notAnObject }
        let keys = members.map(\.key)
        guard keys == ["actor", "data", "effective", "id", "recorded_at", "seq", "source", "type", "v"] else {
            let wanted = ["actor", "data", "effective", "id", "recorded_at", "seq", "source", "type", "v"]
            throw .keys(missing: wanted.filter { !keys.contains($0) }, unknown: keys.filter { !wanted.contains($0) })
        }
        guard json["v"] == .integer(Event.formatVersion) else { throw .field("v", found: json["v"]?.shown ?? "") }
        guard let seq = json["seq"]?.integer else { throw .field("seq", found: json["seq"]?.shown ?? "") }
        guard let actor = json["actor"]?.text else { throw .field("actor", found: json["actor"]?.shown ?? "") }
        guard let id = json["id"]?.text else { throw .field("id", found: json["id"]?.shown ?? "") }
        guard let source = json["source"]?.text else { throw .field("source", found: json["source"]?.shown ?? "") }
        guard let type = json["type"]?.text else { throw .field("type", found: json["type"]?.shown ?? "") }
        guard let effective = json["effective"]?.text.flatMap({ CivilDate($0) }) else {
            throw .field("effective", found: json["effective"]?.shown ?? "")
        }
        guard let recordedAt = json["recorded_at"]?.text.flatMap({ Instant(stored: $0) }) else {
            throw .field("recorded_at", found: json["recorded_at"]?.shown ?? "")
        }
        guard let data = json["data"], data.object != nil else {
            throw .field("data", found: json["data"]?.shown ?? "")
        }
        self.init(
            seq: seq, id: id, type: type, effective: effective, recordedAt: recordedAt, actor: actor, source: source,
            data: data)
        guard canonical.elementsEqual(bytes) else { throw .notCanonical }
    }
}

/// Why a line is no event of this ledger's format.
public enum LineFault: Error, Hashable, Sendable {
    case notJSON(JSONFault)
    case notAnObject
    case keys(missing: [String], unknown: [String])
    case field(String, found: String)
    /// The line says what an event may say, but not in canonical form (RFC 8785).
    case notCanonical
}
