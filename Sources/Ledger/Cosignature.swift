/// A witness's word on a checkpoint: that at some time this was the newest state of the log that it had seen, and that
/// the log had only grown up to it (C2SP tlog-cosignature, `cosignature/v1`).
public struct Cosignature: Hashable, Sendable {
    public let witness: KeyName
    /// When the witness signed, in seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64

    public var instant: Instant {
        Instant(milliseconds: min(seconds, Instant.latest.milliseconds / 1000) * 1000)
    }

    /// What a witness signs: a line that keeps it apart from other signatures, the time, and the checkpoint's text.
    static func message(seconds: Int64, text: [UInt8]) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
    }
}

extension SignedCheckpoint {
    /// The checkpoint with a witness's cosignature under it.
    /// - Parameter seconds: the time, in seconds since 1970-01-01T00:00:00Z; not negative.
    /// - Throws: `WitnessFault.logsOwn` for the key that signed the checkpoint as the log's; `KeyFault`,
    ///   `NoteFault.tooManySignatures`, `.tooLong`.
    public func cosigned(by key: SigningKey, at seconds: Int64) throws -> SignedCheckpoint {
        precondition(seconds >= 0, "a cosignature's time is not negative")
        guard !isSignedAsLog(by: key.verifier(.cosignature)) else { throw WitnessFault.logsOwn(key.name) }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        let signature = try key.signature(over: Cosignature.message(seconds: seconds, text: note.text))
        let line = SignedNote.Signature(by: key.verifier(.cosignature), bytes: time + signature)
        return SignedCheckpoint(note: try note.adding(line), checkpoint: checkpoint)
    }
}

extension SignedNote {
    /// A witness's cosignature, the newest where it gave several.
    /// - Throws: `NoteFault.notSigned` where no line is the witness's, `.wrongSignature` where one of its lines is
    ///   false or its key is no witness's.
    public func cosignature(of key: VerifierKey) throws(NoteFault) -> Cosignature {
        let own = signatures(of: key)
        guard !own.isEmpty else { throw .notSigned(by: key.name) }
        var newest: Int64 = 0
        for signature in own {
            guard key.kind == .cosignature, signature.bytes.count == 72 else { throw .wrongSignature(by: key.name) }
            let time = signature.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard let seconds = Int64(exactly: time),
                key.isValid(signature.bytes.dropFirst(8), over: Cosignature.message(seconds: seconds, text: text))
            else { throw .wrongSignature(by: key.name) }
            newest = max(newest, seconds)
        }
        return Cosignature(witness: key.name, seconds: newest)
    }
}
