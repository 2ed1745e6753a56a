import Ledger
import Records
import Scoring

/// The counters of Attachments 3 and 4 as people see them. Their JSON is `Progress.json(head:)`.
public struct ProgressPage: Page {
    public let progress: Progress
    public let head: LogHead
    public let language: Language

    /// The counters at the end of each month of the year up to the day, for a line of what was reached when; empty: no
    /// such line.
    public let months: [Progress]

    public init(_ progress: Progress, head: LogHead, months: [Progress] = [], language: Language) {
        self.progress = progress
        self.head = head
        self.months = months
        self.language = language
    }

    private typealias Target = TaskTarget

    /// The target column in force.
    private var target: (column: Scheme.TargetColumn, provisional: Bool)? {
        TaskTarget.column(progress)
    }

    // MARK: - Terminal

    /// - Parameter width: the most columns that a line should take; nil: no limit.
    public func text(width: Int?, colour: Bool) -> String {
        let title = progress.scheme.title + language(" · 进度", " · progress")
        var page = PageHead(
            title: title, on: progress.on, months: progress.on.wholeMonths, head: head, language: language
        ).text(width: width, colour: colour)
        for goal in Goal.all(progress) { page += "\n" + text(goal, width, colour) }
        page += "\n" + townships.render(width: width, colour: colour)
        if !footnotes.isEmpty { page += "\n" + FootNotes.text(footnotes, width: width, colour: colour) }
        return page
    }

