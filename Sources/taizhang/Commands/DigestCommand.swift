import ArgumentParser
import Ledger
import Oversight
import Reports

struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: words(
            "周报：本周变化、超期事项、谁该办什么，一页纸。", "The week on one page: what changed, what is overdue, who must act."),
        discussion: words(
            "例：taizhang digest --week 2020-W23 -o 周报.html", "Example: taizhang digest --week 2020-W23 -o digest.html"))

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("周（ISO 8601），默认刚过完的一周", "A week of ISO 8601; the last one that is over by default."),
            valueName: "YYYY-Www"))
    var week: CivilWeek?
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("入账时点，默认全部", "What was recorded by then; everything by default."),
            valueName: "date|instant|size"))
    var known: Known?
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let (digest, head) = try office.digest(
                week ?? CivilWeek(of: Surroundings.today()).previous, known: known ?? .everything)
            try output.show(DigestPage(digest, head: head, townships: try Desk.townships(office), language: words))
        }
    }
}

extension CivilWeek: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
