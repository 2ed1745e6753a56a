import Ledger
import Records

extension Office {
    /// Makes a ledger's file at once: without a journal, since what is not whole is thrown away, and durable when this
    /// returns.
    /// - Parameters:
    ///   - path: a name that no ledger has; the caller gives the file its own name afterwards.
    ///   - opened: told of the log before it is filled.
    /// - Throws: what `fill` throws; `LedgerError`. The caller removes the file then.
    public static func making<Result>(
        path: String, clock: @escaping () -> Instant, newID: @escaping (Instant) -> String,
        opened: (SQLiteEventLog) -> Void = { _ in }, _ fill: (Office) throws -> Result
    ) throws -> Result {
        let log = try SQLiteEventLog.draft(path: path, schemas: Books.schemas)
        opened(log)
        let result = try fill(Office(log: log, clock: clock, newID: newID))
        try log.seal()
        try log.draftSync?.finish()
        return result
    }

    /// Fills an empty ledger from exported lines, as `restore` does: same bytes, so the same root (ledger.md §4).
    ///
    /// The lines are checked and folded in memory on one core and written on the other. What this finds to refuse may not
    /// be the first thing: see `isForPlainRestore`.
    /// - Parameters: as for `restore`.
    /// - Throws: as `restore`.
    /// - Complexity: O(lines); memory for enterprises and accounts, and a few bytes of each line in a temporary file.
    public func restoreAhead(
        expecting root: Hash? = nil, progress: @escaping (Int64) throws -> Void = { _ in },
        _ chunks: @escaping () throws -> LineChunk?
    ) throws -> LogHead {
        defer { forgetBooks() }
        let head = try write { writer, books in
            guard writer.size == 0 else { throw LedgerError.alreadyExists(path: log.path) }
            let gate = Gate()
            let folder = RestoreFolder(try RestoreSource(writer.connection, books.records, gate))
            // Only ever used by the one transform that is under way; the connection behind it, through the gate.
            nonisolated(unsafe) let folding = folder
            let folded = Ahead(
                chunks, depth: RestoreSource.depth, decode: { chunk in Result { try folding.fold(chunk) } })
            // Nobody asks the store any more when this transaction is undone.
            defer { folded.stop() }
            while let chunk = try folded.next()?.get() {
                let before = writer.size
                try books.write(chunk, to: writer, gate)
                if before / Office.syncStep != writer.size / Office.syncStep { log.draftSync?.begin() }
                try progress(writer.size)
            }
            try Office.checkEarly(folder.early, books)
            return try Office.checkRoot(writer.newHead(), root)
        }
        try log.seal()
        return head
    }

    /// After so many events, some 80 MB, the disk is given what was written.
    private static let syncStep: Int64 = 131_072

    /// Whether a restore ahead that failed is to be done again by `restore`, the plain form, which decides line by line over
    /// the tables and so names what is first to be refused.
    public static func isForPlainRestore(_ error: any Error) -> Bool {
        switch error {
        case let refused as RestoreRefused:
            if case .otherRoot = refused.reason { return false }
            return true
        // A row that its table does not take is one of these.
        case LedgerError.damaged, LedgerError.inputOutput: return true
        default: return false
        }
    }
}
