import ArgumentParser
import Ledger
import Programmes
import Reports

struct Fairs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fairs",
        abstract: words("展会：各展会的参展家次、企业、意向订单。", "The year's fairs: visits, enterprises and intended orders."),
        discussion: words(
            """
            例：taizhang fairs --on 2020-06-30
                taizhang fairs 网上华交会 -o 华交会.xlsx
            """,
            """
            Example: taizhang fairs --on 2020-06-30
                     taizhang fairs '第127届广交会(网上)' -o fair.xlsx
            """))

    @Argument(
        help: ArgumentHelp(
            words("展会名称；写明则列出参展企业", "A fair's name, whose visitors are to be listed."), valueName: "fair"))
    var fair: String?
    @OptionGroup var question: QuestionOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let townships = try Desk.townships(office)
            let (book, head) = try office.fairs(on: question.date, known: question.moment)
            guard let fair else {
                return try output.show(FairsPage(book, head: head, townships: townships, language: words))
            }
            guard let found = book.fairs.first(where: { $0.name == StoredText.normalized(fair) }) else {
                throw Desk.Complaint(FaultWords(words).words(unknownFair: fair, known: book.fairs.map(\.name)))
            }
            try output.show(FairPage(found, on: book.on, head: head, townships: townships, language: words))
        }
    }
}
