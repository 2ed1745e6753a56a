import Foundation
import Glibc
import Synchronization

/// Ends the process where an input keeps it busy for too long: a hang can't report itself.
public final class Watchdog: Sendable {
    private struct Watched {
        var place = ""
        var since: ContinuousClock.Instant?
    }

    private let watched = Mutex(Watched())
    /// How long an input may take. Generous, for machines that do other things too: what is looked for are minutes.
    public static let limit = Duration.seconds(60)

    public init() {
        Thread.detachNewThread { [weak self] in
            while let self {
                self.look()
                Thread.sleep(forTimeInterval: 1)
            }
        }
    }

    private func look() {
        let found = watched.withLock { $0 }
        guard let since = found.since, ContinuousClock.now - since > Watchdog.limit else { return }
        FileHandle.standardError.write(Data("HANGS: \(found.place)\n".utf8))
        abort()
    }

    /// Runs `body` under watch.
    /// - Returns: how long it took, in milliseconds.
    func watch(_ place: String, _ body: () throws -> Void) rethrows -> Int {
        let start = ContinuousClock.now
        watched.withLock { $0 = Watched(place: place, since: start) }
        defer { watched.withLock { $0.since = nil } }
        try body()
        return Int((ContinuousClock.now - start) / .milliseconds(1))
    }
}

/// The memory that the process holds.
enum ResidentMemory {
    /// In megabytes; 0 where the system does not tell.
    static var megabytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return (pages * sysconf(Int32(_SC_PAGESIZE))) >> 20
    }
}

/// Sees that a run of inputs does not make the process grow.
struct MemoryWatch {
    /// Growth that is allowed behind the first inputs, in megabytes: caches and the heap's own fragments.
    static let growth = 96
    private var start: Int?
    private(set) var peak = 0
    private var rounds = 0

    /// - Throws: `Broken` where the process has grown by more than `growth` since the 200th input.
    mutating func look(_ place: @autoclosure () -> String) throws {
        rounds += 1
        guard rounds.isMultiple(of: 200) else { return }
        let now = ResidentMemory.megabytes
        peak = max(peak, now)
        guard let start else {
            start = now
            return
        }
        try Broken.unless(now - start <= MemoryWatch.growth, "\(place()): grew from \(start) to \(now) MB")
    }
}
