import Accounts
import Ledger
import Records
import TestSupport

/// A machine whose clock goes as it likes: a second again and again, back by an hour or a year, past midnight in Shanghai by
/// a millisecond, before 1970 and beyond 9999. What was known at any moment is held against a plain list of times.
public final class ClockDrill {
    public struct Tally: Sendable {
        public var ledgers = 0
        public var recorded = 0
        /// Times that the clock had stepped back from the last one recorded.
        public var steppedBack = 0
        /// Times that no record can bear.
        public var refused = 0
        public var questions = 0
    }

    public private(set) var tally = Tally()
    private var random: SeededGenerator
    private let seed: UInt64
    private static let hour: Int64 = 3_600_000

    public init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
    }

    /// One ledger through some dozen times.
    /// - Throws: `Broken` where a promise was not kept.
    public func run() throws {
        tally.ledgers += 1
        let place = "seed \(seed), ledger \(tally.ledgers)"
        do { try live(place) } catch let broken as Broken { throw broken } catch { throw Broken("\(place): \(error)") }
    }

    private func live(_ place: String) throws {
        var now = start()
        let ledger = try TemporaryLedger(now: now)
        /// When each event was recorded, by the plain rule: the clock's time, or the last one where that is later.
        var times: [Instant] = []
        for turn in 0..<24 {
            ledger.now = now
            let expected = max(now, times.last ?? now)
            let submission =
                times.isEmpty
                ? Submission.adopt(try TinyScheme.json([TinyScheme.Rule.tally]), from: "1970-01-01", id: "scheme")
                : .register(turn, "a", from: "1970-01-01", id: "e\(turn)")
            do {
                let head = try ledger.append(submission).head
                try Broken.unless(
                    head.recordedAt == expected, "\(place), \(now): recorded at \(String(describing: head.recordedAt))")
                if expected > now { tally.steppedBack += 1 }
                times.append(expected)
                tally.recorded += 1
            } catch LedgerError.clockOff {
                try Broken.unless(!ClockDrill.isDated(expected), "\(place), \(expected.milliseconds): refused")
                try Broken.unless(try ledger.head().size == Int64(times.count), "\(place): refused, and recorded")
                tally.refused += 1
            }
            now = next(after: times.last ?? now)
        }
        try ask(ledger, times, place)
        let (head, faults) = try ledger.office.verify()
        try Broken.unless(faults.isEmpty && head.size == Int64(times.count), "\(place): \(head.size), \(faults)")
        let copy = try TemporaryLedger()
        let restored = try copy.restore(ledger.lines().map { $0[...] }, expecting: head.root)
        try Broken.unless(restored == head, "\(place): restored \(restored)")
    }

    /// Whether a moment is one of a day that has a date.
    private static func isDated(_ moment: Instant) -> Bool {
        moment.milliseconds >= 0 && moment <= Instant.endOfDay(CivilDate(trusted: 99_991_231))
    }

    private func ask(_ ledger: TemporaryLedger, _ times: [Instant], _ place: String) throws {
        for time in times {
            for shift in [-1, 0, 1] as [Int64] {
                let moment = Instant(milliseconds: time.milliseconds + shift)
                guard ClockDrill.isDated(moment) else { continue }
                try require(ledger, .instant(moment), times.count { $0 <= moment }, place)
                // As it is written, and in another zone.
                if let read = Known(moment.description) {
                    try require(ledger, read, times.count { $0 <= moment }, place)
                }
            }
            for days in -1...1 {
                let moment = Instant(milliseconds: time.milliseconds + Int64(days) * 24 * ClockDrill.hour)
                guard ClockDrill.isDated(moment) else { continue }
                let day = moment.shanghaiDate
                try require(ledger, .day(day), times.count { $0.shanghaiDate <= day }, place)
            }
        }
    }

    private func require(_ ledger: TemporaryLedger, _ known: Known, _ expected: Int, _ place: String) throws {
        let size = try ledger.office.log.read { try $0.size(known: known) }
        try Broken.unless(size == Int64(expected), "\(place), known \(known): \(size) events, not \(expected)")
        tally.questions += 1
    }

    private func start() -> Instant {
        let starts = [
            "1970-01-01T00:00:00Z", "2016-12-31T23:59:59Z", "2020-06-30T15:59:59.999Z", "9999-12-31T15:00:00Z",
        ]
        let known = starts.compactMap { Instant(rfc3339: $0) }
        return known.randomElement(using: &random) ?? Instant(milliseconds: 0)
    }

    private func next(after last: Instant) -> Instant {
        let hour = ClockDrill.hour
        let day = 24 * hour
        let midnight = (last.milliseconds + 8 * hour) / day * day - 8 * hour
        let moments: [Int64] = [
            last.milliseconds, last.milliseconds, last.milliseconds + 1, last.milliseconds - 1,
            last.milliseconds + 1000,
            last.milliseconds - hour, last.milliseconds - 365 * day,
            last.milliseconds + Int64.random(in: 0...(2 * day), using: &random),
            last.milliseconds - Int64.random(in: 0...(2 * day), using: &random),
            midnight + day - 1, midnight + day, midnight - 1, -1, Int64.min / 2, Int64.max / 2,
            Instant.latest.milliseconds, Instant.latest.milliseconds + 1,
        ]
        return Instant(milliseconds: moments.randomElement(using: &random) ?? last.milliseconds)
    }
}
