import Ledger
import Records
import Scoring

/// A county goal of Attachment 4 on a day: what is done, what is due, and how that stands against the calendar.
/// Numbers are in hundredths, whole in what is counted, in cents for money.
struct Goal {
    let measure: String
    let done: Int128
    /// The first milestone whose `by` is the day or later, else the last (scoring.md §5).
    let inForce: Scheme.Milestone
    /// The last milestone: the year's goal.
    let final: Scheme.Milestone
    /// Days of the final goal's year that have passed with the day itself, and all of them.
    let elapsed: Int
    let days: Int

    /// Every goal of a scheme, in the order in which the measures first come due. Measures that are not counted have
    /// none.
    static func all(_ progress: Progress) -> [Goal] {
        var measures: [String] = []
        for milestone in progress.scheme.milestones where !measures.contains(milestone.measure) {
            measures.append(milestone.measure)
        }
        return measures.compactMap { Goal($0, progress) }
    }

    private init?(_ measure: String, _ progress: Progress) {
        let milestones = progress.scheme.milestones.filter { $0.measure == measure }
        guard let final = milestones.last else { return nil }
        switch measure {
        case "fair.visits": done = progress.county.fairVisits * 100
        case "fair.intended_orders_usd": done = progress.county.fairOrders
        case "exporters.new": done = progress.county.newExporters * 100
        default: return nil
        }
        self.measure = measure
        self.final = final
        inForce = milestones.first { $0.by >= progress.on } ?? final
        let start = CivilDate(trusted: Int32(final.by.year * 10_000 + 101)).daysSinceEpoch
        let end = CivilDate(trusted: Int32(final.by.year * 10_000 + 1231)).daysSinceEpoch
        days = end - start + 1
        elapsed = min(days, max(0, progress.on.daysSinceEpoch - start + 1))
    }

    var isMoney: Bool { measure.hasSuffix("_usd") }
    var isReached: Bool { done >= Int128(inForce.atLeast.value) }
    /// What is missing to the goal in force.
    var left: Int128 { max(0, Int128(inForce.atLeast.value) - done) }

    /// What would be done by now at an even pace: the year's goal × days passed / days, rounded up to a whole visit
    /// or cent, since a part of one can't be done.
    var expected: Int128 {
        let unit: Int128 = isMoney ? 1 : 100
        let share = Int128(final.atLeast.value) * Int128(elapsed)
        let divisor = Int128(days) * unit
        return (share + divisor - 1) / divisor * unit
    }

    /// How much of the goal in force is done, in tenths of a percent, rounded down: 100 % is never shown too early.
    var permille: Int128 { part(of: 1000) }

    /// Twenty columns, full only when the goal is reached.
    var bar: String {
        let full = Int(min(20, part(of: 20)))
        return String(repeating: "█", count: full) + String(repeating: "░", count: 20 - full)
    }

    private func part(of whole: Int128) -> Int128 {
        inForce.atLeast.value == 0 ? whole : max(0, done) * whole / Int128(inForce.atLeast.value)
    }
}
