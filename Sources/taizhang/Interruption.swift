import Foundation
import Glibc
import Ledger
import Synchronization

/// Ctrl-C and SIGTERM in long work.
///
/// Commands that take long ask for it with `watch`. Then the first signal only asks the work to stop: its next report of
/// progress throws, or the SQL statement that is running fails, everything that was begun is undone on the way out, and the
/// program ends with exit code 130. A second signal ends it on the spot, which harms no ledger either, but may leave an
/// unfinished file under its own name. Other commands are done before anybody could stop them, and keep the system's way.
enum Interruption {
    private static let isAsked = Atomic(false)
    private static let stops = Mutex<[@Sendable () -> Void]>([])
    private static let signals: [Int32] = [SIGINT, SIGTERM]

    /// From now on signals ask work to stop. To be called before any other thread is started: they inherit that signals
    /// are left to the one that waits for them.
    static func watch() { _ = waiting }

    private static let waiting: Void = {
        var set = sigset_t()
        sigemptyset(&set)
        // What is ignored, as by a shell for what runs in its background, stays ignored.
        for signal in signals where !isIgnored(signal) { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        Thread.detachNewThread { [set] in
            var set = set
            var signal: Int32 = 0
            guard sigwait(&set, &signal) == 0 else { return }
            isAsked.store(true, ordering: .sequentiallyConsistent)
            for stop in stops.withLock({ $0 }) { stop() }
            guard sigwait(&set, &signal) == 0 else { return }
            _exit(Desk.interrupted.rawValue)
        }
    }()

    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
    }

    /// Lets a signal stop what the ledger is doing too, where no progress is told: a long statement.
    static func stops(_ log: SQLiteEventLog) {
        let interrupt = log.interrupt
        stops.withLock { $0.append(interrupt) }
    }

    /// - Throws: `LedgerError.interrupted` where somebody asked for it.
    static func check() throws {
        if isAsked.load(ordering: .relaxed) { throw LedgerError.interrupted }
    }
}
