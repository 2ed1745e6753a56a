import Accounts
import ArgumentParser
import Ledger
import Oversight
import Records
import Reports

struct TicketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket",
        abstract: words("交办单：从问题登记到企业确认。", "Tickets, from the problem to the enterprise's word."),
        discussion: words(
            """
            录入：taizhang append problem.raised、ticket.assigned、ticket.progressed、
                  ticket.resolved、ticket.confirmed、ticket.reopened
            例：taizhang ticket list --on 2020-06-30
                taizhang ticket show JB-2020-014
            """,
            """
            To record: taizhang append problem.raised, ticket.assigned, ticket.progressed, ticket.resolved, \
            ticket.confirmed, ticket.reopened
            Example: taizhang ticket list --on 2020-06-30
                     taizhang ticket show JB-2020-014
            """),
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: words(
                "未闭环和超期的交办单，闭环率、平均天数，分单位、分乡镇。",
                "Open and overdue tickets; closed-loop rate and days to close, by unit and township."))

        @Option(
            name: .long,
            help: ArgumentHelp(
                words(
                    "从哪一天起登记的计入闭环率，默认本年 1 月 1 日", "Rates count tickets raised from this day on; 1 January by default."),
                valueName: "YYYY-MM-DD"))
        var from: CivilDate?
        @Option(name: .long, help: ArgumentHelp(words("只看一个单位", "One unit's."), valueName: "unit"))
        var unit: String?
        @Option(name: .long, help: ArgumentHelp(words("只看一个乡镇", "One township's."), valueName: "township"))
        var township: String?
        @Flag(name: .long, help: ArgumentHelp(words("已闭环的也列出", "List closed ones, too.")))
        var all = false
        @OptionGroup var question: QuestionOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func validate() throws { try question.check(from: from) }

        /// The unit that somebody means: one of a plan's, by name or id, or one that has a ticket; any where there is no plan.
        /// - Throws: `Desk.Complaint` with the names that are near.
        private static func unit(_ text: String, _ book: TicketBook, _ office: Office) throws -> String {
            let text = StoredText.normalized(text)
            let plans = try office.read { _, books in try books.vocabulary().plans }
            if let stored = plans.stored(text, .unit) { return stored }
            guard !plans.units.isEmpty, !book.tickets.contains(where: { $0.unit == text }) else { return text }
            throw Desk.Complaint(
                FaultWords(words).words(unknownUnit: text, known: plans.units.map { "\($0.name) \($0.id)" }))
        }

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let townships = try Desk.townships(office)
                let one = try township.map { try Desk.township($0, among: townships).id }
                let (book, head) = try office.tickets(on: question.date, from: from, known: question.moment)
                let holder = try unit.map { try List.unit($0, book, office) }
                let wanted = book.tickets.filter { ticket in
                    (holder.map { ticket.unit == $0 } ?? true)
                        && (one.map { ticket.concerned.township == $0 } ?? true)
                }
                try output.show(
                    TicketsPage(
                        TicketBook(wanted, from: book.from, on: book.on), isWhole: all, head: head,
                        townships: townships, language: words))
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: words("一件交办单的来龙去脉。", "One ticket's whole story."))

        @Argument(help: ArgumentHelp(words("交办单号", "The ticket's number."), valueName: "ticket"))
        var ticket: String
        @OptionGroup var question: QuestionOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let (found, head) = try office.ticket(
                    StoredText.normalized(ticket), on: question.date, known: question.moment)
                guard let found else {
                    throw Desk.Complaint(
                        words(
                            "到 \(question.date) 没有交办单“\(Terminal.safe(ticket))”；用 taizhang ticket list --all 查找单号",
                            "no ticket \"\(Terminal.safe(ticket))\" by \(question.date); taizhang ticket list --all finds numbers"
                        ))
                }
                try output.show(
                    TicketPage(
                        found, on: question.date, head: head, townships: try Desk.townships(office), language: words))
            }
        }
    }
}