    private func text(_ goal: Goal, _ width: Int?, _ colour: Bool) -> String {
        func number(_ value: Int128) -> String { Numerals.grouped(DecimalText.trimmed(value, decimals: 2)) }
        let due = Int128(goal.inForce.atLeast.value)
        let percent = DecimalText.fixed(goal.permille, decimals: 1) + "%"
        let state =
            goal.isReached
            ? language("✓ 已完成", "✓ reached")
            : goal.inForce.by < progress.on
                ? language("还差 \(number(goal.left))，已到期", "\(number(goal.left)) short, overdue")
                : language("还差 \(number(goal.left))", "\(number(goal.left)) left")
        let numbers = language(
            "\(number(goal.done)) / \(number(due))（\(goal.inForce.by) 前），\(state)",
            "\(number(goal.done)) of \(number(due)) by \(goal.inForce.by), \(state)")
        let style: TextTable.Style = goal.isReached ? .green : goal.inForce.by < progress.on ? .red : .yellow
        let indent = "  "
        let bar = "\(indent)\(goal.bar)  \(DisplayWidth.padded(percent, to: 6, right: true))  "
        var lines = [TextTable.Style.bold.paint(name(goal.measure), colour)]
        if let width, DisplayWidth.of(bar + numbers) > width {
            lines.append(indent + style.paint(goal.bar, colour) + bar.dropFirst(indent.count + 20).dropLast(2))
            lines += DisplayWidth.wrapped(indent + numbers, to: width, indent: indent).split(separator: "\n")
                .map(String.init)
        } else {
            lines.append(indent + style.paint(goal.bar, colour) + bar.dropFirst(indent.count + 20) + numbers)
        }
        if months.count > 1 { lines.append(indent + trend(goal)) }
        lines += DisplayWidth.wrapped(indent + pace(goal, number), to: width, indent: indent).split(separator: "\n")
            .map { TextTable.Style.dim.paint(String($0), colour) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What was reached at the end of each month.
    private func trend(_ goal: Goal) -> String {
        let values = months.map { month in Goal.all(month).first { $0.measure == goal.measure }?.done }
        let last = months.last?.on.month.description ?? ""
        return Sparkline.text(values) + language("  逐月累计，至 \(last)", "  month by month, to \(last)")
    }

    /// The year's goal against the calendar.
    private func pace(_ goal: Goal, _ number: (Int128) -> String) -> String {
        let ahead = goal.done - goal.expected
        let state =
            ahead == 0
            ? language("正合进度", "on pace")
            : ahead > 0
                ? language("超前 \(number(ahead))", "\(number(ahead)) ahead")
                : language("落后 \(number(-ahead))", "\(number(-ahead)) behind")
        let final = number(Int128(goal.final.atLeast.value))
        return language(
            "全年目标 \(final)：第 \(goal.elapsed) 天（共 \(goal.days) 天），按日历应达 \(number(goal.expected))，\(state)",
            "year's goal \(final): \(number(goal.expected)) expected on day \(goal.elapsed) of \(goal.days), \(state)")
    }

    private func name(_ measure: String) -> String { MeasureWords(language: language).heading(measure) }

    private var townships: TextTable {
        let titles = [
            language("新增企业", "new exporters"), language("出口增幅", "export growth"), language("投保完成率", "insured"),
            language("500万美元以下", "insured <5M"),
        ]
        let mark = target?.provisional == true ? "†" : ""
        var table = TextTable(
            [.init(language("乡镇", "township"), least: 8)] + titles.map { .init($0 + mark, .right) })
        let columns = ([target?.column.county] + progress.scheme.townships.map { target?.column.townships[$0.id] })
        // Targets are filled to one width, so that the strokes before them stand in line.
        let widths = Target.allCases.map { one in
            columns.map { $0?[one.rawValue].map { wanted(one, $0).count } ?? 0 }.max() ?? 0
        }
        func row(_ name: String, _ counters: Progress.Counters, _ targets: [String: Rate]?, _ style: TextTable.Style)
            -> [TextTable.Cell]
        {
            [.init(name, style)]
                + zip(Target.allCases, widths).map { cell($0, counters, targets?[$0.rawValue], width: $1) }
        }
        table.rows.append(row(language("全县", "county"), progress.county, target?.column.county, .bold))
        for (township, counters) in progress.townships {
            table.rows.append(row(township.name, counters, target?.column.townships[township.id], .plain))
        }
        return table
    }

    /// `✓ 12.30% / 8.5%`: met, the value, the target in force.
    private func cell(_ target: Target, _ counters: Progress.Counters, _ rate: Rate?, width: Int) -> TextTable.Cell {
        let value = shown(target, counters)
        let room = String(repeating: " ", count: width)
        guard let rate else { return .init((value ?? "—") + "   " + room, value == nil ? .dim : .plain) }
        let isMet = ratio(target, counters).reaches(rate)
        return .init(
            (isMet ? "✓ " : "") + "\(value ?? "—") / \(DisplayWidth.padded(wanted(target, rate), to: width))",
            isMet ? .green : value == nil ? .dim : .plain)
    }

    private func wanted(_ target: Target, _ rate: Rate) -> String {
        target == .newExporters ? DecimalText.trimmed(Int128(rate.millionths), decimals: 6) : Numerals.percent(rate)
    }

    private func ratio(_ target: Target, _ counters: Progress.Counters) -> Ratio { target.value(counters) }

    private func shown(_ target: Target, _ counters: Progress.Counters) -> String? {
        target == .newExporters ? String(counters.newExporters) : Numerals.percent(ratio(target, counters))
    }

    var footnotes: [String] {
        var notes: [String] = []
        if let target {
            notes.append(
                language(
                    "✓ 已达任务（任务栏至 \(target.column.through)）", "✓ target met (column through \(target.column.through))"))
            if target.provisional {
                notes.append(
                    language(
                        "† 暂按第一栏任务，该栏尚未到期",
                        "† provisional: the first target column, which has not ended yet"))
            }
        }
        let all = [progress.county] + progress.townships.map(\.counters)
        if all.contains(where: { one in Target.allCases.contains { !ratio($0, one).isDefined } }) {
            notes.append(language("— 分母为 0，比值无从计算", "— the denominator is 0, the ratio undefined"))
        }
        let assigned = progress.townships.reduce((visits: Int128(0), exporters: Int128(0))) {
            ($0.visits + $1.counters.fairVisits, $0.exporters + $1.counters.newExporters)
        }
        if assigned != (progress.county.fairVisits, progress.county.newExporters) {
            notes.append(
                language(
                    "全县数包括不归属任何乡镇的企业", "the county's figures count enterprises that belong to no township too"))
        }
        return notes
    }

    // MARK: - CSV

    /// The county and the townships, a line each: the counters by their names in JSON, each target behind its counter,
    /// and whether the target is provisional. Ratios have four decimals and are empty where undefined.
    public func csv(withByteOrderMark: Bool = false) -> String {
        let header =
            ["id", "name", "fair.visits", "fair.intended_orders_usd"]
            + Target.allCases.flatMap { [$0.rawValue, $0.rawValue + ".target"] } + ["targets_through", "provisional"]
        func line(_ id: String, _ name: String, _ counters: Progress.Counters, _ targets: [String: Rate]?) -> [String] {
            [id, name, String(counters.fairVisits), DecimalText.trimmed(counters.fairOrders, decimals: 2)]
                + Target.allCases.flatMap { one in
                    [
                        one == .newExporters
                            ? String(counters.newExporters) : ratio(one, counters).rounded(4) ?? "",
                        targets?[one.rawValue]?.description ?? "",
                    ]
                }
                + [target?.column.through.description ?? "", target.map { $0.provisional ? "true" : "false" } ?? ""]
        }
        let lines =
            [line("county", language("全县", "county"), progress.county, target?.column.county)]
            + progress.townships.map {
                line($0.township.id, $0.township.name, $0.counters, target?.column.townships[$0.township.id])
            }
        return CSV.text([header] + lines, withByteOrderMark: withByteOrderMark)
    }
}
