import Accounts
import ArgumentParser
import Audits
import Foundation
import Ledger
import Records
import Reports
import Scoring

extension Clock: ExpressibleByArgument {}

extension CivilMonth: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: words(
            "审计：某日得分当时多少、公布多少、现在多少，差在哪些事件。", "A day's score as it stood, as published, as restated, and why."),
        discussion: words(
            "例：taizhang audit 2020-06-30 --township 夹浦镇", "Example: taizhang audit 2020-06-30 --township jiapu"))

    @Argument(help: ArgumentHelp(words("日期", "The day."), valueName: "date"))
    var date: CivilDate
    @Option(name: .long, help: ArgumentHelp(words("只看一个乡镇", "One township."), valueName: "township"))
    var township: String?
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            Interruption.watch()
            let office = try Desk.office(ledger, readOnly: true)
            let one = try township.map { try Desk.township($0, among: Desk.townships(office)).id }
            let page = AuditPage(try office.audit(on: date), township: one, language: words)
            try output.show(page)
        }
    }
}

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: words(
            "说明：一个乡镇每一分从哪里来，条款、算式、比较和依据。", "Where a township's points come from: clause, formula, comparison, records."),
        discussion: words(
            "例：taizhang explain 夹浦镇 entities --on 2020-06-30",
            "Example: taizhang explain jiapu entities --on 2020-06-30"))

    @Argument(help: ArgumentHelp(words("乡镇", "A township."), valueName: "township"))
    var township: String
    @Argument(help: ArgumentHelp(words("考核项的编号或名称", "An indicator's id or name."), valueName: "indicator"))
    var indicator: String?
    @OptionGroup var question: QuestionOptions
    @Option(
        name: .long,
        help: ArgumentHelp(
            words(
                "每个数字列出几条依据，默认 3 条，单项时全列",
                "How many records a number is shown with; 3 by default, all for one indicator."), valueName: "n|all"))
    var evidence: String?
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let (adopted, _) = try office.scheme(on: question.date, known: question.moment)
            let place = try Desk.township(township, among: adopted.scheme.townships)
            let wanted = try indicator.map { try find($0, adopted.scheme) }
            let limit: Int
            switch evidence {
            case nil: limit = wanted == nil && output.isBrief ? 3 : .max
            case "all": limit = .max
            case let text?:
                guard let number = Int(text), number >= 0 else {
                    throw Desk.Complaint(
                        words("--evidence：应为数字或 all", "--evidence: a number or all"), code: .validationFailure)
                }
                limit = number
            }
            let page = ExplanationPage(
                try office.explain(
                    place.id, indicator: wanted, on: question.date, known: question.moment, evidence: limit),
                language: words)
            try output.show(page)
        }
    }

    private func find(_ text: String, _ scheme: Scheme) throws -> String {
        let indicators = scheme.indicators
        if let exact = indicators.first(where: { $0.id == text || $0.name == text }) { return exact.id }
        let near = indicators.filter { $0.id.hasPrefix(text) || $0.name.firstRange(of: text) != nil }
        if near.count == 1, let only = near.first { return only.id }
        let all = (near.isEmpty ? indicators : near).map { words("\($0.name)（\($0.id)）", "\($0.name) (\($0.id))") }
            .joined(separator: words("、", ", "))
        throw Desk.Complaint(
            words(
                "没有考核项“\(Terminal.safe(text))”；可用：\(all)",
                "indicator: found \"\(Terminal.safe(text))\"; allowed: \(all)"))
    }
}

