import Crypto

/// A public key that checks signatures of notes: name, type and Ed25519 key (C2SP signed-note, "verifier keys").
///
/// Its text, `name+hash+base64`, is what Go's note package and other tools of the field call a *vkey*. Whoever is to
/// trust a checkpoint must have got it by a way of their own, not with the checkpoint.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// What a key's signatures say (C2SP signed-note, "signature types").
    public enum Kind: UInt8, Sendable {
        /// Ed25519 over the note's text.
        case note = 0x01
        /// A witness's cosignature with its time (C2SP tlog-cosignature, `cosignature/v1`).
        case cosignature = 0x04
    }

    public let name: KeyName
    public let kind: Kind
    /// The Ed25519 public key, 32 bytes (RFC 8032 §5.1.5).
    public let publicKey: [UInt8]

    /// - Throws: `KeyFault.bytes` where the key has not 32 bytes.
    public init(name: KeyName, kind: Kind, publicKey: [UInt8]) throws(KeyFault) {
        guard publicKey.count == 32 else { throw .bytes }
        self.init(name: name, kind: kind, trusted: publicKey)
    }

    init(name: KeyName, kind: Kind, trusted publicKey: [UInt8]) {
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
    }

    /// Reads `name+hash+base64`, white space around it aside.
    /// - Throws: `KeyFault`.
    public init(_ text: String) throws(KeyFault) {
        let parts = try KeyText(text)
        guard !parts.isPrivate else { throw .privateKey }
        guard let kind = Kind(rawValue: parts.type) else { throw .type(parts.type) }
        try self.init(name: parts.name, kind: kind, publicKey: parts.key)
        try parts.check(hash)
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key): the number that stands in a signature's line.
    public var hash: UInt32 {
        let whole = Hash.sha256(Array(name.text.utf8) + [0x0A, kind.rawValue] + publicKey)
        return whole.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The key's text. O(length).
    public var description: String { KeyText.write(name: name, hash: hash, type: kind.rawValue, key: publicKey) }

    /// Whether `signature` is this key's over `message`. A key that is no point of the curve verifies nothing.
    func isValid(_ signature: some Collection<UInt8>, over message: [UInt8]) -> Bool {
        guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(Array(signature), for: message)
    }
}

/// The common form of a key's text, public or private.
struct KeyText {
    static let privateMark = "PRIVATE+KEY+"
    /// A key's text takes about 80 bytes and its name.
    static let lengthLimit = 1024

    let isPrivate: Bool
    let name: KeyName
    let hash: String
    let type: UInt8
    let key: [UInt8]

    init(_ text: String) throws(KeyFault) {
        guard text.utf8.count <= KeyText.lengthLimit else { throw .form }
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        isPrivate = rest.hasPrefix(KeyText.privateMark)
        if isPrivate { rest = rest.dropFirst(KeyText.privateMark.count) }
        // The base64 part may hold plus signs, so that only the first two part the text.
        let parts = rest.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].utf8.count == 8, let bytes = Base64.decode(String(parts[2])),
            let type = bytes.first
        else { throw .form }
        name = try KeyName(String(parts[0]))
        hash = String(parts[1])
        self.type = type
        key = Array(bytes.dropFirst())
    }

    func check(_ expected: UInt32) throws(KeyFault) {
        guard hash == KeyText.hex(expected) else { throw .hash(found: hash, expected: KeyText.hex(expected)) }
    }

    static func write(name: KeyName, hash: UInt32, type: UInt8, key: [UInt8]) -> String {
        "\(name.text)+\(hex(hash))+\(Base64.encode([type] + key))"
    }

    static func hex(_ hash: UInt32) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
