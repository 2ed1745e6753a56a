import ArgumentParser
import Ledger
import Programmes
import Records
import Reports

struct UnitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit",
        abstract: words(
            "成员单位：牵头的工作、交办单、预警、进展、评价、职责。", "Member units: their work, tickets, warnings, reports, ratings, duties."),
        discussion: words(
            """
            例：taizhang unit
                taizhang unit 县财政局 --on 2020-09-30
            """,
            """
            Example: taizhang unit
                     taizhang unit caizheng --on 2020-09-30
            """))

    @Argument(
        help: ArgumentHelp(words("单位的名称或编号；不写则全部列出", "A unit, by name or id; all of them without."), valueName: "unit"))
    var unit: String?
    @OptionGroup var question: QuestionOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let (books, adopted, head) = try office.unitBooks(on: question.date, known: question.moment)
            guard let unit else {
                let page = UnitsPage(books, adopted: adopted, on: question.date, head: head, language: words)
                return try output.show(page)
            }
            let wanted = StoredText.normalized(unit)
            guard let book = books.first(where: { $0.unit.isNamed(wanted) }) else {
                throw Desk.Complaint(
                    FaultWords(words).words(unknownUnit: unit, known: books.map { "\($0.unit.name) \($0.unit.id)" }))
            }
            try output.show(
                UnitPage(
                    book, adopted: adopted, head: head, townships: try Desk.townships(office), language: words))
        }
    }
}
