import Ledger
import Oversight
import Records

/// The lists of what monitoring waits for, as its page and the digest have them.
struct MonitoringTables {
    private let words: OversightWords
    private let on: CivilDate
    private var language: Language { words.language }

    init(_ words: OversightWords, on: CivilDate) {
        self.words = words
        self.on = on
    }

    /// Warnings without a response, the oldest first.
    func warnings(_ warnings: [Warning]) -> Document.Section {
        var section = Document.Section(language("待响应的预警", "Warnings without a response"))
        guard !warnings.isEmpty else {
            section.paragraphs = [language("没有。", "None.")]
            return section
        }
        section.table = TextTable(
            [
                .init(language("预警编号", "warning")), .init(language("预警日期", "raised")),
                .init(language("天数", "days"), .right), .init(language("类别", "kind")),
                .init(language("级别", "severity")), .init(language("乡镇", "township"), least: 6, mayFold: true),
                .init(language("企业", "enterprise"), least: 10), .init(language("内容", "cause"), least: 10),
            ],
            rows: warnings.map { warning in
                [
                    .init(warning.number, .bold), .day(warning.raised), .count(warning.age(on: on)),
                    .init(words.choice(warning.indicator, "indicator", of: .warningRaised)),
                    .init(
                        words.choice(warning.severity, "severity", of: .warningRaised),
                        warning.severity == "red" ? .red : .yellow),
                    .init(words.townships[warning.concerned.township]), .init(words.name(warning.concerned)),
                    .init(warning.cause),
                ]
            }, foldedNote: words.foldedNote)
        section.isBroad = true
        return section
    }

    /// Figures that are due and not filled in: a line an enterprise, with its weeks.
    func fills(_ duties: [MonitoringBook.Duty]) -> Document.Section {
        var section = Document.Section(language("逾期未填的周报", "Weekly figures that are overdue"))
        guard !duties.isEmpty else {
            section.paragraphs = [language("没有。", "None.")]
            return section
        }
        let byEnterprise = Dictionary(grouping: duties, by: \.concerned.enterprise).values
            .sorted { ($1.count, $0[0].concerned.enterprise) < ($0.count, $1[0].concerned.enterprise) }
        section.table = TextTable(
            [
                .init(language("企业", "enterprise"), least: 10), .init(language("乡镇", "township"), least: 6),
                .init(language("周数", "weeks"), .right), .init(language("未填的周", "which"), least: 9),
            ],
            rows: byEnterprise.map { duties in
                let last = duties[duties.count - 1].concerned
                return [
                    .init(words.name(last)), .init(words.townships[last.township]), .count(duties.count),
                    .init(language.list(duties.map(\.week.description))),
                ]
            })
        return section
    }

    static func json(_ warning: Warning, on day: CivilDate) -> JSON {
        .members(
            [.init("warning", .string(warning.number))] + OversightWords.json(warning.concerned) + [
                .init("indicator", .string(warning.indicator)), .init("severity", .string(warning.severity)),
                .init("cause", .string(warning.cause)), .init("raised", .string(warning.raised.description)),
                .init("days", OversightWords.json(warning.age(on: day))),
            ])
    }

    static func json(_ duty: MonitoringBook.Duty) -> JSON {
        .members([.init("week", .string(duty.week.description))] + OversightWords.json(duty.concerned))
    }
}
