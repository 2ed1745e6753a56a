import Ledger

/// Reads the values of a scheme's or plan's file and collects every fault, each with its path.
struct SchemeFields {
    private(set) var faults: [SchemeFault] = []

    /// How deep lists and objects of a scheme or plan may stand in each other, and how long its canonical text may be, in
    /// bytes. It is recorded inside an event, and the event stands inside a receipt: both must be readable within
    /// `JSONReader`'s limits, whatever keys there are that nobody reads.
    static let depthLimit = 10
    static let lengthLimit = 1 << 19

    /// Whether it can be read again once it is recorded; notes the fault where not. O(length).
    mutating func fits(_ json: JSON) -> Bool {
        let depth = SchemeFields.depth(json)
        guard depth <= SchemeFields.depthLimit else {
            fault("", .integer(Int64(depth)), "lists and objects at most 10 deep")
            return false
        }
        let length = json.canonical.count
        guard length <= SchemeFields.lengthLimit else {
            fault("", .integer(Int64(length)), "at most 524288 bytes")
            return false
        }
        return true
    }

    private static func depth(_ json: JSON) -> Int {
        switch json {
        case .object(let members): 1 + (members.map { depth($0.value) }.max() ?? 0)
        case .array(let items): 1 + (items.map(depth).max() ?? 0)
        default: 0
        }
    }

    mutating func fault(_ path: String, _ found: JSON?, _ allowed: String) {
        faults.append(SchemeFault(path: path, found: found?.shown ?? "missing", allowed: allowed))
    }

    /// A text that is not empty.
    mutating func text(_ json: JSON?, _ path: String) -> String {
        guard let text = json?.text, !text.isEmpty else {
            fault(path, json, "a text")
            return ""
        }
        return text
    }

    /// A text that may be left out, but not be something else.
    mutating func optionalText(_ json: JSON?, _ path: String) -> String? {
        json == nil ? nil : text(json, path)
    }

    /// An id by the rule for event ids.
    mutating func identifier(_ json: JSON?, _ path: String) -> String {
        let id = text(json, path)
        if !id.isEmpty, !Admission.isIdentifier(id) { fault(path, json, "1–64 of A–Z, a–z, 0–9 and . _ : -") }
        return id
    }

    /// An id that is a key of another object. Keys keep to fewer characters than ids do (ledger.md §2): told here, where
    /// `scheme check` looks too, and not only when the file is to be recorded.
    mutating func key(_ json: JSON?, _ path: String) -> String {
        let id = text(json, path)
        let isKey =
            id.utf8.count <= 64
            && id.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F
            }
        if !isKey { fault(path, json, "1–64 of a–z, 0–9 and . _, for it is a key in targets") }
        return id
    }

    mutating func points(_ json: JSON?, _ path: String) -> Hundredths {
        if let text = json?.text, let value = try? Hundredths(text) { return value }
        fault(path, json, "a decimal text with at most 2 decimals, e.g. \"2.5\"")
        return Hundredths(0)
    }

    /// A decimal of up to six decimals; an integer may stand without quotation marks.
    mutating func rate(_ json: JSON?, _ path: String) -> Rate? {
        let spelling = json?.text ?? json?.integer.map { String($0) }
        if let spelling, let rate = try? Rate(spelling) { return rate }
        fault(path, json, "a decimal text with at most 6 decimals, e.g. \"0.085\"")
        return nil
    }

    mutating func date(_ json: JSON?, _ path: String) -> CivilDate? {
        guard let date = json?.text.flatMap({ CivilDate($0) }) else {
            fault(path, json, "a date YYYY-MM-DD")
            return nil
        }
        return date
    }

    mutating func unique(_ ids: [String], _ path: String) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id).inserted { fault(path, .string(id), "each id once") }
    }

    /// A list with at least one item.
    mutating func items(_ json: JSON?, _ path: String) -> [JSON] {
        guard let items = json?.array, !items.isEmpty else {
            fault(path, json, "a list")
            return []
        }
        return items
    }

    /// A list of texts that may be left out.
    mutating func texts(_ json: JSON?, _ path: String) -> [String] {
        guard let json else { return [] }
        guard let items = json.array else {
            fault(path, json, "a list")
            return []
        }
        return items.enumerated().map { text($0.element, "\(path)[\($0.offset)]") }
    }
}
