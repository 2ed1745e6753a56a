import Ledger
import Records
import Scoring

/// The county goals of Attachment 4 as a table: what is done, what is due, the year's goal.
struct GoalTable {
    let progress: Progress
    let language: Language

    /// The columns whose numbers make the bars: done, due, the year's goal.
    static let bars = 1...3

    var table: TextTable {
        TextTable(
            [
                .init(language("工作目标", "goal"), least: 12), .init(language("已完成", "done"), .right),
                .init(language("期限目标", "due"), .right), .init(language("全年目标", "year"), .right, mayFold: true),
                .init(language("期限", "by"), mayFold: true),
                .init(language("完成期限目标", "of what is due"), .right, mayFold: true),
                .init(language("按日历应达", "even pace"), .right, mayFold: true),
                .init(language("状态", "state"), mayFold: true),
            ],
            rows: Goal.all(progress).map { goal in
                func amount(_ value: Int128, _ style: TextTable.Style = .plain) -> TextTable.Cell {
                    goal.isMoney ? .money(value, style) : .count(value / 100, style)
                }
                let isOverdue = !goal.isReached && goal.inForce.by < progress.on
                return [
                    .init(MeasureWords(language: language).heading(goal.measure)), amount(goal.done, .bold),
                    amount(Int128(goal.inForce.atLeast.value)), amount(Int128(goal.final.atLeast.value)),
                    .day(goal.inForce.by),
                    .init(
                        DecimalText.fixed(goal.permille, decimals: 1) + "%", .plain,
                        .ratio(DecimalText.fixed(goal.permille, decimals: 3))),
                    amount(goal.expected, .dim),
                    .init(state(goal, isOverdue), goal.isReached ? .green : isOverdue ? .red : .yellow),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private func state(_ goal: Goal, _ isOverdue: Bool) -> String {
        if goal.isReached { return language("已完成", "reached") }
        let left = Numerals.grouped(DecimalText.trimmed(goal.left, decimals: 2))
        return isOverdue
            ? language("还差 \(left)，已到期", "\(left) short, overdue") : language("还差 \(left)", "\(left) left")
    }
}
