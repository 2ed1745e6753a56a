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

    /// - Parameter fillWeight: of 100; the response rate has the rest. Where there was no warning, none was left without a
    ///   response: the response rate counts as whole. Where nothing was due, so does the fill rate.
    public init(_ township: String, _ month: CivilMonth, _ sum: MonitoringSum, fillWeight: Int) {
        self.township = township
        self.month = month
        self.sum = sum
        guard sum.due + sum.warnings > 0 else {
            score = nil
            return
        }
        let due = max(sum.due, 1)
        let warnings = max(sum.warnings, 1)
        let filled = sum.due == 0 ? 1 : sum.filled
        let answered = sum.warnings == 0 ? 1 : sum.answered
        // 100·(w·filled/due + (100−w)·answered/warnings) hundredths, over one denominator.
        let numerator = 100 * (fillWeight * filled * warnings + (100 - fillWeight) * answered * due)
        let denominator = due * warnings
        score = Hundredths(Int64((2 * numerator + denominator) / (2 * denominator)))
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
    /// The scores of a month, as the first `known` events have it: of the weeks whose Sunday lies in the month.
    /// - Parameters:
    ///   - townships: in the order in which they are to stand.
    ///   - on: the day by which responses count.
    public func monitoringScores(
        _ month: CivilMonth, townships: [String], fillWeight: Int, on: CivilDate, known: Int64
    ) throws -> [MonitoringScore] {
        let last = CivilWeek(of: month.end)
        let end = last.end > month.end ? last.previous : last
        var count = 1
        var first = end
        while first.previous.end >= month.start {
            first = first.previous
            count += 1
        }
        let fills = try monitoring(on: end.end, weeks: count, known: known)
        // Warnings by the month's days, answered by the day of the question.
        let warnings = try warnings(on: on, known: known)
            .filter { $0.raised >= month.start && $0.raised <= month.end }
        return townships.map { township in
            var sum = fills.sum { id, _ in id == township }
            sum.warnings = warnings.filter { $0.concerned.township == township }.count
            sum.answered = warnings.filter { $0.concerned.township == township && !$0.isOpen }.count
            return MonitoringScore(township, month, sum, fillWeight: fillWeight)
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
