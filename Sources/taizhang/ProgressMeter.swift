import Foundation
import Ledger
import Reports

/// Tells on standard error how far long work is: a bar on a terminal, a line every few seconds elsewhere. Work that is
/// done within a second is not spoken of. It is also where work stops that somebody interrupts.
final class ProgressMeter {
    private let title: String
    private let unit: String
    private let share: (_ done: Int64) -> Double?
    private var started: Instant?
    private var told = Instant(milliseconds: 0)
    private var hasBar = false

    /// - Parameters:
    ///   - unit: what is counted, as it stands in "10 …/s".
    ///   - share: how much of the work is done, 0 to 1, when so much is through; nil where nobody knows.
    init(
        _ title: String, unit: String = words(" 条", ""), share: @escaping (_ done: Int64) -> Double? = { _ in nil }
    ) {
        self.title = title
        self.unit = unit
        self.share = share
    }

    /// - Parameter total: how many events there are.
    convenience init(_ title: String, total: Int64) {
        self.init(title) { total > 0 ? Double($0) / Double(total) : nil }
    }

    /// Notes that `done` events are through.
    /// - Throws: `LedgerError.interrupted` where somebody asked to stop.
    func report(_ done: Int64) throws { try report(done, share: share) }

    /// Notes that `done` of `total` are through.
    /// - Throws: as above.
    func report(_ done: Int64, of total: Int64) throws {
        try report(done) { total > 0 ? Double($0) / Double(total) : nil }
    }

    private func report(_ done: Int64, share: (Int64) -> Double?) throws {
        try Interruption.check()
        let now = Surroundings.now()
        guard let started else {
            (started, told) = (now, now)
            return
        }
        let pause: Int64 = Surroundings.errorIsTerminal ? (hasBar ? 100 : 1000) : 3000
        guard now.milliseconds - told.milliseconds >= pause else { return }
        told = now
        let seconds = Double(now.milliseconds - started.milliseconds) / 1000
        let pace = words(
            "\(Int64(Double(done) / seconds))\(unit)/秒", "\(Int64(Double(done) / seconds))\(unit)/s")
        let share = share(done).map { min(1, max(0, $0)) }
        guard Surroundings.errorIsTerminal else {
            let part = share.map { words("，\(Int($0 * 100))%", ", \(Int($0 * 100))%") } ?? ""
            Surroundings.tell(words("\(title)：\(done)\(part)（\(pace)）\n", "\(title): \(done)\(part) (\(pace))\n"))
            return
        }
        hasBar = true
        Surroundings.draw("\r\u{1B}[2K" + bar(done, share, pace: pace, seconds: seconds))
    }

    private func bar(_ done: Int64, _ share: Double?, pace: String, seconds: Double) -> String {
        guard let share else { return "\(title) \(done) \(pace) " }
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let left = share > 0.02 ? Int(seconds / share - seconds) : nil
        let rest = left.map { words("，还要 \($0) 秒", ", \($0) s left") } ?? ""
        return "\(title) \(bar) \(Int(share * 100))% \(pace)\(rest) "
    }

    /// Clears the bar, so that the answer begins on a line of its own.
    func finish() {
        if hasBar { Surroundings.draw("\r\u{1B}[2K") }
        hasBar = false
    }

    deinit { finish() }
}
