import BigInt
import Ledger
import ReferenceModel

/// The monitoring's score from its rates with a pencil (scoring.md §2): every day of a month is looked at, every fact is asked
/// whether it counts.
struct SlowRates {
    struct Fact {
        let type: String
        let effective: CivilDate
        let seq: Int64
        let data: JSON
        init(_ type: String, _ effective: CivilDate, _ seq: Int64, _ data: JSON) {
            self.type = type
            self.effective = effective
            self.seq = seq
            self.data = data
        }
        func text(_ key: String) -> String { data[key]?.text ?? "" }
    }
    private let facts: [Fact]
    private let on: CivilDate

    /// - Parameter facts: the live ones.
    init(_ facts: [Fact], on: CivilDate) {
        self.facts = facts.filter {
            ["monitoring.", "warning.", "enterprise.re"].contains(where: $0.type.hasPrefix)
        }
        self.on = on
    }

    /// Of the latest month of the year up to `months` in which the township had something to do; nil for none.
    func score(_ township: String, _ weights: JSON?, months: Int) -> Fraction? {
        for month in stride(from: months, to: 0, by: -1) {
            let days = facts.isEmpty ? [] : days(of: month)
            var (due, filled) = (0, 0)
            // 1970-01-01 was a Thursday.
            for sunday in days where (sunday.daysSinceEpoch + 3) % 7 == 6 {
                for code in monitored(on: sunday) where home(code, on: sunday) == township {
                    due += 1
                    if facts.contains(where: {
                        $0.type == "monitoring.filled" && $0.text("enterprise") == code && $0.effective == sunday
                    }) {
                        filled += 1
                    }
                }
            }
            let raised = facts.filter {
                $0.type == "warning.raised" && days.contains($0.effective)
                    && home($0.text("enterprise"), on: $0.effective) == township
            }
            let answered = raised.filter { warning in
                facts.contains {
                    $0.type == "warning.responded" && $0.text("warning") == warning.text("warning")
                        && $0.effective <= on
                }
            }
            guard due + raised.count > 0 else { continue }
            func share(_ part: Int, _ whole: Int) -> Fraction { Fraction(BigInt(part), BigInt(whole)) }
            func weight(_ key: String) -> Fraction { Fraction(decimal: weights?[key]?.text ?? "0") }
            let fills = due == 0 ? Fraction(1) : share(filled, due)
            let responses = raised.isEmpty ? Fraction(1) : share(answered.count, raised.count)
            return weight("fill_rate") * fills + weight("response_rate") * responses
        }
        return nil
    }

    private func days(of month: Int) -> [CivilDate] {
        (1...31).compactMap { CivilDate(year: on.year, month: month, day: $0) }
    }

    private func monitored(on day: CivilDate) -> [String] {
        let turns = facts.filter {
            ["monitoring.listed", "monitoring.delisted"].contains($0.type) && $0.effective <= day
        }
        return Set(turns.map { $0.text("enterprise") }).filter { code in
            turns.filter { $0.text("enterprise") == code }
                .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }?.type == "monitoring.listed"
        }
    }

    private func home(_ code: String, on day: CivilDate) -> String {
        facts.filter {
            ["enterprise.registered", "enterprise.relocated"].contains($0.type) && $0.text("enterprise") == code
                && $0.effective <= day
        }
        .max { ($0.effective, $0.seq) < ($1.effective, $1.seq) }?.text("township") ?? ""
    }
}
