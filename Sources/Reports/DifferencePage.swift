import Ledger
import Records
import Scoring

/// What a correction or retraction would change: the record's facts, and each township's points and place on a day.
public struct DifferencePage: Sendable {
    private let before: Record
    private let after: Record?
    private let on: CivilDate
    private let tables: (before: ScoreTable?, after: ScoreTable?)
    private let names: [String: String]
    private let language: Language

    /// - Parameters:
    ///   - after: the record as it would be; nil or not live where it would be gone.
    ///   - tables: the scores on `on`, without and with the change; nil where no scheme is in force.
    public init(
        before: Record, after: Record?, on: CivilDate, tables: (before: ScoreTable?, after: ScoreTable?),
        townships: [Scheme.Township], language: Language
    ) {
        self.before = before
        self.after = after
        self.on = on
        self.tables = tables
        self.language = language
        names = Dictionary(townships.map { ($0.id, $0.name) }) { first, _ in first }
    }

    public func text(width: Int?, colour: Bool) -> String {
        var page = TextTable.Style.bold.paint(
            "\(language(Catalog[before.type].zh, Catalog[before.type].en)) \(Terminal.safe(before.id))", colour)
        if let after, after.isLive {
            page += "\n"
            page += FactLines(
                type: before.type, before: before.data, beforeDate: before.effective, after: after.data,
                afterDate: after.effective, names: names, language: language
            ).text(width: width, colour: colour)
        } else {
            page += language("：撤销后不再计入\n", ": counts no more\n")
        }
        return page + "\n" + scores(width, colour)
    }

    private func scores(_ width: Int?, _ colour: Bool) -> String {
        guard let old = tables.before, let new = tables.after else {
            return language("\(on) 没有施行的办法，得分无从比较\n", "no scheme in force on \(on): no scores to compare\n")
        }
        let moved = zip(old.rows, new.rows).filter { $0 != $1 }
        guard !moved.isEmpty else {
            return language("\(on) 的得分不变\n", "no score on \(on) changes\n")
        }
        let table = TextTable(
            [
                .init(language("乡镇", "township"), least: 8), .init(language("原得分", "total"), .right),
                .init(language("新得分", "new"), .right), .init(language("增减", "change"), .right),
                .init(language("名次", "rank"), .right),
                .init(language("变动的考核项", "indicators that move"), least: 12, mayFold: true),
            ],
            rows: moved.map { old, new in
                let change = new.total.value - old.total.value
                let items = zip(old.items, new.items).filter { $0.points != $1.points }.map { old, new in
                    let name = tables.after?.scheme.indicator(new.id)?.name ?? new.id
                    return "\(language(name, new.id)) \(DifferencePage.signed(new.points.value - old.points.value))"
                }
                return [
                    .init(new.name), .init(old.total.twoDecimals), .init(new.total.twoDecimals, .bold),
                    .change(change, zero: DifferencePage.signed(0)), .ranks(old.rank, new.rank),
                    .init(items.joined(separator: language("，", ", "))),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
        return language("对 \(on) 得分的影响：\n", "Effect on the score of \(on):\n")
            + table.render(width: width, colour: colour)
    }

    static func signed(_ hundredths: Int64) -> String {
        (hundredths > 0 ? "+" : "") + DecimalText.fixed(Int128(hundredths), decimals: 2)
    }
}