struct StatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: words(
            "对账单：期初、每一笔变动、期末，分毫不差。", "A bank statement of a township's points; it balances to the hundredth."),
        discussion: words(
            "例：taizhang statement 夹浦镇 --month 2020-06", "Example: taizhang statement jiapu --month 2020-06"))

    @Argument(help: ArgumentHelp(words("乡镇", "A township."), valueName: "township"))
    var township: String
    @Option(name: .long, help: ArgumentHelp(words("月份", "A month."), valueName: "YYYY-MM"))
    var month: CivilMonth?
    @Option(name: .long, help: ArgumentHelp(words("从", "From."), valueName: "date"))
    var from: CivilDate?
    @Option(name: .long, help: ArgumentHelp(words("到", "To."), valueName: "date"))
    var to: CivilDate?
    @Option(
        name: .long, help: ArgumentHelp(words("按入账时间或业务日期", "Which clock to follow."), valueName: "recorded|effective"))
    var clock: Clock = .recorded
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func validate() throws {
        guard month == nil ? from != nil && to != nil : from == nil && to == nil else {
            throw ValidationError(words("要么给 --month，要么给 --from 和 --to", "give --month, or --from and --to"))
        }
        if let from, let to, from > to { throw ValidationError(words("--from 不能晚于 --to", "--from is after --to")) }
        if let from, let to, to.daysSinceEpoch - from.daysSinceEpoch > 3660 {
            throw ValidationError(words("最长十年", "ten years at most"))
        }
    }

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let start = from ?? month?.start ?? Surroundings.today()
            let end = to ?? month?.end ?? Surroundings.today()
            let (adopted, _) = try office.scheme(on: end, known: .everything)
            let place = try Desk.township(township, among: adopted.scheme.townships)
            let statement: Statement
            do { statement = try office.statement(place.id, from: start, to: end, clock: clock) } catch let fault
                as NoSchemeInForce where clock == .recorded
            {
                // A ledger that was begun later: by what was recorded then, there was nothing yet.
                throw Desk.Complaint(
                    words(
                        "到 \(fault.on) 为止账上还没有办法，这段时间的账是后来补记的；按业务日期看请加 --clock effective",
                        "no scheme was recorded by \(fault.on): what belongs to these days was recorded later; add --clock "
                            + "effective to follow the dates of the facts"))
            }
            let page = StatementPage(statement, scheme: adopted.scheme, language: words)
            try output.show(page)
        }
    }
}

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: words(
            "重演：一个月逐日的事件、得分和名次升降。", "A month told day by day: events, the table after each, who passed whom."),
        discussion: words("例：taizhang replay 2020-06 --step", "Example: taizhang replay 2020-06 --step"))

    @Argument(help: ArgumentHelp(words("月份", "A month."), valueName: "YYYY-MM"))
    var month: CivilMonth
    @Option(
        name: .long, help: ArgumentHelp(words("按入账时间或业务日期", "Which clock to follow."), valueName: "recorded|effective"))
    var clock: Clock = .recorded
    @Flag(name: .long, help: ArgumentHelp(words("每天停一下，回车继续", "Pause after each day on a terminal.")))
    var step = false
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let page = DayByDayPage(
                try office.replay(month, clock: clock, today: Surroundings.today()), language: words)
            guard step, output.isBrief, Surroundings.inputIsTerminal, Surroundings.outputIsTerminal else {
                return try output.show(page)
            }
            let pages = page.pages(width: output.width, colour: Surroundings.colour)
            if pages.isEmpty { return try output.show(page) }
            for (index, text) in pages.enumerated() {
                Surroundings.write(text + "\n")
                guard index + 1 < pages.count else { continue }
                Surroundings.write(words("— 回车继续，q 退出 — ", "— Enter goes on, q quits — "))
                if readLine()?.lowercased() == "q" { return }
            }
        }
    }
}

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: words("对比：同一天两个时点，或两天的得分表。", "Two tables side by side: one day as known at two times, or two days."),
        discussion: words(
            "例：taizhang diff --on 2020-06-30 --known 2020-06-30 --known 2020-08-31",
            "Example: taizhang diff --on 2020-06-30 --known 2020-06-30 --known 2020-08-31"))

    @Option(name: .long, help: ArgumentHelp(words("业务日期，给一个或两个", "One day, or two."), valueName: "date"))
    var on: [CivilDate]
    @Option(
        name: .long,
        help: ArgumentHelp(words("入账时点，给零到两个", "None, one for both, or two."), valueName: "date|instant|size"))
    var known: [Known] = []
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func validate() throws {
        guard (1...2).contains(on.count), known.count <= 2, on.count == 2 || known.count >= 1 else {
            throw ValidationError(
                words("给两个 --on，或一个 --on 和一至两个 --known", "give two --on, or one --on and one or two --known"))
        }
    }

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            func side(_ index: Int) throws -> ComparisonPage.Side {
                let day = on.count == 2 ? on[index] : on[0]
                // One moment stands against now; with two days it holds for both.
                let moment =
                    known.count == 2
                    ? known[index] : index == 0 || on.count == 2 ? known.first ?? .everything : .everything
                let (table, head) = try office.score(on: day, known: moment)
                let time = head.recordedAt.map { $0.shanghaiDate.description } ?? "—"
                return .init(words("\(day)，入账至 \(time)", "\(day), recorded up to \(time)"), table, head: head)
            }
            let page = ComparisonPage(try side(0), try side(1), language: words)
            try output.show(page)
        }
    }
}
