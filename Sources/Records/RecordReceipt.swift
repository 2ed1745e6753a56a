import Ledger

/// What a submitter takes home: the events of one record as they are in the ledger, a proof for each that it is there,
/// and the signed checkpoint that the proofs lead to. It can be checked without the ledger, and without this program.
///
/// It proves that these events are recorded. It can't prove that no later event changed the record: that needs the
/// ledger, or a newer receipt.
public struct RecordReceipt: Hashable, Sendable {
    /// The `format` of the file.
    public static let format = "taizhang-receipt/1"
    /// The most events in one receipt: with more, the file would pass the limit of any reader.
    public static let eventLimit = 500

    /// One event with its proof.
    public struct Item: Hashable, Sendable {
        public let event: Event
        public let proof: InclusionProof

        public init(event: Event, proof: InclusionProof) {
            self.event = event
            self.proof = proof
        }
    }

    /// The record's id: that of its opening event.
    public let record: String
    /// The opening event, then its corrections, then its retraction.
    public let items: [Item]
    public let checkpoint: SignedCheckpoint

    /// - Throws: `ProofFileFault` where this would be no receipt that could be read and would hold.
    public init(record: String, items: [Item], checkpoint: SignedCheckpoint) throws(ProofFileFault) {
        self.record = record
        self.items = items
        self.checkpoint = checkpoint
        guard items.count <= RecordReceipt.eventLimit else { throw .tooMany("events", limit: RecordReceipt.eventLimit) }
        try verify()
        guard bytes.count <= JSONReader.lengthLimit else { throw .tooLong(limit: JSONReader.lengthLimit) }
    }

    /// Reads a receipt and checks everything in it but the signatures.
    /// - Throws: `ProofFileFault`.
    /// - Complexity: O(length), at most `JSONReader.lengthLimit`.
    public init(_ bytes: some Collection<UInt8>) throws(ProofFileFault) {
        let file = try ProofFile(
            bytes, format: RecordReceipt.format, keys: ["checkpoint", "events", "format", "record"])
        guard let record = file.members["record"]?.text else {
            throw .field("record", found: file.members["record"]?.shown)
        }
        guard let events = file.members["events"]?.array else {
            throw .field("events", found: file.members["events"]?.shown)
        }
        guard events.count <= RecordReceipt.eventLimit else {
            throw .tooMany("events", limit: RecordReceipt.eventLimit)
        }
        let checkpoint = try file.checkpoint("checkpoint")
        var items: [Item] = []
        for (number, event) in events.enumerated() {
            items.append(try Item(event, at: "events[\(number)]", size: checkpoint.checkpoint.size))
        }
        self.record = record
        self.items = items
        self.checkpoint = checkpoint
        try verify()
    }

    /// The file: canonical JSON (RFC 8785) and a line feed. O(length).
    public var bytes: [UInt8] { json.canonical + [0x0A] }

    /// The file's content, for files that hold a receipt within.
    public var json: JSON {
        .members([
            .init("checkpoint", ProofFile.note(checkpoint)), .init("events", .array(items.map(\.json))),
            .init("format", .string(RecordReceipt.format)), .init("record", .string(record)),
        ])
    }

    private func verify() throws(ProofFileFault) {
        guard let opening = items.first?.event else { throw .field("events", found: "[]") }
        guard opening.id == record, EventType(rawValue: opening.type)?.opensRecord == true else {
            throw .foreign("events[0]", record: record)
        }
        var last: Int64 = 0
        for (number, item) in items.enumerated() {
            let place = "events[\(number)]"
            guard item.event.seq - 1 == item.proof.index, item.event.seq > last else {
                throw .position(place, seq: item.event.seq, index: item.proof.index)
            }
            last = item.event.seq
            if number > 0 {
                let type = EventType(rawValue: item.event.type)
                let ends = type == .eventRetracted
                guard type == .eventCorrected || ends, item.event.data["target"]?.text == record,
                    !ends || number == items.count - 1
                else { throw .foreign(place, record: record) }
            }
            guard item.proof.size == checkpoint.checkpoint.size else {
                throw .proof(place, .outside(index: item.proof.index, size: checkpoint.checkpoint.size))
            }
            do throws(ProofFault) {
                try item.proof.verify(
                    leaf: MerkleTree.leaf(item.event.canonical), root: checkpoint.checkpoint.root)
            } catch {
                throw .proof(place, error)
            }
        }
    }
}

extension RecordReceipt.Item {
    fileprivate init(_ json: JSON, at place: String, size: Int64) throws(ProofFileFault) {
        guard let members = json.object else { throw .field(place, found: json.shown) }
        try ProofFile.check(members.map(\.key), are: ["index", "line", "path"], at: place + ".")
        guard let index = json["index"]?.integer else {
            throw .field(place + ".index", found: json["index"]?.shown)
        }
        guard let line = json["line"]?.text else { throw .field(place + ".line", found: json["line"]?.shown) }
        let path = try ProofFile.hashes(json["path"], at: place + ".path", limit: InclusionProof.lengthLimit)
        let event: Event
        do throws(LineFault) { event = try Event(line: line.utf8) } catch { throw .line(place + ".line", error) }
        self.init(event: event, proof: InclusionProof(index: index, size: size, path: path))
    }

    fileprivate var json: JSON {
        .members([
            .init("index", .integer(proof.index)),
            .init("line", .string(String(decoding: event.canonical, as: UTF8.self))),
            .init("path", .array(proof.path.map { .string($0.base64) })),
        ])
    }
}
