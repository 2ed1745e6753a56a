import Accounts
import Ledger
import Records
import Scoring

/// Where no plan, or none with a work list, is in force on the day, as known.
public struct NoPlanInForce: Error, Hashable, Sendable {
    public let on: CivilDate
    public let knownSize: Int64
}

extension Books {
    /// The plans that are live as the first `known` events have them, those that schemes bring among them.
    /// - Complexity: O(plans).
    public func plans(known: Int64) throws -> [AdoptedPlan] {
        let live = schemes.filter { $0.seq <= known && ($0.ended.map { $0 > known } ?? true) }
        return try live.compactMap { AdoptedPlan($0) }
            + journal(.planAdopted, through: CivilDate(trusted: 99_991_231), known: known).compactMap {
                AdoptedPlan($0)
            }
    }

    /// The county's figures for goals of the work list.
    func workFigures(known: Int64) -> WorkStatus.Figure {
        var made: [CivilDate: Progress.Counters] = [:]
        return { measure, day in
            if made[day] == nil, let adopted = self.schemes.inForce(on: day, known: known) {
                made[day] = try Progress(on: day, scheme: adopted.scheme, balances: self.balances(known: known)).county
            }
            guard let counters = made[day] else { return nil }
            return switch measure {
            case .fairVisits: Ratio(counters.fairVisits)
            case .fairOrders: Ratio(counters.fairOrders, 100)
            case .newExporters: Ratio(counters.newExporters)
            case .fillRate, .responseRate, .onlineRetail, .onlineRetailGrowth, .loanIncrement: nil
            }
        }
    }

    /// The work list in force on a day with the state of each cell.
    /// - Throws: `NoPlanInForce`, `LedgerError`.
    /// - Complexity: that of a progress for each deadline of the list, and O(reports).
    public func workStatus(on: CivilDate, known: Int64) throws -> (status: WorkStatus, adopted: AdoptedPlan) {
        let adopted = try plans(known: known).filter { $0.plan.workList != nil }.inForce(on: on, known: known)
        guard let adopted, let list = adopted.plan.workList else { throw NoPlanInForce(on: on, knownSize: known) }
        let reports = try journal(.workReported, through: on, known: known).compactMap { WorkReport($0) }
        let confirmations = try journal(.workConfirmed, through: on, known: known).compactMap { WorkConfirmation($0) }
        let status = try WorkStatus(
            list, reports: reports, confirmations: confirmations, on: on, figure: workFigures(known: known))
        return (status, adopted)
    }
}

extension Office {
    /// The work list of a day as known.
    /// - Throws: `NoPlanInForce`, `LedgerError`.
    public func workStatus(
        on: CivilDate, known: Known
    ) throws -> (status: WorkStatus, adopted: AdoptedPlan, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            let (status, adopted) = try books.workStatus(on: on, known: head.size)
            return (status, adopted, head)
        }
    }
}
