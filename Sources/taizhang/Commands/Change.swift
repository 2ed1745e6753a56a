import Accounts
import ArgumentParser
import Foundation
import Ledger
import Records
import Reports
import Scoring

struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: words("更正一条记录：原记录留底，从入账起按新内容算。", "Correct a record; what it said stays in the ledger."),
        discussion: words(
            """
            只写要改的字段；在终端上先看差别再确认。
            例：taizhang correct trade-2020-05-0017 出口额=980000 --reason 报关单更正
            """,
            """
            Only what changes is written; on a terminal the difference is shown first.
            Example: taizhang correct trade-2020-05-0017 export_cny=980000 --reason 报关单更正
            """))

    @Argument(help: ArgumentHelp(words("记录编号", "The record's id."), valueName: "record"))
    var record: String

    @Argument(help: ArgumentHelp(words("字段=新值", "What changes."), valueName: "field=value"))
    var fields: [String] = []

    @Option(name: .long, help: ArgumentHelp(words("更正后的业务日期", "The effective date as corrected."), valueName: "date"))
    var effective: String?

    @OptionGroup var change: ChangeOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(change.ledger)
            let townships = try Desk.townships(office)
            let target = try ChangeOptions.target(record, office)
            let changed = try FieldArguments(fields, Catalog[target.type], townships, try Desk.plans(office)).members
            guard !changed.isEmpty || effective != nil else {
                throw Desk.Complaint(
                    words("没有要改的字段；写 字段=新值", "nothing to change; write field=value"), code: .validationFailure)
            }
            let kept = (target.data.object ?? []).filter { member in !changed.contains { $0.key == member.key } }
            let data = JSON.members(kept + changed)
            let monthEnd = data["month"]?.text.flatMap { CivilMonth($0)?.end.description }
            let date = effective ?? monthEnd ?? target.effective.description
            let submission = Submission(
                type: .eventCorrected, effective: change.decided?.description, source: change.source, id: change.id,
                data: .members([
                    .init("target", .string(target.id)), .init("effective", .string(date)), .init("data", data),
                    .init("reason", .string(change.reason)),
                ]))
            try change.record(submission, of: target, office, townships)
        }
    }
}

struct Retract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract",
        abstract: words("撤销一条记录：原记录留底，从入账起不再计入。", "Retract a record; it counts no more from now on."),
        discussion: words(
            "例：taizhang retract fair-0042 --reason 重复报送", "Example: taizhang retract fair-0042 --reason 重复报送"))

    @Argument(help: ArgumentHelp(words("记录编号", "The record's id."), valueName: "record"))
    var record: String

    @OptionGroup var change: ChangeOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(change.ledger)
            let target = try ChangeOptions.target(record, office)
            let submission = Submission(
                type: .eventRetracted, effective: change.decided?.description, source: change.source, id: change.id,
                data: .members([.init("target", .string(target.id)), .init("reason", .string(change.reason))]))
            try change.record(submission, of: target, office, try Desk.townships(office))
        }
    }
}

/// What corrections and retractions have in common.
struct ChangeOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp(words("理由", "Why."), valueName: "text"))
    var reason: String

    @Option(
        name: .long,
        help: ArgumentHelp(words("决定日期，默认今天", "Date of the decision; today by default."), valueName: "date"))
    var decided: CivilDate?

    @Option(name: .long, help: ArgumentHelp(words("来源", "Where it comes from."), valueName: "text"))
    var source: String = ""

    @Option(name: .long, help: ArgumentHelp(words("本次更正的编号", "The change's own id."), valueName: "id"))
    var id: String?

    @Flag(name: .long, help: ArgumentHelp(words("不再询问", "Do not ask.")))
    var yes = false

    @OptionGroup var expect: ExpectOptions

    @Flag(name: .long, help: ArgumentHelp(words("只看差别，不入账", "Show the difference, record nothing.")))
    var dryRun = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    /// The record that an id names: its own, or that of one of its corrections.
    static func target(_ id: String, _ office: Office) throws -> Record {
        guard let record = try office.history(of: id)?.record else {
            throw Desk.Complaint(
                words(
                    "没有编号为“\(Terminal.safe(id))”的记录；用 taizhang log 查找编号",
                    "no record \"\(Terminal.safe(id))\"; taizhang log finds ids"))
        }
        return record
    }

    /// Shows what a change does and, where nobody declines, records it.
    func record(
        _ submission: Submission, of target: Record, _ office: Office, _ townships: [Scheme.Township]
    ) throws {
        do {
            try requireChange(submission, of: target, office)
            let asks = Surroundings.inputIsTerminal && Surroundings.outputIsTerminal && !yes && !dryRun
            if asks || output.format != .json {
                Surroundings.write(
                    try difference(submission, of: target, office, townships).text(
                        width: output.width, colour: Surroundings.colour))
            }
            if asks {
                Surroundings.write(words("入账吗？[y/N] ", "Record this? [y/N] "))
                guard ["y", "yes", "是"].contains(readLine()?.lowercased() ?? "") else {
                    Surroundings.write(words("没有入账\n", "Nothing recorded.\n"))
                    throw Desk.refused
                }
            }
            let receipt = try office.append(
                [.success(submission)], actor: actor.name, expecting: expect.expectSize, rehearse: dryRun)
            AppendReport(receipt, output, dryRun: dryRun).print()
        } catch let refused as BatchRefused {
            try AppendReport.refuse(refused, place: nil, townships, isJSON: output.format == .json)
        }
    }

    /// Refuses a change that would be recorded and leave its record as it is. What is recorded already is not one.
    private func requireChange(_ submission: Submission, of target: Record, _ office: Office) throws {
        let (before, after) = try office.preview(
            [.success(submission)], actor: actor.name, expecting: expect.expectSize
        ) { reader, books in
            (size: reader.size, record: try books.recorded.record(target.seq))
        }
        guard after.size > before.size, let old = before.record, let new = after.record else { return }
        guard old.data == new.data, old.effective == new.effective, old.isLive == new.isLive else { return }
        throw Desk.Complaint(
            words(
                "没有可更正的：记录 \(Terminal.safe(target.id)) 现在就是这些内容；未入账",
                "nothing would change: record \(Terminal.safe(target.id)) says just this already; nothing recorded"))
    }

    private func difference(
        _ submission: Submission, of target: Record, _ office: Office, _ townships: [Scheme.Township]
    ) throws -> DifferencePage {
        // The day that shows the most of it: the end of the fact's year, or of what has passed of it.
        let yearEnd = CivilDate(trusted: Int32(target.effective.year * 10_000 + 1231))
        let on = min(yearEnd, Surroundings.today())
        let (before, after) = try office.preview([.success(submission)], actor: actor.name) { reader, books in
            (record: try books.recorded.record(target.seq), table: try? books.score(on: on, known: reader.size))
        }
        return DifferencePage(
            before: before.record ?? target, after: after.record, on: on, tables: (before.table, after.table),
            townships: townships, language: words)
    }
}
