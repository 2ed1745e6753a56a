import Ledger
import Records

/// A batch on its way into the log: each submission is decided with what the ones before it recorded.
///
/// A batch with a fault is undone in the end, but goes on being recorded so that all its faults are found.
struct Batch {
    /// The most submissions of one batch. Its outcomes stay in memory to its end, and its transaction keeps other writers
    /// waiting.
    static let limit = 1_000_000

    private let actor: String
    private let changed: Changed
    private let writer: LogWriter
    private let books: Books
    private let clock: () -> Instant
    private let newID: (Instant) -> String
    private let closingRule: Office.ClosingRule?
    /// The events that were there before the batch.
    private let start: Int64

    private var rows = 0
    private var outcomes = Outcomes()
    private var amendments: [Amendment] = []
    private var amended: Set<Int64> = []
    private var faults: [BatchRefused.Fault] = []
    private var refusedRows = 0
    private var omitted = 0
    private var refusedEnterprises: Set<String> = []
    /// The rows of the events that were recorded, in order.
    private var origins: [UInt32] = []
    /// The line that is being written, and the spelling of the moment it was recorded at: a batch has few moments.
    private var line: [UInt8] = []
    private var latest: (instant: Instant?, text: String) = (nil, "")

    init(
        actor: String, changed: Changed, _ writer: LogWriter, _ books: Books, _ clock: @escaping () -> Instant,
        _ newID: @escaping (Instant) -> String, _ closingRule: Office.ClosingRule?
    ) {
        self.actor = actor
        self.changed = changed
        self.writer = writer
        self.books = books
        self.clock = clock
        self.newID = newID
        self.closingRule = closingRule
        start = writer.size
    }

    /// Decides the next submission and records it.
    /// - Throws: `LedgerError.batchTooLarge` at the first one beyond the limit.
    mutating func take(_ read: Result<PreparedSubmission, Refusals>) throws {
        guard rows < Batch.limit else { throw LedgerError.batchTooLarge(limit: Batch.limit) }
        rows += 1
        switch read {
        case .success(let submission): try take(submission, faults: [])
        case .failure(let refusals):
            guard let submission = refusals.submission else { return refuse(refusals.faults) }
            let today = try writer.recordingTime(clock()).shanghaiDate
            try take(PreparedSubmission(submission, actor: actor, today: today), faults: refusals.faults)
        }
    }

    /// - Throws: `BatchRefused`.
    func receipt() throws -> Receipt {
        guard faults.isEmpty, omitted == 0, amendments.isEmpty || isCorrecting else {
            throw BatchRefused(
                faults: faults, rows: rows, refusedRows: refusedRows, omitted: omitted, amendments: amendments)
        }
        return Receipt(outcomes: outcomes, amendments: amendments, head: try writer.newHead())
    }

    private var isCorrecting: Bool { if case .corrected = changed { true } else { false } }

    /// - Parameter known: the faults that reading it found. Those of the same fields are no other faults.
    private mutating func take(_ prepared: PreparedSubmission, faults known: [Refusal]) throws {
        let now = try writer.recordingTime(clock())
        let decision = try Admission.decide(
            prepared, actor: actor, recorded: books.recorded, today: now.shanghaiDate)
        guard known.isEmpty else {
            var others: [Refusal] = []
            if case .failure(let refusals) = decision {
                let fields = Set(known.map(\.field))
                others = refusals.faults.filter { !fields.contains($0.field) }
            }
            return refuse(known + others, of: prepared.submission)
        }
        switch decision {
        case .failure(let refusals):
            if try amend(prepared.submission, refusals) { return }
            refuse(refusals.faults.map(withinBatch), of: prepared.submission)
        case .success(.event(let event)) where event.type == .monthClosed:
            if let refusal = try closingRule?(writer, books, prepared.data) {
                return refuse([refusal], of: prepared.submission)
            }
            outcomes.append(try record(.event(event), at: now))
        case .success(let admitted): outcomes.append(try record(admitted, at: now))
        }
    }

    private mutating func record(_ admitted: Admitted, at now: Instant) throws -> Outcome {
        switch admitted {
        case .alreadyRecorded(let seq, let id): return .alreadyRecorded(seq: seq, id: id)
        case .event(let event):
            let seq = writer.size + 1
            let id = event.id ?? newID(now)
            try record(event, seq: seq, id: id, at: now)
            origins.append(UInt32(rows))
            return .recorded(seq: seq, id: id)
        }
    }

