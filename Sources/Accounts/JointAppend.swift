import Ledger
import Records

/// A batch that waits to be recorded, as `Office.append` takes it, prepared and in memory.
struct WaitingBatch: Sendable {
    let submissions: [Result<PreparedSubmission, Refusals>]
    let actor: String
    let expected: Int64?
    let changed: Changed
}

extension Office {
    /// Records batches from the front in one transaction: one wait for the disk for all of them.
    ///
    /// Each batch is decided with what the ones ahead of it recorded, so that the outcome is that of one after the other.
    /// A batch that is refused before it has written anything leaves nothing to undo. Where one is refused after that, the
    /// whole transaction is undone, the batches ahead of it are recorded again by themselves, and that one and those
    /// behind it are left to the next call: nothing is undone more than once for one bad batch, and what a refusal says of
    /// the ledger is what the ledger then holds.
    /// - Returns: what became of the batches taken, in order, at least one. Nothing of a batch that has an error is in the
    ///   ledger, all of the others is, durably.
    func append(together batches: ArraySlice<WaitingBatch>) -> [Result<Receipt, any Error>] {
        guard let first = batches.first else { return [] }
        var rest = batches.dropFirst()
        return append(together: first) { rest.popFirst() }
    }

    /// Records a batch, and those that follow it, in one transaction: as of `append(together:)`, for batches that are still
    /// coming in.
    /// - Parameter next: asked for the next one when those before it are decided; nil ends the transaction.
    /// - Returns: what became of the first ones, at least one. One more may have been asked for, which is left to the next call.
    func append(together first: WaitingBatch, then next: () -> WaitingBatch?) -> [Result<Receipt, any Error>] {
        var taken: [WaitingBatch] = []
        var answers: [Result<Receipt, any Error>] = []
        var isCut = false
        do {
            try write { writer, books in
                var following: WaitingBatch? = first
                while let batch = following {
                    taken.append(batch)
                    let size = writer.size
                    do { answers.append(.success(try take(batch, writer, books))) } catch {
                        guard writer.size == size, Office.isRefusal(error) else {
                            isCut = true
                            throw error
                        }
                        answers.append(.failure(error))
                    }
                    following = next()
                }
            }
            return answers
        } catch {
            guard isCut else {
                // Where the transaction did not even begin, the ones in line have waited as long.
                if taken.isEmpty { taken.append(first) }
                while let batch = next() { taken.append(batch) }
                return taken.map { _ in .failure(error) }
            }
            return answers.isEmpty ? [.failure(error)] : append(together: taken.prefix(answers.count))
        }
    }

    private func take(_ batch: WaitingBatch, _ writer: LogWriter, _ books: Books) throws -> Receipt {
        try requireSize(batch.expected, writer)
        return try take(batch.submissions, actor: batch.actor, changed: batch.changed, writer, books)
    }

    /// Whether an error speaks of the batch alone, not of the ledger.
    private static func isRefusal(_ error: any Error) -> Bool {
        switch error {
        case is BatchRefused, LedgerError.otherSize, LedgerError.batchTooLarge: true
        default: false
        }
    }
}
