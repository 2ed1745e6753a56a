import Foundation
import Synchronization
import TestSupport

extension RotDrill {
    /// What a run over a file's bytes has done.
    public struct Sweep: Sendable {
        /// The bytes of the file.
        public var bytes = 0
        public var tally = Tally()
    }

    /// Changes every byte of the file, each by a mask of its own, in an order that the seed gives, until all are through or
    /// the time is over. Each of the workers has a file of its own.
    /// - Parameters:
    ///   - jobs: how many workers there are, each on a core.
    ///   - goesOn: asked before every byte.
    /// - Throws: `Broken` at the first promise that is broken, by whichever worker.
    public static func sweep(seed: UInt64, jobs: Int, while goesOn: @Sendable () -> Bool) throws -> Sweep {
        var random = SeededGenerator(seed: seed)
        let count = try RotDrill().bytes.count
        let flips = (0..<count).shuffled(using: &random).map { ($0, UInt8.random(in: 1...255, using: &random)) }
        let state = Mutex((next: 0, tally: Tally(), broken: (any Error)?.none))
        DispatchQueue.concurrentPerform(iterations: max(1, jobs)) { _ in
            do {
                let drill = try RotDrill()
                while goesOn() {
                    let next: Int? = state.withLock { state in
                        guard state.broken == nil, state.next < flips.count else { return nil }
                        defer { state.next += 1 }
                        return state.next
                    }
                    guard let next else { break }
                    try drill.flip(flips[next].0, mask: flips[next].1)
                }
                state.withLock { $0.tally += drill.tally }
            } catch { state.withLock { $0.broken = $0.broken ?? error } }
        }
        let (_, tally, broken) = state.withLock { $0 }
        if let broken { throw broken }
        return Sweep(bytes: count, tally: tally)
    }
}

extension RotDrill.Tally {
    static func += (left: inout Self, right: Self) {
        left.flips += right.flips
        left.found += right.found
        left.harmless += right.harmless
        left.named += right.named
        left.mended += right.mended
    }
}
