import Accounts
import Foundation
import Ledger
import Records

/// What it takes to find something: an enterprise's events, a record's history, who holds a natural key. None may grow with
/// the ledger.
extension Bench {
    private struct Sample {
        let enterprise: String
        let id: String
        let key: NaturalKey
    }

    func lookups(_ path: String) throws -> [Figure] {
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        let office = office(log, at: { Instant(milliseconds: 0) })
        let samples = try samples(office, 300)
        func times(_ body: (Sample) throws -> Void) rethrows -> [Double] {
            try samples.map { sample in try seconds { try body(sample) } }.sorted()
        }
        let register = try times {
            _ = try office.register(RegisterFilter(enterprise: $0.enterprise, limit: 50), known: .everything)
        }
        let history = try times { _ = try office.history(of: $0.id) }
        let key = try times { sample in _ = try office.read { try $1.recorded.holder(of: sample.key) } }
        func figure(_ name: String, _ key: String, _ times: [Double]) -> Figure {
            let (median, p99) = (times[times.count / 2] * 1000, times[times.count * 99 / 100] * 1000)
            return Figure(
                name: name, value: String(format: "%.3f ms, p99 %.3f ms", median, p99), ratio: "", floor: "bar 5 ms",
                numbers: ["\(key)_ms": median, "\(key)_p99_ms": p99])
        }
        return [
            figure("log --enterprise, the newest 50, in process", "log", register),
            figure("show, in process", "show", history),
            figure("natural-key look-up, in process", "key", key),
        ]
    }

    /// Records of enterprises from anywhere in the ledger.
    private func samples(_ office: Office, _ count: Int) throws -> [Sample] {
        var random = Draws(seed: 17)
        return try office.read { reader, _ in
            var found: [Sample] = []
            while found.count < count {
                guard let event = try reader.event(Int64(1 + random(Int(reader.size)))),
                    let type = EventType(rawValue: event.type), type.opensRecord,
                    let code = event.data["enterprise"]?.text,
                    let key = NaturalKey(type, effective: event.effective, data: event.data)
                else { continue }
                found.append(Sample(enterprise: code, id: event.id, key: key))
            }
            return found
        }
    }
}
