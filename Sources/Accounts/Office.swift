import Ledger
import Records

/// What became of one submission of a batch.
public enum Outcome: Sendable {
    case recorded(seq: Int64, id: String)
    case alreadyRecorded(seq: Int64, id: String)
}

/// A batch that landed, or that brought nothing new.
public struct Receipt: Sendable {
    public let outcomes: Outcomes
    /// The corrections that the batch made of changed facts, in order.
    public let amendments: [Amendment]
    public let head: LogHead

    init(outcomes: Outcomes, amendments: [Amendment] = [], head: LogHead) {
        self.outcomes = outcomes
        self.amendments = amendments
        self.head = head
    }
}

/// A submission that says something else than the record that holds its natural key: the correction that it makes, or
/// would make.
public struct Amendment: Sendable {
    /// The submission's place in the batch, counted from 1.
    public let row: Int
    /// The record as it was.
    public let before: Record
    public let effective: CivilDate
    public let data: JSON
}

/// What becomes of a submission whose natural key is held by a record with other content.
public enum Changed: Sendable {
    /// It is a fault, a conflict.
    case refused
    /// It refuses the batch, which then tells the corrections that would be needed.
    case proposed
    /// It corrects the record.
    case corrected(reason: String)
}

/// The one door to a ledger: takes submissions in, and gives books to answer from.
///
/// Time and identifiers come from outside, so that the same submissions at the same times make the same bytes.
public final class Office {
    /// The most submissions that one batch may bring. It is watched while they are read: one more, and nothing further is
    /// asked for.
    public static let batchLimit = Batch.limit

    public let log: SQLiteEventLog
    let clock: () -> Instant
    let newID: (Instant) -> String
    /// What a closing must state besides what admission knows: the rule of a room above, where tables are made. It gives
    /// what is wrong with a closing's `data`, which is nothing else than what is recorded says; nil for nothing.
    public var closingRule: ClosingRule?
    public typealias ClosingRule = (LogReader, Books, _ closing: JSON) throws -> Refusal?

    /// The books as the last transaction left them, good as long as the log has not grown since by another hand.
    private var books: Books?

    public init(log: SQLiteEventLog, clock: @escaping () -> Instant, newID: @escaping (Instant) -> String) {
        self.log = log
        self.clock = clock
        self.newID = newID
    }

    private func books(_ reader: LogReader) throws -> Books {
        if let books, books.size == reader.size { return books }
        let opened = try Books(reader)
        books = opened
        return opened
    }

    /// Opens the books anew at the next access: for who wrote past them.
    func forgetBooks() { books = nil }

    /// Reads within one snapshot of the ledger.
    public func read<Result>(_ body: (LogReader, Books) throws -> Result) throws -> Result {
        try log.read { try body($0, books($0)) }
    }

    /// Writes in one transaction, durable when this returns.
    /// - Parameter rehearse: undo everything at the end.
    func write<Result>(rehearse: Bool = false, _ body: (LogWriter, Books) throws -> Result) throws -> Result {
        func run(_ writer: LogWriter) throws -> Result {
            let books = try books(writer)
            let result = try body(writer, books)
            try books.finish()
            return result
        }
        do {
            let result = rehearse ? try log.rehearse(run) : try log.write(run)
            if rehearse { books = nil }
            return result
        } catch {
            // What the books hold in memory may be of the transaction that was undone.
            books = nil
            throw error
        }
    }

    /// Records a batch: whole or not at all, durable when this returns.
    /// - Parameters:
    ///   - submissions: each one read, or the faults that reading it found.
    ///   - actor: who submits where a submission does not say.
    ///   - expected: the number of events that the caller has seen; refused where it is another by now.
    ///   - rehearse: decide everything, record nothing.
    ///   - changed: what becomes of facts that are recorded with other content.
    /// - Throws: `BatchRefused`, `LedgerError`, among them `.otherSize`, and `.batchTooLarge` beyond `batchLimit`.
    /// - Complexity: O(batch · log(ledger)).
    public func append(
        _ submissions: some Sequence<Result<Submission, Refusals>>, actor: String, expecting expected: Int64? = nil,
        rehearse: Bool = false, changed: Changed = .refused
    ) throws -> Receipt {
        try append(
            prepared: prepared(submissions, actor: actor), actor: actor, expecting: expected, rehearse: rehearse,
            changed: changed)
    }

