import Ledger
import Records
import Scoring

/// The key work list on a day (Attachment 4): each cell with what was done toward it. A pure function of the list, the
/// records, the figures and the day.
public struct WorkStatus: Sendable {
    public enum State: String, Sendable, CaseIterable {
        case notStarted = "not_started"
        case underWay = "under_way"
        case done
        /// Done, but after the stage had ended.
        case doneLate = "done_late"
        case overdue
    }

    /// A number that a cell asks for, and what it is.
    public struct Goal: Sendable {
        public let goal: WorkGoal
        /// In the goal's unit: at the end of the stage where it was reached by then, else on the day (or at the end of the
        /// stage's year, whichever is first); nil where the ledger has no figures for it.
        public let value: Ratio?
        public let isReached: Bool
    }

    public struct Cell: Sendable {
        public let stage: WorkList.Stage
        public let target: WorkList.Target
        public let state: State
        public let goals: [Goal]
        /// In order of their days.
        public let reports: [WorkReport]
        public let confirmation: WorkConfirmation?
        /// Whether somebody has to confirm it: the target says so, or a figure is missing.
        public let needsConfirmation: Bool
    }

    public struct Row: Sendable {
        public let item: WorkList.Item
        /// In order of the stages; nil for an empty cell.
        public let cells: [Cell?]
    }

    public let on: CivilDate
    public let list: WorkList
    public let rows: [Row]
    /// Reports on items or stages that the list has no more.
    public let others: [WorkReport]

    /// What a measure is on a day, in a goal's unit; nil where the ledger has no figures for it.
    public typealias Figure = (WorkMeasure, CivilDate) throws -> Ratio?

    /// - Parameters:
    ///   - reports, confirmations: what is known; those after the day are left out.
    /// - Throws: what `figure` throws.
    public init(
        _ list: WorkList, reports: [WorkReport], confirmations: [WorkConfirmation], on: CivilDate, figure: Figure
    ) rethrows {
        self.on = on
        self.list = list
        let reports = reports.filter { $0.day <= on }.sorted { ($0.day, $0.seq) < ($1.day, $1.seq) }
        let confirmations = confirmations.filter { $0.day <= on }
        rows = try list.items.map { item in
            Row(
                item: item,
                cells: try list.stages.map { stage in
                    guard let target = item.targets[stage.id] else { return nil }
                    return try WorkStatus.cell(
                        stage, target, reports.filter { $0.item == item.id && $0.stage == stage.id },
                        confirmations.first { $0.item == item.id && $0.stage == stage.id }, on, figure)
                })
        }
        others = reports.filter { list.item($0.item)?.targets[$0.stage] == nil }
    }

    private static func cell(
        _ stage: WorkList.Stage, _ target: WorkList.Target, _ reports: [WorkReport],
        _ confirmation: WorkConfirmation?, _ on: CivilDate, _ figure: Figure
    ) rethrows -> Cell {
        func goals(_ day: CivilDate) throws -> [Goal] {
            try target.goals.map { goal in
                // Figures are of a year: before the stage's own there are none.
                let value = day.year < stage.by.year ? nil : try figure(goal.measure, day)
                return Goal(goal: goal, value: value, isReached: value.map(goal.isReached) ?? false)
            }
        }
        let yearEnd = CivilDate(trusted: Int32(stage.by.year * 10_000 + 1231))
        let now = try goals(min(on, yearEnd))
        let atDeadline = on <= stage.by ? now : try goals(stage.by)
        let isCounted = !now.isEmpty && now.allSatisfy { $0.value != nil }
        let needsConfirmation = target.isConfirmed || !isCounted
        // A rate that is high enough today may fall until the stage ends.
        let isSettled = !isCounted || on >= stage.by || now.allSatisfy(\.goal.measure.onlyGrows)
        func isDone(_ goals: [Goal], by day: CivilDate) -> Bool {
            (!isCounted || goals.allSatisfy(\.isReached))
                && (!needsConfirmation || confirmation.map { $0.day <= day } ?? false)
        }
        let hasBegun = !reports.isEmpty || now.contains { $0.value?.isPositive ?? false }
        let state: State =
            if isSettled, isDone(atDeadline, by: min(on, stage.by)) {
                .done
            } else if on > stage.by {
                isDone(now, by: on) ? .doneLate : .overdue
            } else {
                hasBegun ? .underWay : .notStarted
            }
        return Cell(
            stage: stage, target: target, state: state, goals: state == .done ? atDeadline : now, reports: reports,
            confirmation: confirmation,
            needsConfirmation: needsConfirmation)
    }
}

extension WorkMeasure {
    /// Whether the figure counts up from 1 January, so that what is reached stays reached, corrections aside.
    var onlyGrows: Bool {
        switch self {
        case .fairVisits, .fairOrders, .newExporters, .onlineRetail: true
        case .fillRate, .responseRate, .onlineRetailGrowth, .loanIncrement: false
        }
    }
}

extension WorkGoal {
    /// Whether a value in the goal's unit is enough.
    public func isReached(_ value: Ratio) -> Bool {
        guard value.isDefined else { return false }
        let (have, want) = (value.numerator * 1_000_000, value.denominator * ExactInteger(limit.millionths))
        return isAbove ? have > want : have >= want
    }
}
