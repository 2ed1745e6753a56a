import ArgumentParser
import Ledger
import Programmes
import Reports

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: words("省推进评价指数：最新值、走势和全市位次。", "The province's index: values, trend and rank in the city."),
        discussion: words(
            "例：taizhang index --on 2020-06-30", "Example: taizhang index --on 2020-06-30"))

    @OptionGroup var question: QuestionOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let (book, head) = try office.index(on: question.date, known: question.moment)
            try output.show(IndexPage(book, head: head, language: words))
        }
    }
}
