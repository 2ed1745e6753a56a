import Accounts
import Foundation
import Ledger
import Records

/// What tasks gain that record at once through one ledger: their rate against one who records alone, in turn with it, so
/// that a slow moment of the disk meets both.
extension Bench {
    private static let rounds = 5
    private static let writers = 8
    private static let each = 60

    func groupCommit(_ path: String) async throws -> Figure {
        let single = Bench.recorder(try SQLiteEventLog.open(path: path))
        let group = GroupCommit(Bench.recorder(try SQLiteEventLog.open(path: path)))
        let name = UUID().uuidString
        var (singles, groups, waits): ([Double], [Double], [Double]) = ([], [], [])
        for round in 0...Bench.rounds {
            for index in 0..<20 {
                _ = try single.append([Bench.report("\(name)-w\(round)-\(index)", index)], actor: "bench")
            }
            let alone = try seconds {
                for index in 0..<200 {
                    _ = try single.append([Bench.report("\(name)-s\(round)-\(index)", index)], actor: "bench")
                }
            }
            _ = try await Bench.atOnce(group, "\(name)-v\(round)", 5)
            let begun = ContinuousClock.now
            let longest = try await Bench.atOnce(group, "\(name)-g\(round)", Bench.each)
            let together = Bench.seconds(ContinuousClock.now - begun)
            // The first round makes SQLite's log grow to its size.
            guard round > 0 else { continue }
            singles.append(200 / alone)
            groups.append(Double(Bench.writers * Bench.each) / together)
            waits.append(longest)
        }
        let (alone, together) = (singles.sorted()[Bench.rounds / 2], groups.sorted()[Bench.rounds / 2])
        let longest = (waits.max() ?? 0) * 1000
        let tally = group.tally
        return Figure(
            name: "8 tasks at once, group commit",
            value: String(
                format: "%.0f/s, longest wait %.1f ms, %.1f batches a transaction", together, longest,
                Double(tally.batches) / Double(tally.transactions)),
            ratio: ratio(together / alone), floor: String(format: "one alone, %.0f/s (bar 3)", alone),
            numbers: [
                "group_per_s": together, "single_per_s": alone, "group_ratio": together / alone,
                "group_longest_wait_ms": longest,
            ])
    }

    /// Lets tasks record `each` batches of one event.
    /// - Returns: the longest time in seconds that one batch took.
    private static func atOnce(_ group: GroupCommit, _ name: String, _ each: Int) async throws -> Double {
        try await withThrowingTaskGroup(of: Double.self) { tasks in
            for writer in 0..<writers {
                tasks.addTask {
                    var longest = 0.0
                    for index in 0..<each {
                        let begun = ContinuousClock.now
                        _ = try await group.append(
                            [report("\(name)-\(writer)-\(index)", index)], actor: "writer \(writer)")
                        longest = max(longest, seconds(ContinuousClock.now - begun))
                    }
                    return longest
                }
            }
            return try await tasks.reduce(0) { max($0, $1) }
        }
    }

    static func seconds(_ time: Duration) -> Double {
        Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
}
