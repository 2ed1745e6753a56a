import Ledger
import Oversight
import Records

/// A month's monitoring scores with their evidence, ready to be recorded as `monitoring.scored`.
public struct MonitoringScorePage: Page {
    private let scores: [MonitoringScore]
    private let month: CivilMonth
    private let on: CivilDate
    private let fillWeight: Int
    private let head: LogHead
    private let language: Language
    private let words: OversightWords

    /// - Parameters:
    ///   - on: the day by which weeks are over and responses count.
    ///   - townships: those whose names are shown for their ids.
    public init(
        _ scores: [MonitoringScore], month: CivilMonth, on: CivilDate, fillWeight: Int, head: LogHead,
        townships: [Scheme.Township], language: Language
    ) {
        self.scores = scores
        self.month = month
        self.on = on
        self.fillWeight = fillWeight
        self.head = head
        self.language = language
        words = OversightWords(townships, language)
    }

    public var document: Document {
        var document = Document(
            language("\(month) “订单+清单”考核得分", "Monitoring scores of \(month)"), language: language)
        document.facts = [
            .init(language("统计截止", "on"), on.description),
            .init(
                language("算法", "rule"),
                language(
                    "填报率 × \(fillWeight) + 响应率 × \(100 - fillWeight)",
                    "fill rate * \(fillWeight) + response rate * \(100 - fillWeight)")),
            PageHead.known(head, language),
        ]
        var section = Document.Section("", table: table)
        section.notes = [
            language(
                "周日在本月内的各周，本月发出的预警，响应计至统计日；没有预警的，响应率按 100% 计；应填和预警都没有的不给分",
                "of the weeks whose Sunday lies in the month and the warnings raised in it, with responses by the day; without warnings the response rate counts as 100%; no score where nothing was due or warned of"
            ),
            language(
                "入账：加 --lines 输出为报送行，再用 \(CommandName.append) --file",
                "to record them: --lines prints submissions for \(CommandName.append) --file"),
        ]
        document.sections = [section]
        document.time = head.recordedAt
        return document
    }

    private var table: TextTable {
        TextTable(
            [
                .init(language("乡镇", "township"), least: 8), .init(language("应填", "due"), .right),
                .init(language("已填", "filled"), .right), .init(language("填报率", "fill rate"), .right),
                .init(language("预警", "warnings"), .right), .init(language("已响应", "answered"), .right),
                .init(language("响应率", "response rate"), .right), .init(language("得分", "score"), .right),
            ],
            rows: scores.map { score in
                [
                    .init(words.townships[score.township]), .count(score.sum.due), .count(score.sum.filled),
                    .percent(score.sum.fillRate), .count(score.sum.warnings), .count(score.sum.answered),
                    .percent(score.sum.responseRate), score.score.map { .points($0, .bold) } ?? .init("—", .dim),
                ]
            })
    }

    /// The submissions that record the scores, one JSON object a line.
    public var lines: String {
        scores.compactMap(\.submission).map { submission in
            let json = JSON.members([
                .init("type", .string(submission.type.rawValue)), .init("source", .string(submission.source)),
                .init("data", submission.data),
            ])
            return String(decoding: json.canonical, as: UTF8.self) + "\n"
        }.joined()
    }

    /// `{"month","on","known","fill_weight","scores":[{"township","due","filled","warnings","answered","score"}]}`
    public func json() -> JSON {
        .members([
            .init("month", .string(month.description)), .init("on", .string(on.description)),
            .init("known", head.json), .init("fill_weight", OversightWords.json(fillWeight)),
            .init(
                "scores",
                .array(
                    scores.map { score in
                        .members([
                            .init("township", .string(score.township)),
                            .init("due", OversightWords.json(score.sum.due)),
                            .init("filled", OversightWords.json(score.sum.filled)),
                            .init("warnings", OversightWords.json(score.sum.warnings)),
                            .init("answered", OversightWords.json(score.sum.answered)),
                            .init("score", score.score.map { .string($0.description) } ?? .null),
                        ])
                    })),
        ])
    }
}
