import Ledger
import Programmes
import Records

/// Policy funds: by level, and fund by fund.
struct FundsSection {
    let book: FundBook
    let language: Language

    private var levels: [RecordType.Choice] {
        guard case .choice(let choices)? = Catalog[.fundsAllotted].field("level")?.kind else { return [] }
        return choices
    }

    private func name(_ level: String) -> String {
        levels.first { $0.value == level }.map { language($0.zh, $0.en) } ?? level
    }

    var sections: [Document.Section] {
        let title = FiguresPage.Part.funds.title(language)
        guard !book.funds.isEmpty else {
            var section = Document.Section(title)
            section.paragraphs = [language("没有下达的政策资金。", "No funds are allotted.")]
            return [section]
        }
        let columns: [TextTable.Column] = [
            .init(language("下达（元）", "allotted (yuan)"), .right), .init(language("已兑付（元）", "paid (yuan)"), .right),
            .init(language("未兑付（元）", "left (yuan)"), .right), .init(language("兑付进度", "paid of it"), .right),
        ]
        var rows = book.levels(levels.map(\.value)).map { level -> [TextTable.Cell] in
            [
                .init(name(level.level)), .count(level.funds), .money(level.allotted), .money(level.paid),
                .money(level.allotted - level.paid), .percent(level.progress),
            ]
        }
        rows.append([
            .init(language("合计", "all"), .bold), .count(book.funds.count), .money(book.allotted), .money(book.paid),
            .money(book.allotted - book.paid), .percent(book.progress, .bold),
        ])
        let levelled = Document.Section(
            title,
            table: TextTable(
                [.init(language("层级", "level")), .init(language("笔数", "funds"), .right)] + columns, rows: rows))
        return [levelled, each(columns)]
    }

    private func each(_ columns: [TextTable.Column]) -> Document.Section {
        var section = Document.Section(
            language("各笔资金", "Fund by fund"),
            table: TextTable(
                [
                    .init(language("文号", "number"), least: 8), .init(language("资金", "fund"), least: 8),
                    .init(language("下达日期", "allotted"), mayFold: true),
                ] + columns + [
                    .init(language("兑付批次", "payments"), .right, mayFold: true),
                    .init(language("企业家次", "enterprises"), .right, mayFold: true),
                ],
                rows: book.funds.map { fund in
                    [
                        .init(fund.number), .init(fund.name), .day(fund.allotted), .money(fund.amount),
                        .money(fund.paid),
                        .money(fund.left), .percent(fund.progress, fund.paid == 0 ? .red : .plain),
                        .count(fund.payments.count), .count(fund.enterprises),
                    ]
                }, foldedNote: language("未显示：", "not shown: ")),
            notes: [
                language(
                    "本年下达的，以及上年末尚未兑付完的", "those allotted this year, and those not paid in full when it began")
            ])
        section.isBroad = true
        return section
    }

    var json: JSON {
        .members([
            .init("allotted_cny", .yuan(book.allotted)), .init("paid_cny", .yuan(book.paid)),
            .init("progress", .ratio(book.progress)),
            .init(
                "funds",
                .array(
                    book.funds.map { fund in
                        .members([
                            .init("record", .string(fund.record.id)), .init("fund_no", .string(fund.number)),
                            .init("name", .string(fund.name)), .init("level", .string(fund.level)),
                            .init("allotted", .string(fund.allotted.description)),
                            .init("amount_cny", .yuan(fund.amount)),
                            .init("paid_cny", .yuan(fund.paid)), .init("progress", .ratio(fund.progress)),
                            .init("payments", .array(fund.payments.map { .string($0.id) })),
                            .init("enterprises", .integer(Int64(clamping: fund.enterprises))),
                        ])
                    })),
        ])
    }
}
