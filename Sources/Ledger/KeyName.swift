/// The name of a key in a signed note: what tells whose signature a line is (C2SP signed-note).
///
/// Names are equal where their bytes are: two spellings of one accented letter are two names, since the key's hash is
/// over the bytes. Swift's own comparison of texts would take them for one.
public struct KeyName: Hashable, Sendable, CustomStringConvertible {
    /// The longest name that this ledger takes, in bytes.
    public static let lengthLimit = 255

    public let text: String

    /// - Throws: `KeyFault.name` for an empty or over-long name and for one with a space, a plus sign or a control
    ///   character.
    public init(_ text: String) throws(KeyFault) {
        guard !text.isEmpty, text.utf8.count <= KeyName.lengthLimit,
            text.unicodeScalars.allSatisfy({
                $0 != "+" && !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            })
        else { throw .name(text) }
        self.text = text
    }

    public var description: String { text }

    public static func == (a: KeyName, b: KeyName) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
    public func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
}

/// Why a text is no key, or a key can't be used.
public enum KeyFault: Error, Hashable, Sendable {
    /// No name for a key: empty, longer than `KeyName.lengthLimit`, or with a space, `+` or control character.
    case name(String)
    /// Not of the form `name+hash+base64`. The text itself is not repeated: it may be a private key.
    case form
    /// A private key stands where a public one is asked for. It must not be handed on.
    case privateKey
    /// A type of key that this program does not know.
    case type(UInt8)
    /// The hash written in the key is not that of its name and bytes: a slip in copying.
    case hash(found: String, expected: String)
    /// The bytes are no Ed25519 key.
    case bytes
    /// Signing failed below us.
    case signing
}
