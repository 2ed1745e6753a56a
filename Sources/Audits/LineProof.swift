import Ledger
import Records

/// One line of a closed month's table, proved without the other ones: the line, its way to the root that the table's
/// heading states, the heading, and a receipt of the closing that states the heading's hash. It can be checked without
/// the ledger, so a township can show its own score and nobody else's.
///
/// It proves what was closed. It can't prove that no later edition restates it: that needs the ledger.
///
/// The file is canonical JSON: `{"format","heading","index","line","path","receipt"}`. `heading` and `line` are texts,
/// whose bytes are hashed as they stand: SHA-256 of the heading is the closing's `table_sha256`, the line is leaf
/// `index` of a tree (RFC 6962) of the heading's `rows` leaves with the root `rows_root`. `receipt` is a receipt
/// (proofs.md §4) of the closing.
public struct LineProof: Hashable, Sendable {
    /// The `format` of the file.
    public static let format = "taizhang-line-proof/1"

    /// The table's heading: see `ClosedTable.heading`.
    public let heading: [UInt8]
    /// The township's row, as `ClosedTable.lines` has it.
    public let line: [UInt8]
    public let proof: InclusionProof
    /// The closing's receipt.
    public let receipt: RecordReceipt
    /// What heading and line say.
    public let says: Said

    /// - Throws: `LineProofFault` where this would be no proof that holds.
    public init(
        heading: [UInt8], line: [UInt8], proof: InclusionProof, receipt: RecordReceipt
    ) throws(LineProofFault) {
        self.heading = heading
        self.line = line
        self.proof = proof
        self.receipt = receipt
        says = try Said(heading: heading, line: line, receipt: receipt)
        try verify()
    }

    /// Reads a proof and checks everything in it but the signatures.
    /// - Throws: `LineProofFault`.
    /// - Complexity: O(length), at most `JSONReader.lengthLimit`.
    public init(_ bytes: some Collection<UInt8>) throws(LineProofFault) {
        let members: JSON
        let path: [Hash]
        do throws(ProofFileFault) {
            members = try ProofFile(
                bytes, format: LineProof.format, keys: ["format", "heading", "index", "line", "path", "receipt"]
            ).members
            path = try ProofFile.hashes(members["path"], at: "path", limit: InclusionProof.lengthLimit)
        } catch { throw .file(error) }
        func text(_ key: String) throws(LineProofFault) -> [UInt8] {
            guard let text = members[key]?.text else { throw .file(.field(key, found: members[key]?.shown)) }
            return Array(text.utf8)
        }
        guard let index = members["index"]?.integer else {
            throw .file(.field("index", found: members["index"]?.shown))
        }
        guard let inner = members["receipt"], inner.object != nil else {
            throw .file(.field("receipt", found: members["receipt"]?.shown))
        }
        let receipt: RecordReceipt
        do throws(ProofFileFault) { receipt = try RecordReceipt(inner.canonical) } catch { throw .receipt(error) }
        let heading = try text("heading")
        let line = try text("line")
        self.heading = heading
        self.line = line
        self.receipt = receipt
        let said = try Said(heading: heading, line: line, receipt: receipt)
        says = said
        proof = InclusionProof(index: index, size: said.rows, path: path)
        try verify()
    }

    /// The file: canonical JSON (RFC 8785) and a line feed. O(length).
    public var bytes: [UInt8] {
        JSON.members([
            .init("format", .string(LineProof.format)),
            .init("heading", .string(String(decoding: heading, as: UTF8.self))),
            .init("index", .integer(proof.index)), .init("line", .string(String(decoding: line, as: UTF8.self))),
            .init("path", .array(proof.path.map { .string($0.base64) })), .init("receipt", receipt.json),
        ]).canonical + [0x0A]
    }

    private func verify() throws(LineProofFault) {
        let found = Hash.sha256(heading).hex
        guard says.tableHash == found else { throw .hash(closed: says.tableHash, found: found) }
        guard proof.size == says.rows else { throw .proof(.outside(index: proof.index, size: says.rows)) }
        do throws(ProofFault) {
            try proof.verify(leaf: MerkleTree.leaf(line), root: says.rowsRoot)
        } catch { throw .proof(error) }
    }
}

extension LineProof {
    /// What the heading and the line say, read once and strictly.
    public struct Said: Hashable, Sendable {
        public let month: CivilMonth
        public let on: CivilDate
        /// The number of events that were known.
        public let known: Int64
        public let scheme: String
        /// The number of townships in the table.
        public let rows: Int64
        public let rowsRoot: Hash
        /// The hash of the heading that the closing states, in hexadecimal.
        public let tableHash: String
        /// The township's row, as JSON.
        public let row: JSON
        public let township: String
        public let name: String
        public let rank: Int64
        public let total: Hundredths
        /// Each indicator's id, points and flags, in order.
        public let items: [Item]

