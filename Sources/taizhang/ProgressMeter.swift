import Foundation
import Ledger
import Reports

/// Tells on standard error how far long work is: a bar on a terminal, a line every few seconds elsewhere. Work that is
/// done within a second is not spoken of.
final class ProgressMeter {
    private let title: String
    private let total: Int64?
    private let started = Surroundings.now()
    private var told: Instant
    private var hasBar = false

    init(_ title: String, total: Int64?) {
        self.title = title
        self.total = total
        told = started
    }

    /// Notes that `done` events are through.
    func report(_ done: Int64) {
        let now = Surroundings.now()
        let pause: Int64 = Surroundings.errorIsTerminal ? (hasBar ? 100 : 1000) : 3000
        guard now.milliseconds - told.milliseconds >= pause else { return }
        told = now
        let rate = done * 1000 / max(1, now.milliseconds - started.milliseconds)
        let pace = words("\(rate) 条/秒", "\(rate)/s")
        guard Surroundings.errorIsTerminal else {
            let part = "\(done)\(total.map { " / \($0)" } ?? "")"
            Surroundings.tell(words("\(title)：\(part)（\(pace)）\n", "\(title): \(part) (\(pace))\n"))
            return
        }
        hasBar = true
        guard let total, total > 0 else {
            Surroundings.tell("\r\(title) \(done) \(pace) ")
            return
        }
        let filled = Int(min(done, total) * 30 / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        Surroundings.tell("\r\(title) \(bar) \(min(done, total) * 100 / total)% \(pace) ")
    }

    /// Clears the bar, so that the answer begins on a line of its own.
    func finish() {
        if hasBar { Surroundings.tell("\r\u{1B}[2K") }
        hasBar = false
    }

    deinit { finish() }
}
