import Accounts
import ArgumentParser
import Ledger
import Records
import Reports
import Scoring

struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: words("得分表：到某一天、按某一时点已入账的事实。", "The score table of a day, as known at a time."),
        discussion: words(
            """
            例：taizhang score --on 2020-06-30 --known 2020-06-30      （当时的得分）
                taizhang score --on 2020-06-30                         （重算的得分）
            """,
            """
            Example: taizhang score --on 2020-06-30 --known 2020-06-30     (as it stood)
                     taizhang score --on 2020-06-30                        (as it is now)
            """))

    @OptionGroup var question: QuestionOptions

    @Option(
        name: .long,
        help: ArgumentHelp(words("只看一个乡镇，逐项列出", "One township, indicator by indicator."), valueName: "township"))
    var township: String?

    @Option(
        name: .long,
        help: ArgumentHelp(words("排列：按名次或按办法所列顺序", "By rank, or in scheme order."), valueName: "rank|scheme"))
    var order: ScorePage.Order = .rank

    @Flag(name: .long, help: ArgumentHelp(words("不用已存的余额，从第一条事件重放", "Answer from a full replay of the events.")))
    var rebuild = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let (table, head) = try office.score(
                on: question.date, known: question.moment, basis: rebuild ? .replay : .stored)
            let one = try township.map { try Desk.township($0, among: table.scheme.townships) }
            try output.show(ScorePage(table, head: head, order: order, township: one?.id, language: words))
        }
    }
}

struct ProgressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: words(
            "目标进度：参展 500 家次、新增出口企业 200 家、各乡镇任务。", "Counters toward the goals, and the pace against the calendar."),
        discussion: words(
            "例：taizhang progress --on 2020-09-30", "Example: taizhang progress --on 2020-09-30"))

    @OptionGroup var question: QuestionOptions

    @Flag(name: .long, help: ArgumentHelp(words("从第一条事件重放", "Answer from a full replay of the events.")))
    var rebuild = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let (progress, head) = try office.progress(
                on: question.date, known: question.moment, basis: rebuild ? .replay : .stored)
            // What was reached month by month belongs on a screen and in documents, not in a program's input.
            let isDrawn =
                output.chosen != .json && output.chosen != .csv && (output.output != nil || output.width != nil)
            let months = isDrawn ? try self.months(office, head) : []
            let page = ProgressPage(progress, head: head, months: months, language: words)
            try output.show(page)
        }
    }

    /// The counters at the end of each month of the year that is over by the day.
    private func months(_ office: Office, _ head: LogHead) throws -> [Scoring.Progress] {
        let day = question.date
        let ends = (1...12).compactMap { CivilMonth(year: day.year, month: $0)?.end }.filter { $0 <= day }
        return try ends.compactMap { end in
            do { return try office.progress(on: end, known: .size(head.size)).progress } catch is NoSchemeInForce {
                return nil
            }
        }
    }
}
