import ArgumentParser
import Ledger
import Programmes
import Reports

extension FiguresPage.Part: ExpressibleByArgument {
    public init?(argument: String) { self.init(word: argument) }
}

struct FiguresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: words(
            "重点工作数据：\(FiguresPage.Part.names(.zh))。", "Figures of the programmes: \(FiguresPage.Part.names(.en))."),
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
                "只看一部分，也可写\(FiguresPage.Part.names(.zh))；\(FiguresPage.Part.insurance.name(.zh))会列出未投保的企业",
                "One part only; insurance lists who is not insured."),
            valueName: FiguresPage.Part.allCases.map(\.rawValue).joined(separator: "|")))
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
