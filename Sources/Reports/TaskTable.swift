import Ledger
import Records
import Scoring

/// The task table in the layout of Attachment 3: the county above, then the townships; for each measure the target in
/// force and what is reached.
struct TaskTable {
    let progress: Progress
    let language: Language

    var table: TextTable {
        let target = TaskTarget.column(progress)
        let columns = TaskTarget.asInTheNotice.flatMap { one -> [TextTable.Column] in
            let group = one.title(language)
            return [
                .init(language("任务", "target"), .right, mayFold: true, group: group),
                .init(language("完成", "reached"), .right, mayFold: true, group: group),
            ]
        }
        let assigned = progress.townships.reduce(Int128(0)) { $0 + $1.counters.newExporters }
        let county = row(
            language("全县", "county"), progress.county, target?.column.county,
            sums: assigned == progress.county.newExporters)
        return TextTable(
            [.init(language("乡镇", "township"), least: 16)] + columns,
            rows: [county]
                + progress.townships.map {
                    row($0.township.name, $0.counters, target?.column.townships[$0.township.id], sums: false)
                })
    }

    /// - Parameter sums: whether the count is that of the rows below.
    private func row(
        _ name: String, _ counters: Progress.Counters, _ targets: [String: Rate]?, sums: Bool
    ) -> [TextTable.Cell] {
        [.init(name)]
            + TaskTarget.asInTheNotice.flatMap { one -> [TextTable.Cell] in
                let rate = targets?[one.rawValue]
                let value = one.value(counters)
                let isMet = rate.map { value.reaches($0) }
                let style: TextTable.Style = isMet.map { $0 ? .green : .red } ?? .plain
                let mark = isMet == true ? "✓ " : ""
                guard one == .newExporters else {
                    let reached = TextTable.Cell.percent(value, style)
                    return [.percent(rate), .init(mark + reached.text, reached.style, reached.value)]
                }
                let count = Int128(rate?.millionths ?? 0) / 1_000_000
                return [
                    rate == nil ? .init("—", .dim) : .count(count, .dim),
                    .init(
                        mark + String(counters.newExporters), style, .count(counters.newExporters),
                        formula: sums ? .sumOfOthers : nil),
                ]
            }
    }

    var notes: [String] {
        guard let target = TaskTarget.column(progress) else { return [] }
        var notes = [
            language(
                "任务栏至 \(target.column.through)；✓（绿色）为已达任务，红色为未达。投保完成率 = 出口信用保险累计投保企业家数 / 累计出口企业家数",
                "targets through \(target.column.through); ✓ (green): met, red: not met. insured = enterprises with export "
                    + "credit insurance / enterprises with exports")
        ]
        if target.provisional {
            notes.append(
                language("该栏尚未到期，暂按第一栏任务", "provisional: the first target column, which has not ended yet"))
        }
        return notes
    }
}
