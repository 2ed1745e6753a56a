import Ledger
import Programmes
import Records
import Scoring

/// Words for cells of the work list.
struct WorkWords {
    private let plan: Plan?
    private let language: Language

    init(_ plan: Plan?, _ language: Language) {
        self.plan = plan
        self.language = language
    }

    /// A unit by its name; as it was written where it is none of the plan's.
    func unit(_ id: String) -> String { plan?.unit(id)?.name ?? id }

    func lead(_ item: WorkList.Item) -> String { language.list(item.lead.map(unit)) }

    func name(_ state: WorkStatus.State) -> String {
        switch state {
        case .notStarted: language("尚无进展", "not started")
        case .underWay: language("推进中", "under way")
        case .done: language("已完成", "done")
        case .doneLate: language("逾期完成", "done late")
        case .overdue: language("逾期未完成", "overdue")
        }
    }

    /// `✓ done`: told apart without colours too.
    func state(_ state: WorkStatus.State) -> String {
        let mark =
            switch state {
            case .notStarted: "○"
            case .underWay: "…"
            case .done, .doneLate: "✓"
            case .overdue: "✗"
            }
        return "\(mark) \(name(state))"
    }

    static func style(_ state: WorkStatus.State) -> TextTable.Style {
        switch state {
        case .notStarted: .dim
        case .underWay: .yellow
        case .done: .green
        case .doneLate: .yellow
        case .overdue: .red
        }
    }

    /// What speaks for the state: numbers, the confirmation, the latest progress, what is missing.
    func evidence(_ cell: WorkStatus.Cell) -> [String] {
        var lines = cell.goals.map(goal)
        if let confirmation = cell.confirmation {
            lines.append(
                language(
                    "\(confirmation.day) 确认完成：\(confirmation.basis)（\(confirmation.record)）",
                    "confirmed on \(confirmation.day): \(confirmation.basis) (\(confirmation.record))"))
        }
        if let latest = cell.reports.last {
            lines.append(
                language(
                    "\(latest.day) \(unit(latest.unit))：\(latest.progress)（\(latest.record)）",
                    "\(latest.day) \(unit(latest.unit)): \(latest.progress) (\(latest.record))"))
            if cell.reports.count > 1 {
                let others = cell.reports.count - 1
                lines.append(language("此前另有 \(others) 条进展", "\(Language.plural(others, "report")) before it"))
            }
        }
        if cell.needsConfirmation, cell.confirmation == nil, !cell.reports.isEmpty {
            lines.append(language("待确认完成", "to be confirmed as done"))
        }
        return lines
    }

    /// What speaks for the state in a few words: numbers, then the confirmation or the latest progress.
    func brief(_ cell: WorkStatus.Cell) -> String {
        var parts = cell.goals.map(goal)
        if let confirmation = cell.confirmation {
            parts.append(
                language(
                    "\(confirmation.day) 确认：\(confirmation.basis)",
                    "confirmed \(confirmation.day): \(confirmation.basis)"))
        } else if let latest = cell.reports.last {
            parts.append(language("\(latest.day) \(latest.progress)", "\(latest.day) \(latest.progress)"))
        }
        return parts.joined(separator: language("；", "; "))
    }

    /// `fair visits 312 of 300`.
    private func goal(_ goal: WorkStatus.Goal) -> String {
        let name = MeasureWords(language: language).heading(goal.goal.measure.rawValue)
        let wanted = number(Ratio(Int128(goal.goal.limit.millionths), 1_000_000), goal.goal.measure)
        let limit = goal.goal.isAbove ? language("高于 \(wanted)", "more than \(wanted)") : wanted
        guard let value = goal.value else {
            return language("\(name)：账中尚无此数，目标 \(limit)", "\(name): no figures in the ledger, goal \(limit)")
        }
        let have = value.isDefined ? number(value, goal.goal.measure) : "—"
        return language("\(name) \(have)，目标 \(limit)", "\(name) \(have), goal \(limit)")
    }

    private func number(_ value: Ratio, _ measure: WorkMeasure) -> String {
        switch measure {
        case .fillRate, .responseRate, .onlineRetailGrowth: return Numerals.percent(value) ?? "—"
        case .fairVisits, .newExporters, .fairOrders, .onlineRetail, .loanIncrement:
            guard var text = value.rounded(2) else { return "—" }
            if text.hasSuffix(".00") { text.removeLast(3) }
            return Numerals.grouped(text)
        }
    }
}

/// The work list for programs.
enum WorkData {
    static func json(_ row: WorkStatus.Row) -> JSON {
        .members([
            .init("id", .string(row.item.id)), .init("name", .string(row.item.name)),
            .init("lead", .array(row.item.lead.map { .string($0) })), .init("clause", .string(row.item.clause)),
            .init("cells", .array(row.cells.compactMap { $0 }.map(json))),
        ])
    }

    private static func json(_ cell: WorkStatus.Cell) -> JSON {
        var members: [JSON.Member] = [
            .init("stage", .string(cell.stage.id)), .init("by", .string(cell.stage.by.description)),
            .init("text", .string(cell.target.text)), .init("state", .string(cell.state.rawValue)),
            .init("needs_confirmation", .boolean(cell.needsConfirmation)),
            .init("goals", .array(cell.goals.map(json))), .init("reports", .array(cell.reports.map(json))),
        ]
        if let confirmation = cell.confirmation {
            members.append(
                .init(
                    "confirmation",
                    .members([
                        .init("record", .string(confirmation.record)),
                        .init("on", .string(confirmation.day.description)),
                        .init("basis", .string(confirmation.basis)),
                    ])))
        }
        return .members(members)
    }

    private static func json(_ goal: WorkStatus.Goal) -> JSON {
        .members([
            .init("measure", .string(goal.goal.measure.rawValue)),
            .init(goal.goal.isAbove ? "above" : "at_least", .string(goal.goal.limit.description)),
            .init("value", goal.value?.rounded(4).map { .string($0) } ?? .null),
            .init("reached", .boolean(goal.isReached)),
        ])
    }

    static func json(_ report: WorkReport) -> JSON {
        .members([
            .init("record", .string(report.record)), .init("on", .string(report.day.description)),
            .init("unit", .string(report.unit)), .init("progress", .string(report.progress)),
        ])
    }
}
