/// Proofs out of the stored tree. Each costs O(log size): the events are not read again.
extension LogReader {
    /// A proof that an event is in the log of `size` events.
    /// - Throws: `LedgerError.noSuchSize` where the log has no such size, or that size no such event;
    ///   `LedgerError.damaged`.
    public func inclusionProof(of seq: Int64, size: Int64) throws -> InclusionProof {
        guard size >= 0, size <= self.size else { throw LedgerError.noSuchSize(size, size: self.size) }
        guard seq >= 1, seq <= size else { throw LedgerError.noSuchSize(seq, size: size) }
        return try InclusionProof(index: seq - 1, size: size, subtree: node)
    }

    /// A proof that the log of `to` events is that of `from` events with events added.
    /// - Throws: `LedgerError.noSuchSize`, `.damaged`.
    public func consistencyProof(from: Int64, to: Int64) throws -> ConsistencyProof {
        guard to >= 0, to <= size else { throw LedgerError.noSuchSize(to, size: size) }
        guard from >= 0, from <= to else { throw LedgerError.noSuchSize(from, size: to) }
        return try ConsistencyProof(from: from, to: to, subtree: node)
    }

    /// The state of the log to sign.
    /// - Throws: `LedgerError.otherTree` where tree and events differ in number: a log whose newest events were cut off
    ///   must not be signed, for the signature would contradict an earlier one. `LedgerError.damaged`, `.noSuchSize`.
    public func headToSign(known: Known = .everything) throws -> LogHead {
        try requireLeafForEachEvent()
        return try head(known: known)
    }

    private func node(height: Int, index: Int64) throws -> Hash {
        try TreeTiles.node(height: height, index: index, tile: tile)
    }
}
