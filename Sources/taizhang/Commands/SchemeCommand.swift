import Accounts
import ArgumentParser
import Foundation
import Ledger
import Records
import Reports
import Scoring

struct SchemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheme", abstract: words("考核办法：列出、查看、检查。", "Schemes: list, show, check."),
        discussion: words(
            "例：taizhang scheme show --on 2020-06-30", "Example: taizhang scheme show --on 2020-06-30"),
        subcommands: [List.self, Show.self, Check.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: words("本账印发过的办法", "The schemes that were adopted."),
            discussion: words("例：taizhang scheme list", "Example: taizhang scheme list"))
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let page = SchemeListPage(try office.read { _, books in books.schemes }, language: words)
                try output.show(page)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: words("某日施行的办法：指标、乡镇、任务、目标", "The scheme in force: indicators, targets, milestones."),
            discussion: words(
                "例：taizhang scheme show --on 2020-06-30", "Example: taizhang scheme show --on 2020-06-30"))
        @OptionGroup var question: QuestionOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: PageOptions

        func run() throws {
            try Desk.run {
                let office = try Desk.office(ledger, readOnly: true)
                let (adopted, event) = try office.scheme(on: question.date, known: question.moment)
                let page = SchemePage(adopted, source: event.data["scheme"] ?? .null, language: words)
                try output.show(page)
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: words("检查一个办法文件，不入账", "Check a scheme's file; records nothing."),
            discussion: words("例：taizhang scheme check 2021.json", "Example: taizhang scheme check 2021.json"))
        @Argument(help: ArgumentHelp(words("办法文件", "A scheme's file."), valueName: "file"))
        var file: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            try Desk.run {
                let (scheme, faults) = SchemeReader.read(try SchemeFile.read(file))
                guard let scheme else {
                    let lines = faults.map { "\(Terminal.safe(file)): \(FaultWords(words).words($0))" }
                    throw Desk.Complaint(lines.joined(separator: "\n"))
                }
                switch output.format {
                case .json:
                    Desk.print(.members([.init("id", .string(scheme.id)), .init("valid", .boolean(true))]))
                case .table, .csv:
                    Surroundings.write(
                        words(
                            "\(Terminal.safe(file))：可用。\(Terminal.safe(scheme.title))，\(scheme.townships.count) 个乡镇，\(scheme.indicators.count) 项指标，共 \(scheme.total) 分\n",
                            "\(Terminal.safe(file)): valid. \(Terminal.safe(scheme.title)), \(scheme.townships.count) townships, \(scheme.indicators.count) indicators, \(scheme.total) points\n"
                        ))
                }
            }
        }
    }
}
