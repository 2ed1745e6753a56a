/// What the JSON files with proofs in them have in common: a `format`, notes as text, hashes in base64.
public struct ProofFile: Sendable {
    public let members: JSON

    /// Reads a JSON object that has exactly these keys and says that it is of `format`.
    /// - Throws: `ProofFileFault`.
    public init(_ bytes: some Collection<UInt8>, format: String, keys: [String]) throws(ProofFileFault) {
        do throws(JSONFault) { members = try JSONReader.read(bytes) } catch { throw .notJSON(error) }
        guard let object = members.object else { throw .field("", found: members.shown) }
        guard members["format"] == .string(format) else {
            throw .format(expected: format, found: members["format"]?.shown)
        }
        try ProofFile.check(object.map(\.key), are: keys, at: "")
    }

    /// Refuses a key too many: what is not checked must not look as if it were.
    public static func check(_ found: [String], are keys: [String], at place: String) throws(ProofFileFault) {
        if let key = keys.first(where: { !found.contains($0) }) { throw .field(place + key, found: nil) }
        if let key = found.first(where: { !keys.contains($0) }) { throw .unknownField(place + key) }
    }

    /// The signed checkpoint that a member holds.
    public func checkpoint(_ key: String) throws(ProofFileFault) -> SignedCheckpoint {
        guard let text = members[key]?.text else { throw .field(key, found: members[key]?.shown) }
        do throws(CheckpointFault) { return try SignedCheckpoint(Array(text.utf8)) } catch {
            throw .checkpoint(key, error)
        }
    }

    /// A list of hashes.
    public static func hashes(_ json: JSON?, at place: String, limit: Int) throws(ProofFileFault) -> [Hash] {
        guard let items = json?.array else { throw .field(place, found: json?.shown) }
        guard items.count <= limit else { throw .tooMany(place, limit: limit) }
        var hashes: [Hash] = []
        for (index, item) in items.enumerated() {
            guard let hash = item.text.flatMap({ Base64.decode($0) }).flatMap({ Hash($0) }) else {
                throw .field("\(place)[\(index)]", found: item.shown)
            }
            hashes.append(hash)
        }
        return hashes
    }

    /// A signed checkpoint as a member.
    public static func note(_ checkpoint: SignedCheckpoint) -> JSON {
        .string(String(decoding: checkpoint.bytes, as: UTF8.self))
    }
}

/// Why a file with proofs can't be read, or shows nothing.
public enum ProofFileFault: Error, Hashable, Sendable {
    case notJSON(JSONFault)
    /// The file is another kind of file; nil where it says nothing.
    case format(expected: String, found: String?)
    /// A field is missing (nil), or holds what it can't hold.
    case field(String, found: String?)
    case unknownField(String)
    case tooMany(String, limit: Int)
    /// The whole would be longer than any reader takes.
    case tooLong(limit: Int)
    /// The checkpoint in this field.
    case checkpoint(String, CheckpointFault)
    /// The event line in this field.
    case line(String, LineFault)
    /// The proof in this field.
    case proof(String, ProofFault)
    /// The event in this field stands at another leaf than its own number says.
    case position(String, seq: Int64, index: Int64)
    /// The event in this field is none of the record's.
    case foreign(String, record: String)
}
