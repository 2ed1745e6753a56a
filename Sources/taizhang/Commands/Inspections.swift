import ArgumentParser
import Ledger
import Programmes
import Reports

struct Inspections: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspections",
        abstract: words("督查：发现的问题和整改情况。", "What inspections found, and what became of it."),
        discussion: words(
            "例：taizhang inspections --on 2020-06-30 --all",
            "Example: taizhang inspections --on 2020-06-30 --all"))

    @Flag(name: .long, help: ArgumentHelp(words("也列出已整改到位的", "List those that are mended too.")))
    var all = false
    @OptionGroup var question: QuestionOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let townships = try Desk.townships(office)
            let (book, head) = try office.inspections(on: question.date, known: question.moment)
            try output.show(InspectionsPage(book, head: head, townships: townships, isWhole: all, language: words))
        }
    }
}