    /// Records a batch whose submissions were prepared ahead: see `append`.
    public func append(
        prepared submissions: some Sequence<Result<PreparedSubmission, Refusals>>, actor: String,
        expecting expected: Int64? = nil, rehearse: Bool = false, changed: Changed = .refused
    ) throws -> Receipt {
        try write(rehearse: rehearse) { writer, books in
            try requireSize(expected, writer)
            return try take(submissions, actor: actor, changed: changed, writer, books)
        }
    }

    /// Records what is decided by looking at the ledger, in the transaction that records it: between the look and the
    /// recording nobody else records anything.
    /// - Throws: as `append`, and what `decide` throws; nothing is recorded then.
    public func append(
        actor: String, deciding decide: (LogReader, Books) throws -> [Submission]
    ) throws -> Receipt {
        try write { writer, books in
            let submissions = try decide(writer, books).map { Result<Submission, Refusals>.success($0) }
            return try take(prepared(submissions, actor: actor), actor: actor, writer, books)
        }
    }

    /// The date in Asia/Shanghai now: the day for which submissions are to be prepared.
    public var today: CivilDate {
        // A clock that has gone mad shows the first or the last day; recording at its time is refused where it is written.
        min(max(clock(), Instant.recordable.lowerBound), Instant.recordable.upperBound).shanghaiDate
    }

    private func prepared(
        _ submissions: some Sequence<Result<Submission, Refusals>>, actor: String
    ) -> some Sequence<Result<PreparedSubmission, Refusals>> {
        let today = today
        return submissions.lazy.map { $0.map { PreparedSubmission($0, actor: actor, today: today) } }
    }

    /// Answers a question before and after a batch that is then undone: what it would change.
    /// - Parameter expected: as for `append`.
    /// - Throws: `BatchRefused`, `LedgerError`, what `question` throws.
    public func preview<Answer>(
        _ submissions: some Sequence<Result<Submission, Refusals>>, actor: String, expecting expected: Int64? = nil,
        _ question: (LogReader, Books) throws -> Answer
    ) throws -> (before: Answer, after: Answer) {
        try write(rehearse: true) { writer, books in
            try requireSize(expected, writer)
            let before = try question(writer, books)
            _ = try take(prepared(submissions, actor: actor), actor: actor, writer, books)
            return (before, try question(writer, books))
        }
    }

    func requireSize(_ expected: Int64?, _ writer: LogWriter) throws {
        guard let expected, expected != writer.size else { return }
        throw LedgerError.otherSize(expected: expected, found: writer.size)
    }

    func take(
        _ submissions: some Sequence<Result<PreparedSubmission, Refusals>>, actor: String,
        changed: Changed = .refused, _ writer: LogWriter, _ books: Books
    ) throws -> Receipt {
        var batch = Batch(actor: actor, changed: changed, writer, books, clock, newID, closingRule)
        for read in submissions { try batch.take(read) }
        return try batch.receipt()
    }

    /// After so many events long work tells how far it is. What it tells may throw, which ends the work and undoes it.
    static let progressStep: Int64 = 128

    /// Drops everything derived and folds it anew from the events.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(ledger), in one transaction: stopped half-way it leaves the old tables.
    public func rebuild(progress: @escaping (Int64) throws -> Void = { _ in }) throws -> LogHead {
        books = nil
        // Kept once they are written for good: what could not be committed is not in the file.
        let rebuilt = try log.write { writer in
            let books = try Books.rebuilt(writer, progress: progress)
            return (books: books, head: try writer.head())
        }
        books = rebuilt.books
        return rebuilt.head
    }
}
