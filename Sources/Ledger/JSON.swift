/// A JSON value as the ledger sees it. Objects keep their members in order of key, each key once.
///
/// Events hold strings, integers, booleans, arrays and objects only (ledger.md §2); `null` and fractions can be read,
/// so that a refusal can name the field that holds them, but never recorded.
public enum JSON: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// A number that is no integer below 2^53 in size, in the spelling in which it was found.
    case fraction(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One member of an object.
    public struct Member: Hashable, Sendable {
        public let key: String
        public let value: JSON
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// An object from members in any order. Keys must differ.
    public static func members(_ members: [Member]) -> JSON {
        .object(members.sorted { keyPrecedes($0.key, $1.key) })
    }

    /// Whether `a` stands before `b` in RFC 8785's order, by UTF-16 code units. That is the order of the UTF-8 bytes
    /// but for one case: a character beyond U+FFFF (first byte F0 or more) stands before U+E000–U+FFFF (EE, EF).
    public static func keyPrecedes(_ a: String, _ b: String) -> Bool {
        var left = a.utf8.makeIterator()
        var right = b.utf8.makeIterator()
        while true {
            guard let y = right.next() else { return false }
            guard let x = left.next() else { return true }
            if x != y {
                if x >= 0xF0, y == 0xEE || y == 0xEF { return true }
                if y >= 0xF0, x == 0xEE || x == 0xEF { return false }
                return x < y
            }
        }
    }

    /// The member with this key; nil where this is no object or has no such member.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }
    public var array: [JSON]? {
        guard case .array(let items) = self else { return nil }
        return items
    }
    public var object: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The value as it stands in a message: text in quotes, anything else as canonical JSON, cut at 80 characters.
    public var shown: String {
        let whole = String(decoding: canonical, as: UTF8.self)
        return whole.count > 80 ? whole.prefix(79) + "…" : whole
    }
}
