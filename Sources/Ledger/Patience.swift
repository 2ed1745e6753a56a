import Foundation

/// How a connection waits for another process that writes: in steps that grow as those of SQLite's own handler do
/// (https://www.sqlite.org/c3ref/busy_timeout.html), which can't say that it waits.
struct Patience: Sendable {
    /// How long in all, before the access is given up.
    let limitMilliseconds: Int
    /// Who is told, once in a wait, that it has taken a second.
    let onWait: @Sendable () -> Void

    private static let noticeMilliseconds = 1000
    private static let steps = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50]
    private static let lastStep = 100

    /// The pause ahead of attempt number `attempt` of an access, counted from 0, and how long it has waited before.
    static func pause(_ attempt: Int) -> (milliseconds: Int, waited: Int) {
        let waited = steps.prefix(attempt).reduce(0, +) + max(0, attempt - steps.count) * lastStep
        return (attempt < steps.count ? steps[attempt] : lastStep, waited)
    }

    /// Waits; false when it has waited long enough.
    func wait(_ attempt: Int) -> Bool {
        let (pause, waited) = Patience.pause(attempt)
        guard waited + pause <= limitMilliseconds else { return false }
        if waited < Patience.noticeMilliseconds, waited + pause >= Patience.noticeMilliseconds { onWait() }
        Thread.sleep(forTimeInterval: TimeInterval(pause) / 1000)
        return true
    }
}
