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
}

/// Why a file can't be restored, with its line.
public struct RestoreRefused: Error, Sendable {
    public enum Reason: Sendable {
        case line(LineFault)
        case order(expected: Int64, found: Int64)
        case timeGoesBack
        case unknownType(String)
        case refused([Refusal])
        /// The line repeats what is recorded already.
        case repeats(seq: Int64)
        case notStoredForm
        /// The enterprise of this fact is registered nowhere in the file for the fact's date.
        case neverRegistered(String)
        case noLineFeed
    }
    public let line: Int64
    public let reason: Reason
}

/// The one door to a ledger: takes submissions in, and gives books to answer from.
///
/// Time and identifiers come from outside, so that the same submissions at the same times make the same bytes.
public struct Office {
    public let log: SQLiteEventLog
    private let clock: () -> Instant
    private let newID: (Instant) -> String

    public init(log: SQLiteEventLog, clock: @escaping () -> Instant, newID: @escaping (Instant) -> String) {
        self.log = log
        self.clock = clock
        self.newID = newID
    }

    /// Records a batch: whole or not at all, durable when this returns.
    /// - Parameters:
    ///   - submissions: each one read, or the faults that reading it found.
    ///   - actor: who submits where a submission does not say.
    ///   - rehearse: decide everything, record nothing.
    /// - Throws: `BatchRefused`, `LedgerError`.
    /// - Complexity: O(ledger + batch): the book is folded from the events.
    public func append(
        _ submissions: [Result<Submission, Refusals>], actor: String, rehearse: Bool = false
    ) throws -> Receipt {
        func run(_ writer: LogWriter) throws -> Receipt {
            var book = try Book.replay(writer, through: writer.size)
            var outcomes: [Outcome] = []
            var faults: [BatchRefused.Fault] = []
            var refusedEnterprises: Set<String> = []
            for (index, read) in submissions.enumerated() {
                do throws(Refusals) {
                    let submission = try read.get()
                    let now = writer.recordingTime(clock())
                    let decision = Admission.decide(
                        submission, register: book.register, today: now.shanghaiDate, actor: actor)
                    switch try decision.get() {
                    case .alreadyRecorded(let seq, let id): outcomes.append(.alreadyRecorded(seq: seq, id: id))
                    case .event(let type, let effective, let data, let id, let actor, let source):
                        let event = Event(
                            seq: book.register.size + 1, id: id ?? newID(now), type: type.rawValue,
                            effective: effective,
                            recordedAt: now, actor: actor, source: source, data: data)
                        // A batch with a fault is undone, but goes on being folded so that all its faults are found.
                        if faults.isEmpty {
                            do { _ = try writer.append(event) } catch { throw Refusals([]) }
                        }
                        book.fold(event)
                        outcomes.append(.recorded(seq: event.seq, id: event.id))
                    }
                } catch {
                    if case .success(let submission) = read, submission.type == .enterpriseRegistered,
                        let code = submission.data["enterprise"]?.text
                    {
                        refusedEnterprises.insert(code)
                    }
                    // A row is not blamed for a registration refused above it in the same batch.
                    let own = error.faults.filter {
                        !($0.problem == .enterpriseNotRegistered && refusedEnterprises.contains($0.found))
                    }
                    faults += own.map { BatchRefused.Fault(row: index + 1, refusal: $0) }
                    if error.faults.isEmpty { throw LedgerError.inputOutput(path: log.path, message: "append failed") }
                }
            }
            guard faults.isEmpty else { throw BatchRefused(faults: faults, rows: submissions.count) }
            return Receipt(outcomes: outcomes, head: try writer.newHead())
        }
        return rehearse ? try log.rehearse(run) : try log.write(run)
    }

