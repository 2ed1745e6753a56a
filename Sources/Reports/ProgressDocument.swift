import Ledger
import Records
import Scoring

extension ProgressPage {
    public var document: Document {
        let title = progress.scheme.title + language(" · 进度", " · progress")
        var document = Document(title, language: language)
        document.facts =
            PageHead(
                title: title, on: progress.on, months: progress.on.wholeMonths, head: head, language: language
            ).facts
        document.time = head.recordedAt
        var goals = Document.Section(
            language("县级目标", "county goals"), table: GoalTable(progress: progress, language: language).table)
        goals.figure = .bars(columns: GoalTable.bars)
        let tasks = TaskTable(progress: progress, language: language)
        document.sections = [
            goals, Document.Section(language("乡镇任务", "the townships' tasks"), table: tasks.table, notes: tasks.notes),
        ]
        if months.count > 1 { document.sections.append(trend) }
        return document
    }

    public func json() -> JSON { progress.json(head: head) }

    /// What was reached at the end of each month.
    private var trend: Document.Section {
        let goals = Goal.all(progress)
        let reached = months.map(Goal.all)
        var section = Document.Section(language("逐月累计", "month by month"))
        section.table = TextTable(
            [.init(language("工作目标", "goal"))] + months.map { .init($0.on.month.description, .right) },
            rows: goals.map { goal in
                [.init(MeasureWords(language: language).heading(goal.measure))]
                    + reached.map { month in
                        guard let then = month.first(where: { $0.measure == goal.measure }) else { return "—" }
                        return goal.isMoney ? .money(then.done) : .count(then.done / 100)
                    }
            })
        return section
    }
}
