import Ledger
import Records

/// What became of one submission of a batch.
public enum Outcome: Sendable {
    case recorded(seq: Int64, id: String)
    case alreadyRecorded(seq: Int64, id: String)
}

/// A batch that landed, or that brought nothing new.
public struct Receipt: Sendable {
    public let outcomes: [Outcome]
    public let head: LogHead
}

/// A batch refused whole: every fault, with the place of its submission in the batch, counted from 1.
public struct BatchRefused: Error, Sendable {
    public struct Fault: Sendable {
        public let row: Int
        public let refusal: Refusal
    }
    public let faults: [Fault]
    public let rows: Int

    /// The same faults with the places that a file gives to the rows.
    /// - Parameter place: the place of a row of the batch, e.g. a line's number.
    public func placed(_ place: (_ row: Int) -> Int) -> BatchRefused {
        BatchRefused(faults: faults.map { Fault(row: place($0.row), refusal: $0.refusal) }, rows: rows)
    }
}

/// The one door to a ledger: takes submissions in, and gives books to answer from.
///
/// Time and identifiers come from outside, so that the same submissions at the same times make the same bytes.
public final class Office {
    public let log: SQLiteEventLog
    let clock: () -> Instant
    let newID: (Instant) -> String
    /// The books as the last transaction left them, good as long as the log has not grown since by another hand.
    private var books: Books?
    /// The line that is being written, and the spelling of the moment it was recorded at: a batch has few moments.
    private var line: [UInt8] = []
    private var latest: (instant: Instant?, text: String) = (nil, "")

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
    /// - Throws: `BatchRefused`, `LedgerError`, among them `.otherSize`.
    /// - Complexity: O(batch · log(ledger)).
    public func append(
        _ submissions: some Sequence<Result<Submission, Refusals>>, actor: String, expecting expected: Int64? = nil,
        rehearse: Bool = false
    ) throws -> Receipt {
        try append(prepared: prepared(submissions, actor: actor), actor: actor, expecting: expected, rehearse: rehearse)
    }

    /// Records a batch whose submissions were prepared ahead: see `append`.
    public func append(
        prepared submissions: some Sequence<Result<PreparedSubmission, Refusals>>, actor: String,
        expecting expected: Int64? = nil, rehearse: Bool = false
    ) throws -> Receipt {
        try write(rehearse: rehearse) { writer, books in
            try requireSize(expected, writer)
            return try take(submissions, actor: actor, writer, books)
        }
    }

    /// The date in Asia/Shanghai now: the day for which submissions are to be prepared.
    public var today: CivilDate { clock().shanghaiDate }

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

    private func requireSize(_ expected: Int64?, _ writer: LogWriter) throws {
        guard let expected, expected != writer.size else { return }
        throw LedgerError.otherSize(expected: expected, found: writer.size)
    }

    private func take(
        _ submissions: some Sequence<Result<PreparedSubmission, Refusals>>, actor: String, _ writer: LogWriter,
        _ books: Books
    ) throws -> Receipt {
        var outcomes: [Outcome] = []
        var faults: [BatchRefused.Fault] = []
        var refusedEnterprises: Set<String> = []
        var rows = 0
        for read in submissions {
            rows += 1
            switch try decide(read, actor: actor, writer, books) {
            case .success(let outcome): outcomes.append(outcome)
            case .failure(let refusals):
                if case .success(let prepared) = read, prepared.type == .enterpriseRegistered,
                    let code = prepared.submission.data["enterprise"]?.text
                {
                    refusedEnterprises.insert(code)
                }
                // A row is not blamed for a registration refused above it in the same batch.
                faults += refusals.faults
                    .filter {
                        !($0.problem == .enterpriseNotRegistered && refusedEnterprises.contains($0.found))
                    }
                    .map { BatchRefused.Fault(row: rows, refusal: $0) }
            }
        }
        guard faults.isEmpty else { throw BatchRefused(faults: faults, rows: rows) }
        return Receipt(outcomes: outcomes, head: try writer.newHead())
    }

    /// Decides one submission and records it. A batch with a fault is undone in the end, but goes on being recorded so
    /// that all its faults are found.
    private func decide(
        _ read: Result<PreparedSubmission, Refusals>, actor: String, _ writer: LogWriter, _ books: Books
    ) throws -> Result<Outcome, Refusals> {
        let submission: PreparedSubmission
        switch read {
        case .success(let found): submission = found
        case .failure(let refusals): return .failure(refusals)
        }
        let now = try writer.recordingTime(clock())
        let decision = try Admission.decide(
            submission, actor: actor, recorded: books.recorded, today: now.shanghaiDate)
        switch decision {
        case .failure(let refusals): return .failure(refusals)
        case .success(.alreadyRecorded(let seq, let id)): return .success(.alreadyRecorded(seq: seq, id: id))
        case .success(.event(let event)):
            let seq = writer.size + 1
            let id = event.id ?? newID(now)
            try record(event, seq: seq, id: id, at: now, writer, books)
            return .success(.recorded(seq: seq, id: id))
        }
    }

    private func record(
        _ event: AdmittedEvent, seq: Int64, id: String, at now: Instant, _ writer: LogWriter, _ books: Books
    ) throws {
        if now != latest.instant { latest = (now, now.description) }
        line.removeAll(keepingCapacity: true)
        EventLine(
            actor: event.actor, effective: event.effective.description, id: id, recordedAt: latest.text, seq: seq,
            source: event.source, type: event.type.rawValue
        ).append(to: &line) { $0.append(contentsOf: event.canonical) }
        try line.withUnsafeBufferPointer { try writer.append(seq: seq, line: $0, recordedAt: now) }
        var id = id
        try id.withUTF8 { id in
            try event.canonical.withUnsafeBufferPointer { data in
                try books.fold(
                    Entry(
                        seq: seq, type: event.type, effective: event.effective, facts: event.facts, id: id, data: data,
                        key: event.key))
            }
        }
    }

    /// Drops everything derived and folds it anew from the events.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(ledger), in one transaction: stopped half-way it leaves the old tables.
    public func rebuild(progress: @escaping (Int64) -> Void = { _ in }) throws -> LogHead {
        books = nil
        return try log.write { writer in
            books = try Books.rebuilt(writer, progress: progress)
            return try writer.head()
        }
    }
}
