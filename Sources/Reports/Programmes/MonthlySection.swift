import Ledger
import Programmes
import Records
import Scoring

/// A monthly figure against last year's, as a section: a row a month, and the sum.
struct MonthlySection {
    let figures: MonthlyFigures
    let title: String
    let language: Language

    var section: Document.Section {
        var section = Document.Section(title)
        guard !figures.months.isEmpty else {
            section.paragraphs = [language("本年尚无报送。", "Nothing is reported this year.")]
            return section
        }
        var rows = figures.months.map { month in
            row(.init(month.month.description), month.amount, month.before, month.growth)
        }
        rows.append(row(.init(language("累计", "sum"), .bold), figures.total, figures.totalBefore, figures.growth))
        section.table = TextTable(
            [
                .init(language("月份", "month")), .init(language("本年（元）", "this year (yuan)"), .right),
                .init(language("上年同期（元）", "last year (yuan)"), .right), .init(language("同比", "growth"), .right),
            ], rows: rows)
        section.notes = notes
        return section
    }

    private func row(
        _ name: TextTable.Cell, _ amount: Int128?, _ before: Int128?, _ growth: Ratio
    ) -> [TextTable.Cell] { [name, .yuan(amount), .yuan(before), .percent(growth)] }

    private var notes: [String] {
        guard !figures.incomplete.isEmpty else { return [] }
        let months = language.list(figures.incomplete.map(\.description))
        return [
            language(
                "\(months) 缺本年或上年的数，累计同比不是同口径",
                "\(months): a figure of this year or last is missing, so that the sums are not of the same months")
        ]
    }

    /// `{"months":[{"month","amount_cny"|null,"before_cny"|null,"growth"|null}],"total_cny","total_before_cny",
    /// "growth"|null,"incomplete":[…]}`
    static func json(_ figures: MonthlyFigures) -> JSON {
        .members([
            .init(
                "months",
                .array(
                    figures.months.map { month in
                        .members([
                            .init("month", .string(month.month.description)), .init("amount_cny", .yuan(month.amount)),
                            .init("before_cny", .yuan(month.before)), .init("growth", .ratio(month.growth)),
                        ])
                    })),
            .init("total_cny", .yuan(figures.total)), .init("total_before_cny", .yuan(figures.totalBefore)),
            .init("growth", .ratio(figures.growth)),
            .init("incomplete", .array(figures.incomplete.map { .string($0.description) })),
        ])
    }
}

extension TextTable.Cell {
    /// `1,250.5`; a dash where nothing is known.
    static func yuan(_ amount: Int128?, _ style: TextTable.Style = .plain) -> Self {
        amount.map { .money($0, style) } ?? .init("—", .dim)
    }
}

extension JSON {
    /// An amount in 分 as in the stored form; null where nothing is known.
    static func yuan(_ amount: Int128?) -> JSON {
        amount.map { .string(DecimalText.trimmed($0, decimals: 2)) } ?? .null
    }

    /// Four decimals, as in `progress`; null where undefined.
    static func ratio(_ ratio: Ratio) -> JSON { ratio.rounded(4).map { .string($0) } ?? .null }
}
