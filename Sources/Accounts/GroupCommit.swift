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
/// Who records one batch after the other has the next one ready a moment after the answer. Where several were answered
/// together, the next transaction therefore waits until as many are in line as were in line or answered, but never longer
/// than `gathering`; who is alone never waits.
///
/// Submissions are prepared on the callers' threads; the ledger is written on a queue of its own, so that no thread of
/// Swift's pool waits for the disk.
public final class GroupCommit: Sendable {
    /// Submissions after which a transaction takes no further batch: it should not keep the ones behind it waiting.
    static let limit = 4096
    /// How long a transaction waits for those who were just answered: a part of what a wait for the disk takes.
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
        var waiting: [Waiting] = []
        /// Whether somebody records what is in line, and goes on until nothing is left.
        var isServed = false
        var tally = Tally()
        /// The day for which submissions are prepared. Where it is no longer today, admission prepares them anew.
        var today: CivilDate
        /// How many are to be in line before the one who serves them goes on; nil where he does not wait.
        var awaited: Int?

        /// Whether he waits and those whom he waits for are there now, which is told once.
        mutating func areGathered() -> Bool {
            guard let awaited, waiting.count >= awaited else { return false }
            self.awaited = nil
            return true
        }
    }

    private let office: Mutex<Office>
    private let line: Mutex<Line>
    private let gathered = DispatchSemaphore(value: 0)
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
            let (isFirst, areGathered) = line.withLock { line in
                line.waiting.append(Waiting(batch: batch, answer: answer))
                defer { line.isServed = true }
                return (!line.isServed, line.areGathered())
            }
            if isFirst { queue.async { self.serve() } }
            if areGathered { gathered.signal() }
        }
    }

    /// Records what is in line until nothing is left.
    private func serve() {
        while let group = next() {
            let (answers, today) = office.withLock { office in
                (office.append(together: group.map(\.batch)[...]), office.today)
            }
            let left = line.withLock { line in
                line.tally.batches += answers.count
                line.tally.transactions += 1
                line.tally.recording = 0
                line.today = today
                line.waiting.insert(contentsOf: group.dropFirst(answers.count), at: 0)
                return line.waiting.count
            }
            for (waiting, answer) in zip(group, answers) { waiting.answer.resume(with: answer) }
            if answers.count > 1 { gather(answers.count + left) }
        }
    }

    /// Waits a moment until so many batches are in line.
    private func gather(_ count: Int) {
        let areThere = line.withLock { line in
            line.awaited = count
            return line.areGathered()
        }
        guard !areThere, gathered.wait(timeout: .now() + GroupCommit.gathering) == .timedOut else { return }
        let wasTold = line.withLock { line in
            defer { line.awaited = nil }
            return line.awaited == nil
        }
        // Told just now: the word must not be left for the next wait.
        if wasTold { gathered.wait() }
    }

    /// The batches for the next transaction, in the order in which they came; nil where none is left.
    private func next() -> [Waiting]? {
        line.withLock { line in
            guard !line.waiting.isEmpty else {
                line.isServed = false
                return nil
            }
            var count = 0
            var submissions = 0
            while count < line.waiting.count, count == 0 || submissions < GroupCommit.limit {
                submissions += line.waiting[count].batch.submissions.count
                count += 1
            }
            line.tally.recording = count
            defer { line.waiting.removeFirst(count) }
            return Array(line.waiting.prefix(count))
        }
    }
}
