/// A state of the log in three lines: whose log, how many events, and the root of their tree (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    /// The log's name: unique to it, and the name of the key that it signs with.
    public let origin: String
    /// The number of events.
    public let size: Int64
    /// The root of the tree at that size.
    public let root: Hash
    /// Further lines that other logs may have; this one writes none.
    public let extensions: [String]

    public init(origin: KeyName, size: Int64, root: Hash) {
        self.origin = origin.text
        self.size = size
        self.root = root
        extensions = []
    }

    /// Reads a checkpoint from the text of its note.
    /// - Throws: `CheckpointFault` but for `.note`.
    public init(text: [UInt8]) throws(CheckpointFault) {
        let lines = String(decoding: text, as: UTF8.self).utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 4, lines.last == "" else { throw .lines(max(0, lines.count - 1)) }
        guard !lines[0].isEmpty else { throw .origin }
        let digits = lines[1].utf8
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            digits.first != 0x30 || digits.count == 1, let size = Int64(lines[1])
        else { throw .size(lines[1]) }
        guard let root = Base64.decode(lines[2]).flatMap({ Hash($0) }) else { throw .root(lines[2]) }
        guard size > 0 || root == MerkleTree.emptyRoot else { throw .root(lines[2]) }
        extensions = Array(lines[3..<(lines.count - 1)])
        guard !extensions.contains("") else { throw .emptyLine }
        origin = lines[0]
        self.size = size
        self.root = root
    }

    /// The text of its note. O(length).
    public var text: String { ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined() }

    /// Whether both say they are of the same log, byte for byte.
    public func hasOrigin(of other: Checkpoint) -> Bool { origin.utf8.elementsEqual(other.origin.utf8) }
}

/// A checkpoint with the signatures under it.
public struct SignedCheckpoint: Hashable, Sendable {
    public let note: SignedNote
    public let checkpoint: Checkpoint

    init(note: SignedNote, checkpoint: Checkpoint) {
        self.note = note
        self.checkpoint = checkpoint
    }

    /// Reads a signed checkpoint; its signatures are not checked by that.
    /// - Throws: `CheckpointFault`.
    public init(_ bytes: some Collection<UInt8>) throws(CheckpointFault) {
        do throws(NoteFault) { note = try SignedNote(bytes) } catch { throw .note(error) }
        checkpoint = try Checkpoint(text: note.text)
    }

    /// Signs a state of the log; the log goes by the key's name.
    /// - Throws: `KeyFault`.
    public init(size: Int64, root: Hash, signedBy key: SigningKey) throws {
        checkpoint = Checkpoint(origin: key.name, size: size, root: root)
        note = try SignedNote(text: checkpoint.text, signedBy: key)
    }

    /// Whether the log's own signature is by this public key, whatever its name and kind are here. One true line is enough:
    /// false ones beside it must not hide it.
    public func isSignedAsLog(by key: VerifierKey) -> Bool {
        guard let name = try? KeyName(checkpoint.origin) else { return false }
        let own = VerifierKey(name: name, kind: .note, trusted: key.publicKey)
        return note.signatures(of: own).contains { own.isValid($0.bytes, over: note.text) }
    }

    /// The note as it is written.
    public var bytes: [UInt8] { note.bytes }

    /// Checks that the log with this key signed it.
    /// - Throws: `CheckpointFault.otherOrigin` where the key is another log's: a true signature of the wrong log must
    ///   not pass for one of this log; `.note` where the signature is missing or false.
    public func verify(by key: VerifierKey) throws(CheckpointFault) {
        guard checkpoint.origin.utf8.elementsEqual(key.name.text.utf8) else {
            throw .otherOrigin(expected: key.name.text, found: checkpoint.origin)
        }
        do throws(NoteFault) { try note.verify(by: key) } catch { throw .note(error) }
    }
}

/// Why a note is no checkpoint, or not the one asked for.
public enum CheckpointFault: Error, Hashable, Sendable {
    case note(NoteFault)
    /// The text has fewer than three lines.
    case lines(Int)
    /// The first line is empty.
    case origin
    /// The second line is no size in plain decimal.
    case size(String)
    /// The third line is no root: 32 bytes in base64; for an empty log SHA-256 of nothing.
    case root(String)
    /// An extension line is empty.
    case emptyLine
    case otherOrigin(expected: String, found: String)
}
