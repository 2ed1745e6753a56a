import Accounts
import Ledger
import Records
import Scoring

/// A township's monitoring score of a month, 0–100: its fill rate and its response rate, weighted.
public struct MonitoringScore: Sendable {
    public let township: String
    public let month: CivilMonth
    public let sum: MonitoringSum
    /// Hundredths of a point, rounded half up; nil where nothing was due and nothing warned of.
    public let score: Hundredths?

    /// - Parameter fillWeight: of 100; the response rate has the rest (see `MonitoringSum.score`).
    public init(_ township: String, _ month: CivilMonth, _ sum: MonitoringSum, fillWeight: Int) {
        self.township = township
        self.month = month
        self.sum = sum
        let weights = MonitoringWeights(
            fill: Hundredths(Int64(fillWeight) * 100), response: Hundredths(Int64(100 - fillWeight) * 100))
        let exact = sum.score(weights)
        score = exact.isDefined ? ScoreTable.rounded(exact) : nil
    }

    /// The submission that records it.
    public var submission: Submission? {
        guard let score else { return nil }
        return Submission(
            type: .monitoringScored,
            source: "订单+清单 \(month)：填报 \(sum.filled)/\(sum.due)，响应 \(sum.answered)/\(sum.warnings)",
            data: .members([
                .init("township", .string(township)), .init("month", .string(month.description)),
                .init("score", .string(score.description)),
            ]))
    }
}

extension Books {
    /// The scores of a month, as the first `known` events have it: of the weeks whose Sunday lies in the month and is over,
    /// the same counts that a scheme's `monitoring.rates` are made from.
    /// - Parameters:
    ///   - townships: in the order in which they are to stand.
    ///   - on: the day by which weeks are over and responses count.
    public func monitoringScores(
        _ month: CivilMonth, townships: [String], fillWeight: Int, on: CivilDate, known: Int64
    ) throws -> [MonitoringScore] {
        let sums = try monitoringHistory(known: known).sums(of: month, .init(on: on, known: known))
        return townships.map {
            MonitoringScore($0, month, sums[$0] ?? MonitoringSum(), fillWeight: fillWeight)
        }
    }
}

extension Office {
    /// The monitoring scores of a month, as known.
    /// - Throws: `LedgerError`.
    public func monitoringScores(
        _ month: CivilMonth, townships: [String], fillWeight: Int, on: CivilDate, known: Known
    ) throws -> (scores: [MonitoringScore], head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            let scores = try books.monitoringScores(
                month, townships: townships, fillWeight: fillWeight, on: on, known: head.size)
            return (scores, head)
        }
    }
}
