import Accounts
import Audits
import Foundation
import Ledger
import Records
import Scoring

/// What audits cost: explaining, walking through differences, proving. None of it may grow with the ledger.
extension Bench {
    func audits(_ path: String) throws -> [Figure] {
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        let office = office(log, at: { Instant(milliseconds: 0) })
        return try [explain(office), difference(office), inclusion(office)]
    }

    /// The ledger's size, and the day on which the county's last facts were recorded; the durable appends that were
    /// measured stand behind them, at a later time.
    private func recent(_ office: Office) throws -> (size: Int64, day: CivilDate) {
        try office.log.read { reader in
            let county = try reader.head(known: .size(max(1, reader.size - Bench.singles)))
            return (reader.size, county.recordedAt?.shanghaiDate ?? CivilDate(trusted: 20_201_231))
        }
    }

    /// Everything about a township, as the terminal shows it, against the score of the same day.
    private func explain(_ office: Office) throws -> Figure {
        let (size, last) = try recent(office)
        var random = Draws(seed: 11)
        var explanations: [Double] = []
        var scores: [Double] = []
        for _ in 0..<100 {
            // What stood at some time in the last tenth of the ledger, so that the day's year has its facts.
            let known = Known.size(size - Bench.singles - Int64(random(Int(size / 10))))
            let on = try office.log.read { try $0.head(known: known).recordedAt?.shanghaiDate } ?? last
            let townships = try office.scheme(on: on, known: known).adopted.scheme.townships
            let township = townships[random(townships.count)].id
            // In turn, so that a slow moment meets both.
            scores.append(try seconds { _ = try office.score(on: on, known: known) })
            explanations.append(
                try seconds { _ = try office.explain(township, on: on, known: known, evidence: 3) })
        }
        let explanation = explanations.sorted()[50]
        let score = scores.sorted()[50]
        return Figure(
            name: "explain a township, 3 records a number, warm", value: String(format: "%.2f ms", explanation * 1000),
            ratio: ratio(explanation / score),
            floor: String(format: "score of the same day, %.2f ms (bar 3.00)", score * 1000))
    }

    /// The walk of an audit through about a thousand events that changed a day's points.
    private func difference(_ office: Office) throws -> Figure {
        let (size, on) = try recent(office)
        /// The number of effects of the last `count` events.
        func effects(_ count: Int64) throws -> Int {
            try office.difference(on: on, from: max(0, size - count), to: size).effects.count
        }
        // The fewest events that have a thousand effects among them: doubled, then closed in on.
        var high: Int64 = 1000
        while high < size, try effects(high) < 1000 { high *= 2 }
        var low = high / 2
        while low + 16 < high {
            let middle = (low + high) / 2
            if try effects(middle) < 1000 { low = middle } else { high = middle }
        }
        let found = try effects(high)
        var times: [Double] = []
        for _ in 0..<5 { times.append(try seconds { _ = try effects(high) }) }
        let score = try seconds { _ = try office.score(on: on, known: .everything) }
        return Figure(
            name: "audit, \(found) effects among \(min(high, size)) events",
            value: String(format: "%.2f s", times.sorted()[2]),
            ratio: ratio(times.sorted()[2] / Double(max(1, found)) / score),
            floor: String(format: "one score an effect, %.2f ms (bar 2 s)", score * 1000))
    }

    /// A proof for a random event under the newest root, and what checking it costs.
    private func inclusion(_ office: Office) throws -> Figure {
        var random = Draws(seed: 13)
        var proofs: [Double] = []
        var checks: [Double] = []
        try office.log.read { reader in
            let root = try reader.head().root
            for _ in 0..<500 {
                let seq = Int64(1 + random(Int(reader.size)))
                var proof: InclusionProof?
                proofs.append(try seconds { proof = try reader.inclusionProof(of: seq, size: reader.size) })
                let leaf = try reader.leafHash(seq)
                checks.append(try seconds { try proof?.verify(leaf: leaf, root: root) })
            }
        }
        let proof = proofs.sorted()
        let check = checks.sorted()[250]
        return Figure(
            name: "inclusion proof in process",
            value: String(format: "%.0f µs, p99 %.0f µs", proof[250] * 1e6, proof[495] * 1e6),
            ratio: ratio(proof[250] / check),
            floor: String(format: "checking it, %.0f µs (bar 1 ms)", check * 1e6))
    }
}

/// Repeatable draws: the same questions at every run.
struct Draws {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    /// A number from 0 up to `limit`.
    mutating func callAsFunction(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