    /// Builds the ledger from exported lines: same bytes, so the same root (ledger.md §4). All or nothing.
    /// - Parameter lines: the lines without their line feeds.
    /// - Throws: `RestoreRefused` naming the first line that can't stand; `LedgerError`.
    public func restore(_ lines: some Sequence<ArraySlice<UInt8>>) throws -> LogHead {
        try log.write { writer in
            guard writer.size == 0 else { throw LedgerError.alreadyExists(path: log.path) }
            var book = Book()
            var last: Instant?
            var early: [(line: Int64, enterprise: String, effective: CivilDate)] = []
            for (index, bytes) in lines.enumerated() {
                let line = Int64(index) + 1
                let event: Event
                do throws(LineFault) { event = try Event(line: bytes) } catch {
                    throw RestoreRefused(line: line, reason: .line(error))
                }
                guard event.seq == line else {
                    throw RestoreRefused(line: line, reason: .order(expected: line, found: event.seq))
                }
                if let last, event.recordedAt < last { throw RestoreRefused(line: line, reason: .timeGoesBack) }
                last = event.recordedAt
                guard let type = EventType(rawValue: event.type) else {
                    throw RestoreRefused(line: line, reason: .unknownType(event.type))
                }
                let submission = Submission(
                    type: type, effective: event.effective.description, source: event.source, actor: event.actor,
                    id: event.id, data: event.data)
                let decision = Admission.decide(
                    submission, register: book.register, today: event.recordedAt.shanghaiDate, actor: event.actor,
                    mode: .restore)
                switch decision {
                case .failure(let refusals):
                    throw RestoreRefused(line: line, reason: .refused(refusals.faults))
                case .success(.alreadyRecorded(let seq, _)):
                    throw RestoreRefused(line: line, reason: .repeats(seq: seq))
                case .success(.event(_, let effective, let data, _, let actor, let source)):
                    guard effective == event.effective, data == event.data, actor == event.actor, source == event.source
                    else { throw RestoreRefused(line: line, reason: .notStoredForm) }
                }
                let entry = Catalog[type]
                if entry.isEnterpriseBound, let code = event.data["enterprise"]?.text,
                    book.register.registration(of: code).map({ $0.effective > event.effective }) ?? true
                {
                    early.append((line, code, event.effective))
                }
                _ = try writer.append(event)
                book.fold(event)
            }
            for fact in early {
                let covered = book.register.records.values.contains { record in
                    guard case .registered(fact.enterprise, _, _) = record.facts else { return false }
                    return record.effective <= fact.effective
                }
                if !covered { throw RestoreRefused(line: fact.line, reason: .neverRegistered(fact.enterprise)) }
            }
            return try writer.newHead()
        }
    }

    /// What `verify` found wrong.
    public enum Fault: Sendable, Hashable {
        case file(String)
        case missing(seq: Int64)
        case notCanonical(seq: Int64)
        case wrongSeq(seq: Int64, found: Int64)
        case timeGoesBack(seq: Int64)
        /// The line's hash is not the leaf that the tree has.
        case changed(seq: Int64)
        case tree(String)
    }

    /// Checks the whole ledger against itself: the file's structure, every line's form, position and time, every leaf
    /// against the stored tree, and the stored tree's root against one made anew.
    /// - Returns: the head, and the faults in order of position, the first 20.
    /// - Complexity: O(size) time, O(log size) memory.
    public func verify() throws -> (head: LogHead, faults: [Fault]) {
        var faults = try log.integrityFaults().map { Fault.file($0) }
        let head = try log.read { reader in
            var expected: Int64 = 1
            var last: Instant?
            var subtrees: [(height: Int, hash: Hash)] = []
            try reader.forEachLine { seq, line in
                guard faults.count < 20 else { return }
                while expected < seq {
                    faults.append(.missing(seq: expected))
                    expected += 1
                }
                expected = seq + 1
                let leaf = MerkleTree.leaf(UnsafeRawBufferPointer(line))
                if try reader.leafHash(seq) != leaf { faults.append(.changed(seq: seq)) }
                subtrees.append((0, leaf))
                while let right = subtrees.last, subtrees.count > 1, subtrees[subtrees.count - 2].height == right.height
                {
                    subtrees.removeLast()
                    subtrees[subtrees.count - 1] = (
                        right.height + 1, MerkleTree.node(subtrees[subtrees.count - 1].hash, right.hash)
                    )
                }
                guard let event = try? Event(line: line) else {
                    faults.append(.notCanonical(seq: seq))
                    return
                }
                if event.seq != seq { faults.append(.wrongSeq(seq: seq, found: event.seq)) }
                if let last, event.recordedAt < last { faults.append(.timeGoesBack(seq: seq)) }
                last = event.recordedAt
            }
            let root = subtrees.dropLast().reversed().reduce(subtrees.last?.hash) { right, left in
                right.map { MerkleTree.node(left.hash, $0) }
            }
            let stored = try reader.root(at: reader.size)
            if stored != root ?? MerkleTree.emptyRoot {
                faults.append(.tree("root stored \(stored.base64), made anew \((root ?? MerkleTree.emptyRoot).base64)"))
            }
            return LogHead(size: reader.size, root: stored, recordedAt: last)
        }
        return (head, faults)
    }
}
