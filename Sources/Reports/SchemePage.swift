import Ledger
import Records

/// The schemes that a ledger adopted.
public struct SchemeListPage: Sendable {
    private let schemes: [AdoptedScheme]
    private let language: Language

    public init(_ schemes: [AdoptedScheme], language: Language) {
        self.schemes = schemes
        self.language = language
    }

    public func text(width: Int?, colour: Bool) -> String {
        guard !schemes.isEmpty else { return language("没有印发过办法\n", "No scheme was adopted.\n") }
        return TextTable(
            [
                .init("seq", .right), .init(language("编号", "id")), .init(language("施行日期", "in force from")),
                .init(language("状态", "state")), .init(language("名称", "title"), least: 12),
            ],
            rows: schemes.map { adopted in
                [
                    .init(String(adopted.seq)), .init(adopted.scheme.id), .init(adopted.effective.description),
                    .init(adopted.ended.map { language("撤销于 \($0)", "retracted by \($0)") } ?? language("现行", "live")),
                    .init(adopted.scheme.title),
                ]
            }
        ).render(width: width, colour: colour)
    }

    public func csv(withByteOrderMark: Bool = false) -> String {
        CSV.text(
            [["seq", "id", "effective", "retracted_by", "title"]]
                + schemes.map {
                    [
                        String($0.seq), $0.scheme.id, $0.effective.description, $0.ended.map(String.init) ?? "",
                        $0.scheme.title,
                    ]
                }, withByteOrderMark: withByteOrderMark)
    }

    public func json() -> JSON {
        .array(
            schemes.map { adopted in
                .members(
                    [
                        .init("seq", .integer(adopted.seq)), .init("id", .string(adopted.scheme.id)),
                        .init("effective", .string(adopted.effective.description)),
                        .init("title", .string(adopted.scheme.title)),
                    ] + (adopted.ended.map { [.init("retracted_by", .integer($0))] } ?? []))
            })
    }
}

/// One scheme: its indicators with their clauses, its targets, its milestones.
public struct SchemePage: Sendable {
    private let adopted: AdoptedScheme
    private let language: Language
    private var scheme: Scheme { adopted.scheme }

    public init(_ adopted: AdoptedScheme, language: Language) {
        self.adopted = adopted
        self.language = language
    }

    public func text(width: Int?, colour: Bool) -> String {
        var page = TextTable.Style.bold.paint(Terminal.safe(scheme.title), colour) + "\n"
        page += language(
            "\(scheme.id)，\(adopted.effective) 起施行，共 \(scheme.total) 分\n\n",
            "\(scheme.id), in force from \(adopted.effective), \(scheme.total) points\n\n")
        page += TextTable(
            [
                .init(language("考核项", "indicator"), least: 12), .init(language("分值", "points"), .right),
                .init(language("计分方法", "method")), .init(language("条款", "clause"), least: 10, mayFold: true),
            ],
            rows: scheme.indicators.map { indicator in
                [
                    .init(language(indicator.name, indicator.id)), .init(indicator.points.description),
                    .init(method(indicator.method)), .init(indicator.clause, .dim),
                ]
            }, foldedNote: language("未显示：", "not shown: ")
        ).render(width: width, colour: colour)
        for column in scheme.targets {
            page +=
                "\n"
                + TextTable.Style.bold.paint(
                    language("任务（至 \(column.through)）", "targets through \(column.through)"), colour) + "\n"
            let measures = Set(column.townships.values.flatMap(\.keys)).sorted()
            page += TextTable(
                [.init(language("乡镇", "township"), least: 8)]
                    + measures.map { .init($0.replacing(".", with: "\n", maxReplacements: 1), .right) },
                rows: scheme.townships.map { township in
                    [.init(township.name)]
                        + measures.map { .init(column.townships[township.id]?[$0]?.description ?? "—") }
                }
            ).render(width: width, colour: colour)
        }
        page += "\n" + TextTable.Style.bold.paint(language("县级目标", "milestones"), colour) + "\n"
        return page
            + TextTable(
                [
                    .init(language("指标", "measure")), .init(language("期限", "by")),
                    .init(language("目标", "at least"), .right), .init(language("条款", "clause"), least: 8),
                ],
                rows: scheme.milestones.map {
                    [
                        .init($0.measure), .init($0.by.description), .init(Numerals.grouped($0.atLeast.description)),
                        .init($0.clause, .dim),
                    ]
                }
            ).render(width: width, colour: colour)
    }

    public func csv(withByteOrderMark: Bool = false) -> String {
        CSV.text(
            [["id", "name", "group", "points", "method", "clause"]]
                + scheme.indicators.map {
                    [$0.id, $0.name, $0.group, $0.points.description, method($0.method), $0.clause]
                }, withByteOrderMark: withByteOrderMark)
    }

    private func method(_ method: Method) -> String {
        switch method {
        case .targetRatio(let measure): "target_ratio \(measure.rawValue)"
        case .shareOfBest(let measure): "share_of_best \(measure.rawValue)"
        case .rankStep(let measure, let step): "rank_step \(measure.rawValue) −\(step)"
        case .rated: "rated"
        case .tieredSum: "tiered_sum investments"
        case .tally: "tally reports"
        }
    }
}