        public struct Item: Hashable, Sendable {
            public let id: String
            public let points: Hundredths
            public let flags: [String]
        }
    }
}

extension LineProof.Said {
    fileprivate init(heading: [UInt8], line: [UInt8], receipt: RecordReceipt) throws(LineProofFault) {
        guard let closing = receipt.items.first?.event, closing.type == EventType.monthClosed.rawValue else {
            throw .notAClosing(record: receipt.record)
        }
        if receipt.items.count > 1, let last = receipt.items.last { throw .retracted(seq: last.event.seq) }
        let place = Place("receipt.events[0].line.data", closing.data)
        month = try place.read("month", { $0.text.flatMap { CivilMonth($0) } })
        tableHash = try place.read("table_sha256", \.text)

        let head = try Place(
            canonical: heading, "heading", keys: ["known", "months", "on", "rows", "rows_root", "scheme"])
        on = try head.read("on", { $0.text.flatMap { CivilDate($0) } })
        scheme = try head.read("scheme", \.text)
        rows = try head.read("rows", \.integer)
        rowsRoot = try head.read("rows_root", { $0.text.flatMap { Base64.decode($0) }.flatMap { Hash($0) } })
        let state = try Place("heading.known", head.read("known", { $0.object == nil ? nil : $0 }))
        known = try state.read("size", \.integer)
        let root = try state.read("root", \.text)
        // The hash binds the heading to the closing; that both speak of one day and state has to be seen as well.
        guard closing.data["on"] == .string(on.description) else { throw .disagrees("on") }
        guard closing.data["known_size"] == .integer(known) else { throw .disagrees("known.size") }
        guard closing.data["root"] == .string(root) else { throw .disagrees("known.root") }

        let row = try Place(canonical: line, "line", keys: ["id", "items", "name", "rank", "total"])
        self.row = row.json
        township = try row.read("id", \.text)
        name = try row.read("name", \.text)
        rank = try row.read("rank", \.integer)
        total = try row.read("total", Place.points)
        var items: [Item] = []
        for (number, item) in try row.read("items", \.array).enumerated() {
            let place = Place("line.items[\(number)]", item)
            try place.check(["flags", "id", "points"])
            items.append(
                Item(
                    id: try place.read("id", \.text), points: try place.read("points", Place.points),
                    flags: try place.read("flags", Place.texts)))
        }
        self.items = items
    }
}

/// A JSON object with the name of its place, for faults that say where.
private struct Place {
    let name: String
    let json: JSON

    init(_ name: String, _ json: JSON) {
        self.name = name
        self.json = json
    }

    /// Reads canonical JSON with exactly these keys. Only canonical text is taken: what people are shown is what was
    /// hashed, and nothing else.
    init(canonical bytes: [UInt8], _ name: String, keys: [String]) throws(LineProofFault) {
        self.name = name
        do throws(JSONFault) { json = try JSONReader.read(bytes) } catch { throw .text(name, error) }
        guard json.canonical == bytes else { throw .notCanonical(name) }
        try check(keys)
    }

    func check(_ keys: [String]) throws(LineProofFault) {
        guard let members = json.object else { throw .file(.field(name, found: json.shown)) }
        do throws(ProofFileFault) { try ProofFile.check(members.map(\.key), are: keys, at: name + ".") } catch {
            throw .file(error)
        }
    }

    func read<Value>(_ key: String, _ value: (JSON) -> Value?) throws(LineProofFault) -> Value {
        guard let found = json[key].flatMap(value) else {
            throw .file(.field("\(name).\(key)", found: json[key]?.shown))
        }
        return found
    }

    static func texts(_ json: JSON) -> [String]? {
        guard let items = json.array else { return nil }
        let texts = items.compactMap(\.text)
        return texts.count == items.count ? texts : nil
    }
    static func points(_ json: JSON) -> Hundredths? { json.text.flatMap { try? Hundredths($0) } }
}

/// Why the proof of a line can't be read, or shows nothing.
public enum LineProofFault: Error, Hashable, Sendable {
    /// The file's form.
    case file(ProofFileFault)
    /// The closing's receipt.
    case receipt(ProofFileFault)
    /// `heading` or `line` is no JSON.
    case text(String, JSONFault)
    /// `heading` or `line` is another spelling than the one that is hashed.
    case notCanonical(String)
    /// The receipt is one of another kind of record.
    case notAClosing(record: String)
    /// The closing was taken back by this event.
    case retracted(seq: Int64)
    /// The heading has another hash than the closing states.
    case hash(closed: String, found: String)
    /// Heading and closing say different things in this field.
    case disagrees(String)
    /// The line is not in the table.
    case proof(ProofFault)
}
