import Accounts
import Ledger
import Oversight
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

    /// The county's figures for goals of the work list. Where nothing was recorded of one there is none, rather than 0.
    func workFigures(known: Int64) -> WorkStatus.Figure {
        var made: [CivilDate: Progress.Counters] = [:]
        var programmes: [CivilDate: ProgrammeFigures] = [:]
        return { measure, day in
            switch measure {
            case .fairVisits, .fairOrders, .newExporters:
                if made[day] == nil, let adopted = self.schemes.inForce(on: day, known: known) {
                    let balances = self.balances(known: known)
                    made[day] = try Progress(on: day, scheme: adopted.scheme, balances: balances).county
                }
                return made[day].map { measure.value($0) }
            case .onlineRetail, .onlineRetailGrowth, .loanIncrement:
                let figures = try programmes[day] ?? self.figures(on: day, known: known)
                programmes[day] = figures
                return measure.value(figures)
            case .fillRate, .responseRate:
                guard let sum = try self.monitoringOfYear(on: day, known: known) else { return nil }
                let rate = measure == .fillRate ? sum.fillRate : sum.responseRate
                return rate.isDefined ? rate : nil
            }
        }
    }

    /// What stands of the weeks that ended in a day's year, up to the day; nil where none has.
    private func monitoringOfYear(on day: CivilDate, known: Int64) throws -> MonitoringSum? {
        var last = CivilWeek(of: day)
        if last.end > day { last = last.previous }
        guard last.end.year == day.year else { return nil }
        let newYear = CivilDate(trusted: Int32(day.year * 10_000 + 101))
        let weeks = (last.end.daysSinceEpoch - newYear.daysSinceEpoch) / 7 + 1
        return try monitoring(on: day, weeks: weeks, known: known).sum()
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

extension WorkMeasure {
    fileprivate func value(_ counters: Progress.Counters) -> Ratio {
        switch self {
        case .fairOrders: Ratio(counters.fairOrders, 100)
        case .newExporters: Ratio(counters.newExporters)
        default: Ratio(counters.fairVisits)
        }
    }

    fileprivate func value(_ figures: ProgrammeFigures) -> Ratio? {
        switch self {
        case .onlineRetail: return figures.onlineRetail.months.isEmpty ? nil : Ratio(figures.onlineRetail.total, 100)
        case .onlineRetailGrowth: return figures.onlineRetail.growth.isDefined ? figures.onlineRetail.growth : nil
        default:
            let county = figures.loans.county
            // The year is held against the whole year before, as the page of the figures holds it.
            guard let increment = county.increment, let before = county.incrementOfLastYear else { return nil }
            return Ratio(increment - before, 100)
        }
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
