import ArgumentParser
import Ledger
import Programmes
import Reports

struct Exporters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exporters",
        abstract: words("新增出口企业：与月度进出口核对。", "New exporters, held against the trade figures."),
        subcommands: [Review.self])

    struct Review: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "review",
            abstract: words(
                "核查新增出口企业：三个月无出口额的，上年已有出口额的。",
                "Claims without exports after three months, or with exports the year before."),
            discussion: words(
                "例：taizhang exporters review --on 2020-09-30 -o 新增企业核查.xlsx",
                "Example: taizhang exporters review --on 2020-09-30 -o review.xlsx"))

        @Option(
            name: .long,
            help: ArgumentHelp(
                words(
                    "首次出口从哪一天起，默认上年 10 月 1 日",
                    "First exports from this day on; 1 October of the year before by default."),
                valueName: "YYYY-MM-DD"))
        var from: CivilDate?
        @Flag(name: .long, help: ArgumentHelp(words("列出全部申报", "List every claim.")))
        var all = false
        @OptionGroup var question: QuestionOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func validate() throws { try question.check(from: from) }

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let townships = try Desk.townships(office)
                let (review, head) = try office.exporterReview(
                    from: from, on: question.date, known: question.moment)
                try output.show(
                    ExporterReviewPage(review, head: head, townships: townships, isWhole: all, language: words))
            }
        }
    }
}