    private mutating func record(_ event: AdmittedEvent, seq: Int64, id: String, at now: Instant) throws {
        if now != latest.instant { latest = (now, now.description) }
        line.removeAll(keepingCapacity: true)
        EventLine(
            actor: event.actor, effective: event.effective.description, id: id, recordedAt: latest.text, seq: seq,
            source: event.source, type: event.type.rawValue
        ).append(to: &line) { $0.append(contentsOf: event.canonical) }
        if event.type.isDocument {
            // Keys that nobody knows may stand in it, as deep as they like. There are few of these events.
            do throws(LineFault) { _ = try Event(line: line) } catch {
                throw LedgerError.unreadable(seq: seq, error)
            }
        }
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

    // MARK: - Changed facts

    /// Makes a correction of a submission that is refused for nothing but a record of other content, and was not made
    /// or corrected by this very batch.
    /// - Returns: whether it was one.
    private mutating func amend(_ submission: Submission, _ refusals: Refusals) throws -> Bool {
        let reason: String
        switch changed {
        case .refused: return false
        case .proposed: reason = "—"
        case .corrected(let why): reason = why
        }
        guard refusals.faults.count == 1, case .conflict(_, let seq)? = refusals.faults.first?.problem, seq <= start,
            !amended.contains(seq), Catalog[submission.type].isCorrectable,
            let before = try books.recorded.record(seq)
        else { return false }
        let now = try writer.recordingTime(clock())
        let correction = PreparedSubmission(
            Batch.correction(of: before, to: submission, reason: reason), actor: actor, today: now.shanghaiDate)
        switch try Admission.decide(correction, actor: actor, recorded: books.recorded, today: now.shanghaiDate) {
        case .failure(let faults): refuse(faults.faults, of: submission)
        case .success(let admitted):
            guard case .event(let event) = admitted, let change = try? JSONReader.read(event.canonical),
                let data = change["data"],
                let effective = change["effective"]?.text.flatMap({ CivilDate($0) })
            else { return false }
            amended.insert(seq)
            amendments.append(Amendment(row: rows, before: before, effective: effective, data: data))
            outcomes.append(try record(admitted, at: now))
        }
        return true
    }

    private static func correction(of record: Record, to submission: Submission, reason: String) -> Submission {
        let month = submission.data["month"]?.text.flatMap { CivilMonth($0)?.end.description }
        return Submission(
            type: .eventCorrected, source: submission.source, actor: submission.actor,
            data: .members([
                .init("target", .string(record.id)),
                .init("effective", .string(submission.effective ?? month ?? record.effective.description)),
                .init("data", submission.data), .init("reason", .string(reason)),
            ]))
    }

    // MARK: - Faults

    /// A conflict with what the batch itself brought is one between two of its rows.
    private func withinBatch(_ refusal: Refusal) -> Refusal {
        guard case .conflict(_, let seq) = refusal.problem, seq > start, origins.indices.contains(Int(seq - start) - 1)
        else { return refusal }
        return Refusal(refusal.field, found: refusal.found, .contradicts(row: Int(origins[Int(seq - start) - 1])))
    }

    /// The type whose field a refusal is about.
    private func type(_ refusal: Refusal, of submission: Submission) -> EventType? {
        guard refusal.field.hasPrefix("data.data") else { return submission.type }
        // The words are no reason to fail: without the record they are more general.
        guard let target = submission.data["target"]?.text, let seq = try? books.recorded.event(id: target) else {
            return nil
        }
        return (try? books.recorded.record(seq))?.type
    }

    private mutating func refuse(_ refusals: [Refusal], of submission: Submission? = nil) {
        if let submission, submission.type == .enterpriseRegistered, let code = submission.data["enterprise"]?.text {
            refusedEnterprises.insert(code)
        }
        // A row is not blamed for a registration refused above it in the same batch.
        let own = refusals.filter {
            !($0.problem == .enterpriseNotRegistered && refusedEnterprises.contains($0.found))
        }
        if !own.isEmpty { refusedRows += 1 }
        for refusal in own {
            if faults.count < BatchRefused.faultLimit {
                faults.append(
                    BatchRefused.Fault(row: rows, refusal: refusal, type: submission.flatMap { type(refusal, of: $0) }))
            } else {
                omitted += 1
            }
        }
    }
}
