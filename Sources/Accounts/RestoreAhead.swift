import Ledger
import Records

extension Office {
    /// Builds a ledger's file from exported lines: same bytes, so the same root (ledger.md §4). All or nothing: until it is
    /// whole and durable the file has another name.
    ///
    /// The lines are checked and folded in memory on one core and written on the other. Where that finds anything to
    /// refuse, `restore`, the plain form, which decides line by line over the tables, has the word.
    /// - Parameters:
    ///   - lines: gives, each time it is called, a reader of the lines from the first on.
    ///   - expecting, progress: as for `restore`.
    /// - Throws: as `restore`; `LedgerError.alreadyExists`.
    /// - Complexity: O(lines); a few bytes of memory a line.
    public static func restore(
        path: String, expecting root: Hash? = nil, clock: @escaping () -> Instant,
        newID: @escaping (Instant) -> String, progress: @escaping (Int64) -> Void = { _ in },
        lines: () throws -> () throws -> LineChunk?
    ) throws -> LogHead {
        func build(_ fill: (Office) throws -> LogHead) throws -> LogHead {
            try SQLiteEventLog.build(path: path, schemas: Books.schemas) { log in
                try fill(Office(log: log, clock: clock, newID: newID))
            }
        }
        do {
            let chunks = try lines()
            return try build { try $0.restoreAhead(expecting: root, progress: progress, chunks) }
        } catch let refused as RestoreRefused {
            if case .otherRoot = refused.reason { throw refused }
        } catch LedgerError.damaged, LedgerError.inputOutput {
            // A row that its table does not take is one of these.
        }
        let chunks = try lines()
        return try build { try $0.restore(expecting: root, progress: progress, chunks) }
    }

    private func restoreAhead(
        expecting root: Hash?, progress: @escaping (Int64) -> Void, _ chunks: @escaping () throws -> LineChunk?
    ) throws -> LogHead {
        defer { forgetBooks() }
        return try write { writer, books in
            let gate = Gate()
            let folder = RestoreFolder(try RestoreSource(writer.connection, books.records, gate))
            // Only ever used by the one transform that is under way; the connection behind it, through the gate.
            nonisolated(unsafe) let folding = folder
            let folded = Ahead(chunks, decode: { chunk in Result { try folding.fold(chunk) } })
            while let chunk = try folded.next()?.get() {
                try books.write(chunk, to: writer, gate)
                progress(writer.size)
            }
            try Office.checkEarly(folder.early, books)
            return try Office.checkRoot(writer.newHead(), root)
        }
    }
}
