import Ledger
import Programmes
import Records

/// Loans to foreign-trade enterprises: balances against last year.
struct LoansSection {
    let book: LoanBook
    let language: Language

    var section: Document.Section {
        var section = Document.Section(FiguresPage.Part.loans.title(language))
        guard let month = book.month else {
            section.paragraphs = [language("本年尚无报送。", "Nothing is reported this year.")]
            return section
        }
        var rows = book.banks.map { row(.init($0.name), $0.balances) }
        rows.append(row(.init(language("全县", "county"), .bold), book.county))
        section.table = TextTable(
            [
                .init(language("银行", "bank"), least: 8),
                .init(language("\(month) 末余额（元）", "end of \(month) (yuan)"), .right),
                .init(language("上年同月末（元）", "a year before (yuan)"), .right, mayFold: true),
                .init(language("同比", "growth"), .right),
                .init(language("本年增量（元）", "added this year (yuan)"), .right),
                .init(language("上年同期增量（元）", "added last year by then (yuan)"), .right, mayFold: true),
                .init(language("上年全年增量（元）", "added in all of last year (yuan)"), .right, mayFold: true),
            ], rows: rows, foldedNote: language("未显示：", "not shown: "))
        section.isBroad = true
        section.paragraphs = [goal]
        section.notes = [
            language("— 缺一家以上银行的数", "—: a balance is missing"),
            language(
                "增量为月末余额减上年末余额", "added: the month's balance minus the one at the end of the year before"),
        ]
        return section
    }

    /// Attachment 4 no. 8: more is to be added than in the year before.
    private var goal: String {
        let state: String
        switch (book.county.increment, book.county.incrementOfLastYear) {
        case (let now?, let before?):
            let left = Numerals.grouped(DecimalText.trimmed(before - now, decimals: 2))
            state =
                now > before
                ? language("已达到", "reached")
                : language("距上年增量 \(left) 元", "\(left) yuan less than last year added")
        default: state = language("数据不全，无从比较", "not to be told: a balance is missing")
        }
        return language(
            "目标：全年贷款增量高于上年（附件4 第8项）；\(state)", "goal: more added than in the year before (Attachment 4 no. 8); \(state)"
        )
    }

    private func row(_ name: TextTable.Cell, _ balances: LoanBook.Balances) -> [TextTable.Cell] {
        [
            name, .yuan(balances.now), .yuan(balances.yearBefore), .percent(balances.growth), .yuan(balances.increment),
            .yuan(balances.incrementBefore), .yuan(balances.incrementOfLastYear),
        ]
    }

    var json: JSON {
        func json(_ balances: LoanBook.Balances) -> [JSON.Member] {
            [
                .init("balance_cny", .yuan(balances.now)), .init("year_before_cny", .yuan(balances.yearBefore)),
                .init("growth", .ratio(balances.growth)), .init("increment_cny", .yuan(balances.increment)),
                .init("increment_before_cny", .yuan(balances.incrementBefore)),
                .init("increment_of_last_year_cny", .yuan(balances.incrementOfLastYear)),
            ]
        }
        return .members([
            .init("month", book.month.map { .string($0.description) } ?? .null),
            .init("county", .members(json(book.county))),
            .init(
                "banks",
                .array(book.banks.map { bank in .members([.init("bank", .string(bank.name))] + json(bank.balances)) })),
        ])
    }
}
