import Audits
import Records
import Scoring

/// What a month's notice says in one paragraph.
struct BulletinWords {
    private let bulletin: Bulletin
    private let language: Language

    init(_ bulletin: Bulletin, _ language: Language) {
        self.bulletin = bulletin
        self.language = language
    }

    /// Who leads, who moved most, who met the tasks.
    var summary: String {
        let rows = ScorePage(bulletin.table, head: bulletin.head, language: language).rows(.rank)
        let first = language.list(rows.prefix(3).map { "\($0.name) \($0.total.twoDecimals)" })
        var sentences = [language("前三名：\(first)", "The first three: \(first)")]
        if let (row, places) = mover(rows, up: true) {
            sentences.append(
                language(
                    "名次上升最多：\(row.name)，升 \(places) 位至第 \(row.rank) 名",
                    "Most places up: \(row.name), by \(places) to rank \(row.rank)"))
        }
        if let (row, places) = mover(rows, up: false) {
            sentences.append(
                language(
                    "下降最多：\(row.name)，降 \(places) 位至第 \(row.rank) 名",
                    "Most places down: \(row.name), by \(places) to rank \(row.rank)"))
        }
        if let target = TaskTarget.column(bulletin.progress) {
            let met = bulletin.progress.townships.filter { place in
                TaskTarget.allCases.allSatisfy { one in
                    target.column.townships[place.township.id]?[one.rawValue]
                        .map { one.value(place.counters).reaches($0) } ?? true
                }
            }
            let names = language.list(met.map(\.township.name))
            sentences.append(
                met.isEmpty
                    ? language("没有乡镇完成全部任务", "No township met all of its targets")
                    : language("完成全部任务的 \(met.count) 个：\(names)", "All targets met by \(met.count): \(names)"))
        }
        return sentences.joined(separator: language("。", ". ")) + language("。", ".")
    }

    private func mover(_ rows: [ScoreTable.Row], up: Bool) -> (row: ScoreTable.Row, places: Int)? {
        let moved = rows.compactMap { row -> (ScoreTable.Row, Int)? in
            guard let old = bulletin.before?.rows.first(where: { $0.id == row.id }) else { return nil }
            return (row, (old.rank - row.rank) * (up ? 1 : -1))
        }
        // The better placed one of equals.
        guard let most = moved.map(\.1).max(), most > 0 else { return nil }
        return moved.first { $0.1 == most }
    }
}
