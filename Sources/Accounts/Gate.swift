import Foundation
import Synchronization

/// Lets two threads use one connection in turn: one that writes all the time, in short spells, and one that has a question
/// now and then and is let in at the end of the spell.
final class Gate: Sendable {
    private let lock = NSLock()
    /// How many are waiting to ask.
    private let waiting = Atomic<Int>(0)

    /// A spell of writing.
    func write<Result>(_ body: () throws -> Result) rethrows -> Result {
        // A lock that is let go and taken at once would never be had by who waits for it.
        while waiting.load(ordering: .acquiring) > 0 { sched_yield() }
        take()
        defer { lock.unlock() }
        return try body()
    }

    /// Both hold it for microseconds, in which a thread that was put to sleep would not even have woken up.
    private func take() { while !lock.try() { sched_yield() } }

    /// A question.
    func ask<Result>(_ body: () throws -> Result) rethrows -> Result {
        waiting.add(1, ordering: .acquiringAndReleasing)
        take()
        waiting.subtract(1, ordering: .acquiringAndReleasing)
        defer { lock.unlock() }
        return try body()
    }
}
