/// Witnesses that somebody trusts, and how many of them must have signed: k of n.
public struct Witnesses: Sendable {
    /// Which of the witnesses signed a checkpoint.
    public struct Standing: Sendable {
        public internal(set) var signed: [Cosignature] = []
        public internal(set) var missing: [KeyName] = []
        /// Witnesses under whose name a false signature stands.
        public internal(set) var wrong: [KeyName] = []
        public let required: Int

        /// Enough have signed, and no signature is false.
        public var holds: Bool { signed.count >= required && wrong.isEmpty }
    }

    public let keys: [VerifierKey]
    public let required: Int

    /// - Parameter required: how many must have signed; all where nothing is said.
    /// - Throws: `WitnessFault`.
    public init(_ keys: [VerifierKey], required: Int? = nil) throws(WitnessFault) {
        for key in keys where key.kind != .cosignature { throw .notAWitness(key.name) }
        // One witness under two names would count twice.
        var seen: Set<[UInt8]> = []
        for key in keys where !seen.insert(key.publicKey).inserted { throw .twice(key.name) }
        let required = required ?? keys.count
        guard (0...keys.count).contains(required) else { throw .tooMany(required, of: keys.count) }
        self.keys = keys
        self.required = required
    }

    /// Refuses witnesses whose key is the log's own: it would say the same thing twice.
    /// - Parameter log: the log's public key, where it is known; where it is not, the checkpoint's own signature tells.
    /// - Throws: `WitnessFault.logsOwn`.
    public func check(on checkpoint: SignedCheckpoint, log: VerifierKey?) throws(WitnessFault) {
        for key in keys where key.publicKey == log?.publicKey || checkpoint.isSignedAsLog(by: key) {
            throw .logsOwn(key.name)
        }
    }

    /// Who signed. O(keys · signatures).
    public func standing(on note: SignedNote) -> Standing {
        var standing = Standing(required: required)
        for key in keys {
            do throws(NoteFault) {
                standing.signed.append(try note.cosignature(of: key))
            } catch {
                if case .notSigned = error {
                    standing.missing.append(key.name)
                } else {
                    standing.wrong.append(key.name)
                }
            }
        }
        return standing
    }
}

/// Why a set of witnesses can't be asked for.
public enum WitnessFault: Error, Hashable, Sendable {
    /// The key signs notes, not cosignatures: type 0x01 instead of 0x04.
    case notAWitness(KeyName)
    /// The same public key is named twice.
    case twice(KeyName)
    /// The key is the one that the log itself signs with.
    case logsOwn(KeyName)
    case tooMany(Int, of: Int)
}
