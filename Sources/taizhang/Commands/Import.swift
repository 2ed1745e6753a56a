import Accounts
import ArgumentParser
import Foundation
import Intake
import Ledger
import Records
import ReportWorkbooks
import Reports
import Sheets
import Workbooks

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: words(
            "导入 Excel、WPS 表格或 CSV。要么全部入账，要么一条不入。",
            "Record the facts of spreadsheets (.xlsx, .csv), whole or not at all."),
        discussion: words(
            """
            类型和各列由表头认出；单位写在括号里，如 出口额（万元）。同一文件再导入一次不会重复入账。
            例：taizhang import 六月.xlsx --dry-run
                taizhang import 企业登记.csv 六月.xlsx
                taizhang import 六月.xlsx --marked 六月-问题.xlsx
                taizhang import 六月-改.xlsx --correct --reason 企业更正报关单
            样表：taizhang template TYPE -o 样表.xlsx。能认的格式和列名见 docs/spreadsheets.md。
            """,
            """
            Types and columns are recognised by the headings; a unit stands in brackets, as in 出口额(万元). The same file
            imported again records nothing new.
            Example: taizhang import june.xlsx --dry-run
                     taizhang import enterprises.csv june.xlsx
                     taizhang import june.xlsx --marked june-faults.xlsx
                     taizhang import june-2.xlsx --correct --reason "customs form corrected"
            taizhang template TYPE -o F.xlsx makes a form. docs/spreadsheets.md tells formats and headings.
            """))

    @Argument(
        help: ArgumentHelp(words("表格文件：.xlsx 或 .csv", "Workbooks (.xlsx) or CSV files."), valueName: "file"),
        completion: .file(extensions: ["xlsx", "csv"]))
    var files: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(words("类型，默认由表头认出", "The type; recognised by the headings by default."), valueName: "type"))
    var type: String?

    @Option(
        name: .long,
        help: ArgumentHelp(words("只读这个工作表", "Read this sheet only."), valueName: "name"))
    var sheet: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("CSV 的编码，默认自动识别", "The encoding of CSV; found out by default."),
            valueName: "utf-8|gb18030|utf-16le|utf-16be"))
    var encoding: TextEncoding?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("CSV 的分隔符，默认自动识别", "What parts CSV cells; found out by default."), valueName: "comma|semicolon|tab"))
    var separator: CSVSeparator?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("有错时另存一份标了错的表", "Where there are faults, write a copy with the bad cells marked."),
            valueName: "f.xlsx"))
    var marked: String?

    @Flag(name: .long, help: ArgumentHelp(words("与账上不同的行作为更正入账", "Record changed rows as corrections.")))
    var correct = false

    @Option(name: .long, help: ArgumentHelp(words("更正的理由", "Why they are corrected."), valueName: "text"))
    var reason: String?

    @Flag(name: .long, help: ArgumentHelp(words("只查不记", "Check everything, record nothing.")))
    var dryRun = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError(words("请给出文件", "name a file")) }
        if let marked {
            guard
                !files.contains(where: {
                    URL(fileURLWithPath: $0).standardized == URL(fileURLWithPath: marked).standardized
                })
            else {
                throw ValidationError(words("--marked 不能写到导入的文件上", "--marked would overwrite a file that is imported"))
            }
            guard marked.lowercased().hasSuffix(".xlsx") else {
                throw ValidationError(words("--marked 的文件名应以 .xlsx 结尾", "--marked names a file that ends in .xlsx"))
            }
        }
        guard correct == (reason != nil) else {
            throw ValidationError(words("--correct 和 --reason 要一起用", "--correct and --reason go together"))
        }
    }

    func run() throws {
        try Desk.run {
            Interruption.watch()
            let office = try Desk.office(ledger)
            let vocabulary = try office.read { _, books in try books.vocabulary() }
            let page = ImportRefusedPage(FaultWords(words, townships: vocabulary.townships))
            do {
                let intake = try Intake(paths: files, options: try options(), vocabulary: vocabulary)
                try record(intake, office, page)
            } catch let faults as IntakeFaults {
                try refuse(output.format == .json ? page.json(faults) : nil, page.text(faults), code(of: faults))
            }
        }
    }

    private func options() throws -> Intake.Options {
        let found = try type.map { name in
            guard let type = FieldText.type(name) else { throw FieldArguments.unknownType(name) }
            guard HeadingWords.types.contains(where: { $0.type == type }) else { throw FieldArguments.noForm(type) }
            return type
        }
        return Intake.Options(type: found, sheet: sheet, encoding: encoding, separator: separator)
    }

    private func record(_ intake: Intake, _ office: Office, _ page: ImportRefusedPage) throws {
        let rows = intake.rows()
        let metered = MeteredRows(rows, ProgressMeter(words("导入", "importing")))
        do {
            let receipt = try office.append(
                metered, actor: actor.name, rehearse: dryRun,
                changed: reason.map { .corrected(reason: $0) } ?? .proposed)
            let page = ImportPage(receipt, rows, of: intake, language: words, isRehearsal: dryRun)
            if output.format == .json { Desk.print(page.json()) } else { Surroundings.write(page.text()) }
            if !dryRun { try FairNotes.tell(receipt, office) }
        } catch let refused as BatchRefused {
            if let fault = metered.fault { throw fault }
            if let fault = rows.fault { throw fault }
            var placed = ImportRefused(refused, rows, of: intake)
            try placed.readCells(intake)
            if output.format == .json { Desk.print(page.json(placed)) }
            Surroundings.tell(page.text(placed))
            if let marked { try mark(intake, placed, marked) }
            throw Desk.refused
        }
    }

    private func mark(_ intake: Intake, _ refused: ImportRefused, _ path: String) throws {
        let copy = MarkedCopy(intake, refused, FaultWords(words, townships: intake.vocabulary.townships))
        let file = PageFile(path)
        try file.check()
        let count: Int
        do { count = try copy.write(to: path, created: Surroundings.now().milliseconds / 1000) } catch let fault
            as WorkbookFault
        { throw file.complaint(fault) }
        Surroundings.tell(
            words("标出 \(count) 格：\(path)\n", "\(Language.plural(Int64(count), "cell")) marked: \(path)\n"))
    }

    private func refuse(_ json: JSON?, _ text: String, _ code: ExitCode) throws -> Never {
        if let json { Desk.print(json) }
        Surroundings.tell(text)
        throw code
    }

    private func code(of faults: IntakeFaults) -> ExitCode {
        let isInputOutput = faults.faults.contains { fault in
            if case .sheet(let fault) = fault.problem { fault.isInputOutput } else { false }
        }
        return isInputOutput ? Desk.inputOutput : Desk.refused
    }
}

extension TextEncoding: ExpressibleByArgument {}

extension CSVSeparator: ExpressibleByArgument {
    /// As people write them; the bytes themselves would be numbers.
    public static var allValueStrings: [String] { allCases.map(\.name) }

    private var name: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        }
    }

    public init?(argument: String) {
        switch argument {
        case "comma", ",": self = .comma
        case "semicolon", ";": self = .semicolon
        case "tab", "\t": self = .tab
        default: return nil
        }
    }
}
