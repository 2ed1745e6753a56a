import ArgumentParser
import Ledger
import Programmes
import Reports

extension FiguresPage.Part: ExpressibleByArgument {}

struct FiguresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: words(
            "重点工作数据：跨境电商、网络零售、政策资金、贷款、海外仓、信保覆盖。",
            "E-commerce, online retail, policy funds, loans, overseas warehouses, insurance cover."),
        discussion: words(
            """
            例：taizhang figures --on 2020-06-30
                taizhang figures insurance -o 未投保企业.xlsx
            """,
            """
            Example: taizhang figures --on 2020-06-30
                     taizhang figures insurance -o not-insured.xlsx
            """))

    @Argument(
        help: ArgumentHelp(
            words("只看一部分；insurance 会列出未投保的企业", "One part only; insurance lists who is not insured."),
            valueName: "ecommerce|retail|funds|loans|warehouses|insurance"))
    var part: FiguresPage.Part?
    @OptionGroup var question: QuestionOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let townships = try Desk.townships(office)
            let (figures, head) = try office.figures(on: question.date, known: question.moment)
            try output.show(
                FiguresPage(figures, part: part, head: head, townships: townships, language: words))
        }
    }
}
