import Accounts
import ArgumentParser
import Audits
import Foundation
import Ledger
import Records
import Reports
import Scoring

struct WhatIfCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if",
        abstract: words(
            "试算：如果多了这些事实、换了办法、要达到某名次，会怎样；不入账。",
            "What would change with more facts or other rules, or what a goal takes; records nothing."),
        discussion: words(
            """
            例：taizhang what-if 信息录用 report_no=… level=city bulletin=… --effective 2020-06-30 --on 2020-06-30
                taizhang what-if --file may.jsonl --on 2020-05-31
                taizhang what-if --reach 夹浦镇 3 --on 2020-06-30      （达到第3名；写 90.00 则是达到90分）
                taizhang what-if --scheme draft.json --year 2020
            """,
            """
            Example: taizhang what-if report.adopted report_no=… level=city bulletin=… --effective 2020-06-30 --on 2020-06-30
                     taizhang what-if --file may.jsonl --on 2020-05-31
                     taizhang what-if --reach jiapu 3 --on 2020-06-30     (to rank 3; 90.00 means points)
                     taizhang what-if --scheme draft.json --year 2020
            """))

    @Argument(
        help: ArgumentHelp(
            words("类型和 字段=值；用 --reach 时是乡镇和目标", "A type and field=value; with --reach a township and a goal."),
            valueName: "type field=value"))
    var arguments: [String] = []
    @Option(name: .long, help: ArgumentHelp(words("业务日期", "Effective date."), valueName: "date"))
    var effective: String?
    @Option(
        name: .long, help: ArgumentHelp(words("一行一条 JSON 的文件", "A file of one JSON object a line."), valueName: "file"))
    var file: String?
    @Option(name: .long, help: ArgumentHelp(words("办法草案", "A draft scheme."), valueName: "file"))
    var scheme: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("草案重演的年度，默认草案所属年度", "The year replayed under the draft; its own by default."), valueName: "year"))
    var year: Int?
    @Flag(name: .long, help: ArgumentHelp(words("要达到某名次或得分，各项各要多少", "What a rank or a total takes, each thing alone.")))
    var reach = false
    @OptionGroup var question: QuestionOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: PageOptions

    func validate() throws {
        let ways = [file != nil, scheme != nil, reach, file == nil && scheme == nil && !reach && !arguments.isEmpty]
        guard ways.count(where: { $0 }) == 1, !reach || arguments.count == 2 else {
            throw ValidationError(
                words(
                    "四选一：类型和字段、--file、--scheme、--reach 乡镇 目标",
                    "one of: a type and fields, --file, --scheme, --reach TOWNSHIP GOAL"))
        }
    }

    func run() throws {
        try Desk.run {
            if reach { return try reachGoal() }
            // A rehearsal takes the write lock, and gives it back with nothing written.
            let office = try Desk.office(ledger)
            let townships = try Desk.townships(office)
            do {
                if let scheme { return try draft(scheme, office) }
                let found: [WhatIf]
                if let file {
                    let batch = SubmissionLines(
                        try LineReader(path: file), actor: actor.name, today: office.today,
                        title: words("试算", "trying"))
                    found = try office.whatIf(
                        batch.lazy.map { $0.map(\.submission) }, actor: actor.name, on: [question.date])
                    try batch.throwFault()
                } else {
                    guard let type = FieldText.type(arguments[0]) else {
                        throw FieldArguments.unknownType(arguments[0])
                    }
                    let plans = try Desk.plans(office)
                    let data = try FieldArguments(Array(arguments.dropFirst()), Catalog[type], townships, plans).data
                    let submission = Submission(type: type, effective: effective, data: data)
                    found = try office.whatIf([.success(submission)], actor: actor.name, on: [question.date])
                }
                try output.show(found.map { page($0, words("现在", "now"), words("试算", "what if")) })
            } catch let refused as BatchRefused {
                try AppendReport.refuse(
                    refused, place: file, townships, isJSON: output.chosen == .json)
            }
        }
    }

    private func page(_ what: WhatIf, _ left: String, _ right: String) -> ComparisonPage {
        ComparisonPage(
            .init("\(what.on) \(left)", what.before, head: nil), .init("\(what.on) \(right)", what.after, head: nil),
            language: words)
    }

    /// Each month of the year under the draft, as known now.
    private func draft(_ path: String, _ office: Office) throws {
        var json = try SchemeFile.read(path)
        let start = Int(json["year"]?.integer ?? 0)
        let year = year ?? start
        guard let first = CivilDate(year: year, month: 1, day: 1) else {
            throw Desk.Complaint(words("--year：应为年份", "--year: a year"), code: .validationFailure)
        }
        // A draft often keeps the id of what it amends; here both stand side by side.
        let id = (json["id"]?.text ?? "draft") + "-draft"
        json = .members((json.object ?? []).map { $0.key == "id" ? .init("id", .string(id)) : $0 })
        let last = min(CivilDate(trusted: Int32(year * 10_000 + 1231)), Surroundings.today())
        let days = (1...12).compactMap { CivilMonth(year: year, month: $0)?.end }.filter { $0 <= last }
        // In force from the latest day on which another scheme begins within the year, so that it wins every day.
        let others = try office.read { _, books in
            books.schemes.filter { $0.ended == nil && $0.effective.year == year }.map(\.effective)
        }
        let submissions = Set([first] + others).sorted().map { day in
            Result<Submission, Refusals>.success(
                Submission(type: .schemeAdopted, effective: day.description, data: .members([.init("scheme", json)])))
        }
        let found = try office.whatIf(submissions, actor: actor.name, on: days)
        try output.show(found.map { page($0, words("现行办法", "as it is"), words("草案", "draft")) })
    }

    private func reachGoal() throws {
        let office = try Desk.office(ledger, readOnly: true)
        let (adopted, _) = try office.scheme(on: question.date, known: question.moment)
        let place = try Desk.township(arguments[0], among: adopted.scheme.townships)
        let goal: Goal
        if let rank = Int(arguments[1]), (1...adopted.scheme.townships.count).contains(rank) {
            goal = .rank(rank)
        } else if let points = try? Hundredths(arguments[1]), points <= adopted.scheme.total {
            goal = .points(points)
        } else {
            let count = adopted.scheme.townships.count
            throw Desk.Complaint(
                words(
                    "目标：名次写 1–\(count)，得分写到 \(adopted.scheme.total.twoDecimals)，例如 90.00",
                    "the goal: a rank 1–\(count), or points up to \(adopted.scheme.total.twoDecimals), e.g. 90.00"),
                code: .validationFailure)
        }
        let page = ReachPage(
            try office.reach(goal, for: place.id, on: question.date, known: question.moment), language: words)
        try output.show(page)
    }
}
