import Accounts
import ArgumentParser
import Foundation
import Ledger
import Programmes
import Records
import Reports
import Scoring

struct WorkListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worklist",
        abstract: words("重点工作清单：各项目标的完成情况；印发、调整。", "The key work list: what is done of it; adopting and amending it."),
        discussion: words(
            """
            例：taizhang worklist --on 2020-09-30
                taizhang worklist adopt
            """,
            """
            Example: taizhang worklist --on 2020-09-30
                     taizhang worklist adopt
            """),
        subcommands: [Show.self, Adopt.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: words(
                "按通知附件4的样式列出，逐格标明完成情况和依据", "The list as the notice prints it, each cell with its state and evidence."),
            discussion: words(
                "例：taizhang worklist show --on 2020-09-30 -o 清单.xlsx",
                "Example: taizhang worklist show --on 2020-09-30 -o list.xlsx"))
        @OptionGroup var question: QuestionOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let (status, adopted, head) = try office.workStatus(on: question.date, known: question.moment)
                try output.show(WorkListPage(status, adopted: adopted, head: head, language: words))
            }
        }
    }

    struct Adopt: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt",
            abstract: words("印发或调整工作方案（单位、工作组、清单）", "Adopts or amends a work plan: units, groups, list."),
            discussion: words(
                """
                不给文件时用内置的长商发〔2020〕17号（2020-05-14 印发）。
                例：taizhang worklist adopt 调整后.json --effective 2020-08-01
                """,
                """
                Without a file it is the built-in 长商发〔2020〕17号 (issued 2020-05-14).
                Example: taizhang worklist adopt amended.json --effective 2020-08-01
                """))

        @Argument(help: ArgumentHelp(words("工作方案文件", "A plan's file."), valueName: "file"))
        var file: String?

        @Option(
            name: .long,
            help: ArgumentHelp(words("施行日期；用文件时必填", "In force from; needed with a file."), valueName: "date"))
        var effective: CivilDate?

        @Option(
            name: .long,
            help: ArgumentHelp(words("来源：文号等", "Where it comes from: a document's number."), valueName: "text"))
        var source: String?

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var actor: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard file != nil, effective == nil else { return }
            throw ValidationError(
                words(
                    "请写明施行日期 --effective，如 --effective 2020-08-01",
                    "say from when it is in force: --effective 2020-08-01"))
        }

        func run() throws {
            try Desk.run {
                let plan = try file.map { try SchemeFile.read($0) } ?? JSONReader.read(BuiltInPlan.text)
                let submission = Submission(
                    type: .planAdopted, effective: (effective ?? BuiltInPlan.issued).description,
                    source: source ?? (file == nil ? BuiltInPlan.source : ""), data: .members([.init("plan", plan)]))
                do {
                    let receipt = try Desk.office(ledger).append([.success(submission)], actor: actor.name)
                    AppendReport(receipt, output).print()
                } catch let refused as BatchRefused {
                    try AppendReport.refuse(
                        refused, place: file ?? "changxing-2020-plan.json", [], isJSON: output.format == .json)
                }
            }
        }
    }
}
