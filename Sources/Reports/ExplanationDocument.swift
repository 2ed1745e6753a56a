import Audits
import Ledger
import Records
import Scoring

extension ExplanationPage {
    public var document: Document {
        var document = Document(head.title, language: language)
        document.facts = head.facts
        document.time = explanation.head.recordedAt
        document.sections = [summary, clauses, comparison, evidence].filter { !($0.table?.rows.isEmpty ?? true) }
        return document
    }

    private func title(_ item: Explanation.Item) -> String { language(item.indicator.name, item.indicator.id) }

    /// Each indicator with its formula; their sum where all of them are shown.
    private var summary: Document.Section {
        var section = Document.Section(language("得分与算式", "points and formulas"))
        section.paragraphs = [total]
        var rows: [[TextTable.Cell]] = explanation.items.map { item in
            [
                .init(title(item)), .points(item.points, .bold),
                .init(item.indicator.points.description, .plain, .points(item.indicator.points.value)),
                .init(formula(item)),
                .init(item.flags.map(flag).joined(separator: language("；", "; ")), .yellow),
            ]
        }
        if explanation.items.count == explanation.scheme.indicators.count {
            rows.append([
                .init(language("合计", "total"), .bold), .points(explanation.total, .bold, formula: .sumOfOthers),
                .points(explanation.scheme.total, formula: .sumOfOthers),
            ])
        }
        section.table = TextTable(
            [
                .init(language("考核项", "indicator")), .init(language("得分", "points"), .right),
                .init(language("满分", "of"), .right), .init(language("算式", "formula")),
                .init(language("注意", "note")),
            ], rows: rows)
        return section
    }

    private var clauses: Document.Section {
        Document.Section(
            language("条款与口径", "clauses and readings"),
            table: TextTable(
                [
                    .init(language("考核项", "indicator")), .init(language("条款", "clause")),
                    .init(language("口径", "reading")),
                ],
                rows: explanation.items.map { item in
                    [
                        .init(title(item)), .init(clause(item.indicator)),
                        .init(NoticeClauses.reading(item.indicator, of: explanation.scheme, language) ?? ""),
                    ]
                }))
    }

    private var comparison: Document.Section {
        Document.Section(
            language("比较", "comparison"),
            table: TextTable(
                [
                    .init(language("考核项", "indicator")), .init(language("名次", "place"), .right),
                    .init(language("乡镇", "township")), .init(language("数值", "value"), .right),
                    .init(language("得分", "points"), .right),
                ],
                rows: explanation.items.filter { $0.value != nil }.flatMap { item in
                    item.comparison.sorted { ($0.place ?? .max) < ($1.place ?? .max) }.map { compared in
                        let isOwn = compared.township.id == explanation.township.id
                        return [
                            .init(title(item)), compared.place.map { .count($0) } ?? "—",
                            .init(compared.township.name, isOwn ? .bold : .plain),
                            .init(compared.value.map { shown($0, item.indicator.method) } ?? ""),
                            .points(compared.points, isOwn ? .bold : .plain),
                        ]
                    }
                }))
    }

    private var evidence: Document.Section {
        var section = Document.Section(language("依据", "records"))
        section.isBroad = true
        section.table = TextTable(
            [
                .init(language("考核项", "indicator")), .init(language("数字", "figure")),
                .init(language("数额", "amount"), .right), .init(language("记录", "record")), .init("seq", .right),
                .init(language("改于", "changed by"), .right), .init(language("业务日期", "effective")),
                .init(language("入账时间", "recorded")), .init(language("经办人", "actor")),
                .init(language("企业", "enterprise")), .init(language("来源", "source")),
            ],
            rows: explanation.items.flatMap { item in
                item.inputs.flatMap { input in input.evidence.map { row(item, input, $0) } }
            })
        return section
    }

    private func row(
        _ item: Explanation.Item, _ input: Explanation.Input, _ record: Explanation.Evidence
    ) -> [TextTable.Cell] {
        let event = record.opened
        let text = number(record.amount, input.counted)
        // Sums in hundredths are shown in whole units; counts as they are.
        let isMoney = text != String(record.amount)
        return [
            .init(title(item)), .init(name(input)),
            .init(text, .plain, isMoney ? .money(record.amount) : .count(record.amount)), .init(record.record),
            .count(event.seq), record.changedBy == event.seq ? "" : .count(record.changedBy), .day(record.effective),
            .moment(event.recordedAt, .dim), .init(event.actor), .init(record.enterprise), .init(event.source),
        ]
    }
}
