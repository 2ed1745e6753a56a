/// A text with signatures under it (C2SP signed-note): the text, an empty line, then one line a signature,
/// `— name base64(key hash ‖ signature)`.
///
/// Reading a note checks its form only; `verify` checks signatures. Lines of keys that nobody asks about are kept as
/// they are: they may be another tool's, or a witness's.
public struct SignedNote: Hashable, Sendable {
    /// The longest note read, in bytes. A checkpoint with a hundred cosignatures takes about 20 kB.
    public static let lengthLimit = 1 << 16
    /// The most signatures read; the standard asks for 16 at least.
    public static let signatureLimit = 100

    /// One signature line.
    public struct Signature: Hashable, Sendable {
        public let name: KeyName
        /// `VerifierKey.hash` of the key that is said to have signed.
        public let keyHash: UInt32
        /// What follows the key's hash; for Ed25519 64 bytes, for a cosignature 8 more ahead of them.
        public let bytes: [UInt8]

        init(by key: VerifierKey, bytes: [UInt8]) {
            name = key.name
            keyHash = key.hash
            self.bytes = bytes
        }

        init(line: Substring.UTF8View, number: Int) throws(NoteFault) {
            let mark = Array("— ".utf8)
            guard line.starts(with: mark) else { throw .signatureLine(number) }
            let parts = line.dropFirst(mark.count).split(
                separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = try? KeyName(String(Substring(parts[0]))),
                let blob = Base64.decode(String(Substring(parts[1]))), blob.count > 4
            else { throw .signatureLine(number) }
            self.name = name
            keyHash = blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
            bytes = Array(blob.dropFirst(4))
        }

        var line: String {
            let hash = (0..<4).map { UInt8(truncatingIfNeeded: keyHash >> (24 - 8 * $0)) }
            return "— \(name.text) \(Base64.encode(hash + bytes))\n"
        }
    }

    /// What is signed: UTF-8, its last line's line feed included.
    public let text: [UInt8]
    public private(set) var signatures: [Signature]

    init(text: [UInt8], signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Signs a text.
    /// - Throws: `NoteFault` where the text can't stand in a note; `KeyFault`.
    public init(text: String, signedBy key: SigningKey) throws {
        let text = Array(text.utf8)
        try SignedNote.checkCharacters(text)
        guard text.last == 0x0A else { throw NoteFault.noLineFeed }
        self.init(
            text: text,
            signatures: [Signature(by: key.verifier(.note), bytes: try key.signature(over: text))])
    }

    /// Reads a note.
    /// - Throws: `NoteFault`.
    /// - Complexity: O(length), and no more than `lengthLimit`.
    public init(_ bytes: some Collection<UInt8>) throws(NoteFault) {
        guard bytes.count <= SignedNote.lengthLimit else { throw .tooLong(limit: SignedNote.lengthLimit) }
        let bytes = Array(bytes)
        guard let whole = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        try SignedNote.checkCharacters(bytes)
        guard bytes.last == 0x0A else { throw .noLineFeed }
        // The last empty line parts text and signatures: a text may have empty lines of its own.
        var split = bytes.count - 1
        while split > 0, bytes[split] != 0x0A || bytes[split - 1] != 0x0A { split -= 1 }
        guard split > 0, split + 1 < bytes.count else { throw .noSignatures }
        text = Array(bytes[..<split])
        signatures = []
        let lines = whole.utf8.dropFirst(split + 1).dropLast().split(
            separator: 0x0A, maxSplits: SignedNote.signatureLimit, omittingEmptySubsequences: false)
        guard lines.count <= SignedNote.signatureLimit else {
            throw .tooManySignatures(limit: SignedNote.signatureLimit)
        }
        for (index, line) in lines.enumerated() {
            signatures.append(try Signature(line: line, number: index + 1))
        }
    }

    /// The note as it is written. O(length).
    public var bytes: [UInt8] { text + [0x0A] + signatures.flatMap { Array($0.line.utf8) } }

    /// The note with one more signature; the same note where it has that signature already.
    /// - Throws: `NoteFault.tooManySignatures`, `.tooLong`: what nobody could read again is not written.
    func adding(_ signature: Signature) throws(NoteFault) -> SignedNote {
        guard !signatures.contains(signature) else { return self }
        guard signatures.count < SignedNote.signatureLimit else {
            throw .tooManySignatures(limit: SignedNote.signatureLimit)
        }
        let note = SignedNote(text: text, signatures: signatures + [signature])
        guard note.bytes.count <= SignedNote.lengthLimit else { throw .tooLong(limit: SignedNote.lengthLimit) }
        return note
    }

    /// The signatures that say they are of `key`.
    func signatures(of key: VerifierKey) -> [Signature] {
        let hash = key.hash
        return signatures.filter { $0.keyHash == hash && $0.name == key.name }
    }

    /// Checks that `key` signed the text. Lines of other keys are passed over.
    /// - Throws: `NoteFault.notSigned` where no line is the key's, `.wrongSignature` where one of its lines is false.
    public func verify(by key: VerifierKey) throws(NoteFault) {
        guard key.kind == .note else {
            _ = try cosignature(of: key)
            return
        }
        let own = signatures(of: key)
        guard !own.isEmpty else { throw .notSigned(by: key.name) }
        guard own.allSatisfy({ key.isValid($0.bytes, over: text) }) else { throw .wrongSignature(by: key.name) }
    }

    /// No control character but the line feed may stand in a note.
    private static func checkCharacters(_ bytes: [UInt8]) throws(NoteFault) {
        if let index = bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x0A }) { throw .control(byte: index + 1) }
    }
}

/// Why bytes are no signed note, or a note is not signed as it should be.
public enum NoteFault: Error, Hashable, Sendable {
    case tooLong(limit: Int)
    case notUTF8
    /// A control character other than a line feed, at this byte, counted from 1.
    case control(byte: Int)
    /// The last line does not end.
    case noLineFeed
    /// There is no empty line with signatures behind it.
    case noSignatures
    case tooManySignatures(limit: Int)
    /// A signature line, counted from 1, is not `— name base64`.
    case signatureLine(Int)
    case notSigned(by: KeyName)
    /// A line bears the key's name and hash, but the signature is not the key's over this text.
    case wrongSignature(by: KeyName)
}
