import ArgumentParser
import Ledger
import Oversight
import Records
import Reports

struct MonitoringCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitoring",
        abstract: words("“订单+清单”监测：填报率、响应率、预警、分类。", "Monitoring: fill and response rates, warnings, classes."),
        discussion: words(
            """
            例：taizhang monitoring --on 2020-06-30
                taizhang monitoring score 2020-06 --lines > 得分.jsonl
            """,
            """
            Example: taizhang monitoring --on 2020-06-30
                     taizhang monitoring score 2020-06 --lines > scores.jsonl
            """),
        subcommands: [Rates.self, Score.self], defaultSubcommand: Rates.self)

    struct Rates: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rates",
            abstract: words(
                "各周、各乡镇的填报率和响应率，比上周的变化，待响应的预警，逾期未填的周报。",
                "Rates by week and township, changes week on week, open warnings, overdue figures."))

        @Option(
            name: .long,
            help: ArgumentHelp(words("看最近几周（1–53），默认 4", "The last weeks, 1 to 53; 4 by default."), valueName: "n"))
        var weeks = 4
        @OptionGroup var question: QuestionOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func validate() throws {
            guard !(1...53).contains(weeks) else { return }
            throw ValidationError(words("--weeks 应为 1–53", "--weeks is 1 to 53"))
        }

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let (book, head) = try office.monitoring(on: question.date, weeks: weeks, known: question.moment)
                try output.show(
                    MonitoringPage(book, head: head, townships: try Desk.townships(office), language: words))
            }
        }
    }

    struct Score: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "score",
            abstract: words(
                "一个月的监测得分：由填报率和响应率算出，附依据；--lines 输出可入账的报送行。",
                "A month's monitoring scores from both rates, with evidence; --lines prints submissions."))

        @Argument(help: ArgumentHelp(words("月份", "A month."), valueName: "YYYY-MM"))
        var month: CivilMonth
        @Option(
            name: .long,
            help: ArgumentHelp(
                words("填报率占多少分（0–100），其余归响应率，默认 50", "The fill rate's part of 100; 50 by default."), valueName: "n"))
        var fillWeight = 50
        @Flag(name: .long, help: ArgumentHelp(words("输出报送行（JSON Lines）", "Print submissions, a JSON object a line.")))
        var lines = false
        @OptionGroup var question: QuestionOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func validate() throws {
            guard !(0...100).contains(fillWeight) else { return }
            throw ValidationError(words("--fill-weight 应为 0–100", "--fill-weight is 0 to 100"))
        }

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let townships = try Desk.townships(office)
                let (scores, head) = try office.monitoringScores(
                    month, townships: townships.map(\.id), fillWeight: fillWeight, on: question.date,
                    known: question.moment)
                let page = MonitoringScorePage(
                    scores, month: month, on: question.date, fillWeight: fillWeight, head: head, townships: townships,
                    language: words)
                if lines { return try ProofDesk.write(Array(page.lines.utf8), to: output.output) }
                try output.show(page)
            }
        }
    }
}
