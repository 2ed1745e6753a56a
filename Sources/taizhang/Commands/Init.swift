import Accounts
import ArgumentParser
import Foundation
import Ledger
import Records
import Reports
import Scoring

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: words("建一本新账，并印发考核办法。", "Make a new ledger and adopt a scheme."),
        discussion: words(
            """
            不给 --scheme 时用内置的长商发〔2020〕17号(2020-05-14 印发，全年施行)。
            例：taizhang init --scheme 2021.json --effective 2021-01-01
            """,
            """
            Without --scheme it is the built-in 长商发〔2020〕17号 (issued 2020-05-14, in force for the year).
            Example: taizhang init --scheme 2021.json --effective 2021-01-01
            """))

    @Option(name: .long, help: ArgumentHelp(words("考核办法文件", "A scheme's file."), valueName: "file"))
    var scheme: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("施行日期，默认办法所属年度的1月1日", "In force from; 1 January of its year by default."), valueName: "date"))
    var effective: CivilDate?

    @Option(
        name: .long, help: ArgumentHelp(words("来源：文号等", "Where it comes from: a document's number."), valueName: "text")
    )
    var source: String?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try Desk.run {
            let json = try scheme.map { try SchemeFile.read($0) } ?? JSONReader.read(BuiltInScheme.text)
            let start = json["year"]?.integer.flatMap { CivilDate(year: Int($0), month: 1, day: 1) }
            let submission = Submission(
                type: .schemeAdopted, effective: (effective ?? start)?.description,
                source: source ?? (scheme == nil ? BuiltInScheme.source : ""), data: .members([.init("scheme", json)]))
            let path = ledger.path
            let office = Desk.office(try SQLiteEventLog.create(path: path, schemas: Books.schemas))
            do {
                let receipt = try office.append([.success(submission)], actor: actor.name)
                AppendReport(receipt, output).print()
            } catch {
                SQLiteEventLog.remove(path: path)
                if let refused = error as? BatchRefused {
                    try AppendReport.refuse(refused, place: scheme ?? "changxing-2020.json", [], output)
                }
                throw error
            }
        }
    }
}
