import Crypto

/// A private key that signs checkpoints, or cosigns them for a witness.
///
/// Its text is that of Go's note package, `PRIVATE+KEY+name+hash+base64(0x01 ‖ seed)`, so that other tools of the field
/// can use the same file. It shows itself by its name only: a private key must not get into a log by accident.
public struct SigningKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public let name: KeyName
    /// The Ed25519 seed, 32 bytes (RFC 8032 §5.1.5).
    private let seed: [UInt8]
    private let publicKey: [UInt8]

    /// - Parameter seed: 32 secret random bytes.
    /// - Throws: `KeyFault.bytes` for any other number of bytes.
    public init(name: KeyName, seed: [UInt8]) throws(KeyFault) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .bytes }
        self.name = name
        self.seed = seed
        publicKey = Array(key.publicKey.rawRepresentation)
    }

    /// A new key.
    /// - Parameter random: where its secret comes from; must be fit for secrets, as the system's generator is.
    /// - Throws: `KeyFault.bytes` never in practice: any 32 bytes are a seed.
    public static func make(
        name: KeyName, using random: inout some RandomNumberGenerator
    ) throws(KeyFault) -> SigningKey {
        var seed: [UInt8] = []
        for _ in 0..<32 { seed.append(UInt8.random(in: .min ... .max, using: &random)) }
        return try SigningKey(name: name, seed: seed)
    }

    /// Reads a key's private text, white space around it aside.
    /// - Throws: `KeyFault`.
    public init(privateText text: String) throws(KeyFault) {
        let parts = try KeyText(text)
        guard parts.isPrivate else { throw .form }
        guard parts.type == VerifierKey.Kind.note.rawValue else { throw .type(parts.type) }
        try self.init(name: parts.name, seed: parts.key)
        try parts.check(verifier(.note).hash)
    }

    /// The private text, to be kept where only its owner reads it.
    public var privateText: String {
        KeyText.privateMark
            + KeyText.write(name: name, hash: verifier(.note).hash, type: VerifierKey.Kind.note.rawValue, key: seed)
    }

    /// The public key for one kind of signature: the ledger's own, or a witness's.
    public func verifier(_ kind: VerifierKey.Kind) -> VerifierKey {
        VerifierKey(name: name, kind: kind, trusted: publicKey)
    }

    /// The same key under another name.
    public func renamed(_ name: KeyName) throws(KeyFault) -> SigningKey { try SigningKey(name: name, seed: seed) }

    /// An Ed25519 signature, 64 bytes. RFC 8032 makes it a function of key and message, and BoringSSL (Linux) does so;
    /// CryptoKit (macOS) mixes in randomness. Both verify alike, and nothing here may depend on which it is.
    func signature(over message: [UInt8]) throws(KeyFault) -> [UInt8] {
        do {
            return Array(try Curve25519.Signing.PrivateKey(rawRepresentation: seed).signature(for: message))
        } catch {
            throw .signing
        }
    }

    public var description: String { "signing key \(name.text)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["name": name.text]) }
}
