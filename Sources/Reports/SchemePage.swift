import Ledger
import Records

/// One scheme: its indicators with their clauses, its targets, its milestones.
public struct SchemePage: Page {
    private let adopted: AdoptedScheme
    private let source: JSON
    private let language: Language
    private var scheme: Scheme { adopted.scheme }

    /// - Parameter source: the scheme as it was adopted.
    public init(_ adopted: AdoptedScheme, source: JSON, language: Language) {
        self.source = source
        self.adopted = adopted
        self.language = language
    }

    public func text(width: Int?, colour: Bool) -> String {
        var page = TextTable.Style.bold.paint(Terminal.safe(scheme.title), colour) + "\n"
        page += language(
            "\(scheme.id)，\(adopted.effective) 起施行，共 \(scheme.total) 分\n\n",
            "\(scheme.id), in force from \(adopted.effective), \(scheme.total) points\n\n")
        page += indicators.render(width: width, colour: colour)
        for column in scheme.targets {
            page += "\n" + TextTable.Style.bold.paint(title(column), colour) + "\n"
            page += targets(column).render(width: width, colour: colour)
        }
        page += "\n" + TextTable.Style.bold.paint(language("县级目标", "milestones"), colour) + "\n"
        return page + milestones.render(width: width, colour: colour)
    }

    public var document: Document {
        var document = Document(scheme.title, language: language)
        document.facts = [
            .init(language("编号", "id"), scheme.id), .init(language("施行", "in force from"), "\(adopted.effective)"),
            .init(language("总分", "points"), scheme.total.description),
        ]
        document.sections =
            [Document.Section(language("考核项", "indicators"), table: indicators)]
            + scheme.targets.map { Document.Section(title($0), table: targets($0)) }
            + [Document.Section(language("县级目标", "milestones"), table: milestones)]
        return document
    }

    private func title(_ column: Scheme.TargetColumn) -> String {
        language("任务（至 \(column.through)）", "targets through \(column.through)")
    }

    private var indicators: TextTable {
        TextTable(
            [
                .init(language("考核项", "indicator"), least: 12), .init(language("分值", "points"), .right),
                .init(language("计分方法", "method"), least: 24), .init(language("条款", "clause"), least: 10, mayFold: true),
            ],
            rows: scheme.indicators.map { indicator in
                [
                    .init(language(indicator.name, indicator.id)),
                    .init(indicator.points.description, .plain, .points(indicator.points.value)),
                    .init(words.method(indicator.method, indicator.weights)), .init(indicator.clause, .dim),
                ]
            }, foldedNote: language("未显示：", "not shown: "))
    }

    private func targets(_ column: Scheme.TargetColumn) -> TextTable {
        let measures = Set(column.townships.values.flatMap(\.keys)).sorted()
        return TextTable(
            [.init(language("乡镇", "township"), least: 8)]
                + measures.map { .init(DisplayWidth.wrapped(words.heading($0), to: 16), .right) },
            rows: scheme.townships.map { township in
                [.init(township.name)]
                    + measures.map { measure in
                        column.townships[township.id]?[measure].map { words.value($0, of: measure) } ?? "—"
                    }
            })
    }

    private var milestones: TextTable {
        TextTable(
            [
                .init(language("指标", "measure")), .init(language("期限", "by")),
                .init(language("目标", "at least"), .right), .init(language("条款", "clause"), least: 8),
            ],
            rows: scheme.milestones.map {
                [
                    .init(words.heading($0.measure)), .day($0.by), words.goal($0), .init($0.clause, .dim),
                ]
            })
    }

    public func csv(withByteOrderMark: Bool = false) -> String {
        CSV.text(
            [["id", "name", "group", "points", "method", "clause"]]
                + scheme.indicators.map {
                    [$0.id, $0.name, $0.group, $0.points.description, method($0), $0.clause]
                }, withByteOrderMark: withByteOrderMark)
    }

    public func json() -> JSON { source }

    private var words: MeasureWords { MeasureWords(language: language) }

    /// The method as schemes write it, for programs.
    private func method(_ indicator: Scheme.Indicator) -> String {
        method(indicator.method)
            + (indicator.weights.map { language("（", " (") + MonitoringWords.rule($0, language) + language("）", ")") }
                ?? "")
    }

    private func method(_ method: Method) -> String {
        switch method {
        case .targetRatio(let measure): "target_ratio \(measure.rawValue)"
        case .shareOfBest(let measure): "share_of_best \(measure.rawValue)"
        case .rankStep(let measure, let step): "rank_step \(measure.rawValue) −\(step)"
        case .banded(let bands):
            "banded \(bands.measure.rawValue) "
                + bands.bands.map { "\($0.from.description): \($0.points)" }.joined(separator: language("，", ", "))
        case .rated: "rated"
        case .tieredSum: "tiered_sum investments"
        case .tally: "tally reports"
        }
    }
}
