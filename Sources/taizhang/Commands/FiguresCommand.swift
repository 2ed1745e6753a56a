import ArgumentParser
import Ledger
import Programmes
import Reports

extension FiguresPage.Part: ExpressibleByArgument {
    /// By its name in either language.
    public init?(argument: String) {
        let chinese: [String: Self] = [
            "跨境电商": .ecommerce, "网络零售": .retail, "政策资金": .funds, "资金": .funds, "贷款": .loans, "海外仓": .warehouses,
            "信保覆盖": .insurance, "信保": .insurance,
        ]
        guard let part = Self(rawValue: argument) ?? chinese[argument] else { return nil }
        self = part
    }
}

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
            words(
                "只看一部分，也可写跨境电商、网络零售、政策资金、贷款、海外仓、信保覆盖；信保覆盖会列出未投保的企业",
                "One part only; insurance lists who is not insured."),
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
