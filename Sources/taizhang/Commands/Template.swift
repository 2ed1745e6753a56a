import ArgumentParser
import Foundation
import Intake
import Ledger
import Records
import ReportWorkbooks
import Reports
import Scoring
import Workbooks

struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: words(
            "生成样表：列名、下拉选项、填表说明和一行示例。", "Make a form to fill in: headings, lists, notes and an example row."),
        discussion: words(
            """
            例：taizhang template 月度进出口 -o 月度进出口.xlsx
                taizhang template -o 全部样表.xlsx
                taizhang template 企业登记 -o 企业登记.csv
            填好后：taizhang import 月度进出口.xlsx
            """,
            """
            Example: taizhang template trade.reported -o trade.xlsx
                     taizhang template -o all-forms.xlsx
                     taizhang template enterprise.registered -o enterprises.csv
            When it is filled in: taizhang import trade.xlsx
            """))

    @Argument(
        help: ArgumentHelp(
            words("类型；不写则每类一个工作表", "A type; without it a sheet for each type."), valueName: "type"))
    var type: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("要写的文件：.xlsx 或 .csv", "The file to write, .xlsx or .csv."), valueName: "file"))
    var output: String

    @OptionGroup var ledger: LedgerOptions

    @Option(
        name: .long,
        help: ArgumentHelp(words("语言，默认随系统", "Language; the locale's by default."), valueName: "zh|en"))
    var lang: Language?

    func validate() throws {
        let isCSV = output.lowercased().hasSuffix(".csv")
        guard isCSV || output.lowercased().hasSuffix(".xlsx") else {
            throw ValidationError(words("-o 的文件名应以 .xlsx 或 .csv 结尾", "-o names a file that ends in .xlsx or .csv"))
        }
        if isCSV, type == nil { throw ValidationError(words("CSV 样表请写明类型", "a CSV form is for one type; name it")) }
    }

    func run() throws {
        try Desk.run {
            let types = try type.map { name in
                guard let type = FieldText.type(name) else { throw FieldArguments.unknownType(name) }
                guard let entry = HeadingWords.types.first(where: { $0.type == type }) else {
                    throw FieldArguments.noForm(type)
                }
                return [entry]
            }
            let form = TemplateWorkbook(types ?? HeadingWords.types, try vocabulary(), words)
            guard !FileManager.default.fileExists(atPath: output) else {
                throw Desk.Complaint(
                    words(
                        "\(Terminal.safe(output)) 已存在；请换一个文件名",
                        "\(Terminal.safe(output)) is there already; choose another name"))
            }
            if output.lowercased().hasSuffix(".csv") {
                try PageFile(output).write(form.csv)
            } else {
                do throws(WorkbookFault) {
                    try form.write(to: output, created: Surroundings.now().milliseconds / 1000)
                } catch { throw PageFile(output).complaint(error) }
            }
            Surroundings.write(words("样表：\(Terminal.safe(output))\n", "the form: \(Terminal.safe(output))\n"))
        }
    }

    /// The names of the ledger's schemes; of the built-in one where there is no ledger yet.
    private func vocabulary() throws -> Vocabulary {
        if FileManager.default.fileExists(atPath: ledger.path) {
            return try Desk.office(ledger, readOnly: true).read { _, books in try books.vocabulary() }
        }
        guard let json = try? JSONReader.read(BuiltInScheme.text), let scheme = SchemeReader.read(json).scheme else {
            return Vocabulary(townships: [], ratedItems: [])
        }
        return Vocabulary([
            AdoptedScheme(seq: 1, effective: CivilDate(trusted: 20_200_101), scheme: scheme, ended: nil)
        ])
    }
}
