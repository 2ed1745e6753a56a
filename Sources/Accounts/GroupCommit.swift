import Dispatch
import Ledger
import Records
import Synchronization

/// Lets many tasks of one process record at once through one ledger.
///
/// A durable append mostly waits for the disk. Batches that are handed in meanwhile wait in line, and are then recorded
/// together in one transaction, with one wait for all (group commit). First come, first served: a batch waits for those
/// ahead of it and for no other, so that none is starved. A caller is answered after its events are on the disk, as by
/// `Office.append`, and with the same outcome; a refused batch harms no other.
///
/// A transaction takes batches as long as there are any in line, those among them that come in while it is under way. Who
/// records one batch after the other has the next one ready a moment after the answer. Where several were answered together,
/// the next transaction therefore stays open until it has as many as were in line or answered, but never longer than
/// `gathering` after the answer; who is alone never waits.
///
/// Submissions are prepared on the callers' threads; the ledger is written on a queue of its own, so that no thread of
/// Swift's pool waits for the disk.
public final class GroupCommit: Sendable {
    /// Submissions after which a transaction takes no further batch: it should not keep the ones behind it waiting.
    static let limit = 4096
    /// How long a transaction stays open for those who were just answered: a part of what a wait for the disk takes.
    static let gathering = DispatchTimeInterval.microseconds(150)

    /// What went through so far.
    public struct Tally: Sendable, Equatable {
        /// Batches answered, refused ones among them.
        public internal(set) var batches = 0
        /// Transactions that they shared.
        public internal(set) var transactions = 0
        /// Batches that are being recorded now.
        public internal(set) var recording = 0
        /// Batches in line behind them.
        public internal(set) var waiting = 0
    }

    private struct Waiting: Sendable {
        let batch: WaitingBatch
        let answer: CheckedContinuation<Receipt, any Error>
    }

    private struct Line {
        /// Those in line, whose first ones leave one by one: a slice gives them up at the same cost however many stand behind.
        var waiting: ArraySlice<Waiting> = []
        /// Whether somebody records what is in line, and goes on until nothing is left.
        var isServed = false
        var tally = Tally()
        /// The day for which submissions are prepared. Where it is no longer today, admission prepares them anew.
        var today: CivilDate
        /// Whether the one who serves them waits for the next to come.
        var isAwaited = false

        /// Whether he waits and somebody is there now, which is told once.
        mutating func hasArrived() -> Bool {
            guard isAwaited, !waiting.isEmpty else { return false }
            isAwaited = false
            return true
        }
    }

    private let office: Mutex<Office>
    private let line: Mutex<Line>
    private let arrived = DispatchSemaphore(value: 0)
    private let queue = DispatchQueue(label: "taizhang.group-commit", qos: .userInitiated)

    /// - Parameter office: the door to the ledger, which nobody else uses from now on.
    public init(_ office: sending Office) {
        line = Mutex(Line(today: office.today))
        self.office = Mutex(office)
    }

    public var tally: Tally {
        line.withLock { line in
            var tally = line.tally
            tally.waiting = line.waiting.count
            return tally
        }
    }

    /// Records a batch: whole or not at all, durable when this returns. A task that is cancelled while its batch is in
    /// line still gets its answer: the batch may be on its way to the disk.
    /// - Parameters: as of `Office.append`.
    /// - Throws: `BatchRefused`, `LedgerError`; `CancellationError` where the task was cancelled before.
    /// - Complexity: as `Office.append`, and the wait for the batches ahead.
    public func append(
        _ submissions: [Result<Submission, Refusals>], actor: String, expecting expected: Int64? = nil,
        changed: Changed = .refused
    ) async throws -> Receipt {
        try Task.checkCancellation()
        let today = line.withLock { $0.today }
        let batch = WaitingBatch(
            submissions: submissions.map { $0.map { PreparedSubmission($0, actor: actor, today: today) } },
            actor: actor, expected: expected, changed: changed)
        return try await withCheckedThrowingContinuation { answer in
            let (isFirst, hasArrived) = line.withLock { line in
                line.waiting.append(Waiting(batch: batch, answer: answer))
                defer { line.isServed = true }
                return (!line.isServed, line.hasArrived())
            }
            if isFirst { queue.async { self.serve() } }
            if hasArrived { arrived.signal() }
        }
    }

    /// Records what is in line until nothing is left.
    private func serve() {
        var group = Group(expected: 1, deadline: .now())
        while let first = next(&group) {
            let (answers, today) = office.withLock { office in
                (office.append(together: first) { self.next(&group) }, office.today)
            }
            let left = line.withLock { line in
                line.tally.batches += answers.count
                line.tally.transactions += 1
                line.tally.recording = 0
                line.today = today
                line.waiting.insert(contentsOf: group.taken.dropFirst(answers.count), at: line.waiting.startIndex)
                return line.waiting.count
            }
            for (waiting, answer) in zip(group.taken, answers) { waiting.answer.resume(with: answer) }
            group = Group(
                expected: answers.count > 1 ? answers.count + left : 1, deadline: .now() + GroupCommit.gathering)
        }
    }

    /// The batches of a transaction.
    private struct Group {
        var taken: [Waiting] = []
        var submissions = 0
        /// It stays open until it has so many, but no longer than until the deadline.
        private(set) var expected: Int
        let deadline: DispatchTime

        /// - Parameter expected: 1 for one that waits for nobody.
        init(expected: Int, deadline: DispatchTime) {
            self.expected = expected
            self.deadline = deadline
        }

        /// Whether it waits for more.
        var isOpen: Bool { expected > 1 && taken.count < expected }

        mutating func close() { expected = 1 }
    }

    /// The next batch of a transaction, in the order in which they came; nil where it takes no more, or, for its first one,
    /// where nobody is in line any more.
    private func next(_ group: inout Group) -> WaitingBatch? {
        // Who is alone is not waited for: he may have gone.
        while group.submissions < GroupCommit.limit {
            let isOpen = group.isOpen
            let found = line.withLock { line -> Waiting? in
                guard let first = line.waiting.popFirst() else {
                    line.waiting = []
                    line.isAwaited = isOpen
                    if !isOpen, group.taken.isEmpty { line.isServed = false }
                    return nil
                }
                line.tally.recording += 1
                return first
            }
            if let found {
                group.taken.append(found)
                group.submissions += found.batch.submissions.count
                return found.batch
            }
            guard isOpen else { return nil }
            if !hasArrived(until: group.deadline) { group.close() }
        }
        return nil
    }

    /// Waits until somebody is in line.
    /// - Returns: false where nobody came.
    private func hasArrived(until deadline: DispatchTime) -> Bool {
        guard arrived.wait(timeout: deadline) == .timedOut else { return true }
        let wasTold = line.withLock { line in
            defer { line.isAwaited = false }
            return !line.isAwaited
        }
        // Told just now: the word must not be left for the next wait.
        if wasTold { arrived.wait() }
        return wasTold
    }
}
