import Accounts
import ArgumentParser
import Foundation
import Ledger
import Records
import Reports

struct Append: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "append",
        abstract: words("入账：一条或一批。一批要么全部入账，要么一条不入。", "Record one event, or a batch whole or not at all."),
        discussion: words(
            """
            例：taizhang append 月度进出口 enterprise=… month=2020-06 出口额=1250000.50 import_cny=0 \
            general_trade_export_cny=0 epidemic_goods_export_cny=0
                taizhang append --file may.jsonl --dry-run
            各类型的字段见 taizhang catalog TYPE。
            """,
            """
            Example: taizhang append trade.reported enterprise=… month=2020-06 export_cny=1250000.50 import_cny=0 \
            general_trade_export_cny=0 epidemic_goods_export_cny=0
                     taizhang append --file may.jsonl --dry-run
            taizhang catalog TYPE tells a type's fields.
            """))

    @Argument(help: ArgumentHelp(words("类型，英文名或中文名", "A type of the catalog."), valueName: "type"))
    var type: String?

    @Argument(help: ArgumentHelp(words("字段=值", "The facts."), valueName: "field=value"))
    var fields: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(words("业务日期；月度类型不用填", "Effective date; monthly types need none."), valueName: "date"))
    var effective: String?

    @Option(name: .long, help: ArgumentHelp(words("来源：文号、文件和行号", "Where it comes from."), valueName: "text"))
    var source: String = ""

    @Option(
        name: .long,
        help: ArgumentHelp(words("记录编号，默认自动生成", "The record's id; made where none is given."), valueName: "id"))
    var id: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("一行一条 JSON 的文件，- 为标准输入", "A file of one JSON object a line, or - for standard input."),
            valueName: "file"))
    var file: String?

    @Flag(name: .long, help: ArgumentHelp(words("只查不记", "Check everything, record nothing.")))
    var dryRun = false

    @OptionGroup var expect: ExpectOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if file != nil, type != nil || effective != nil || id != nil || !source.isEmpty {
            throw ValidationError(
                words(
                    "--file 不能和类型、字段、--effective、--source、--id 一起用",
                    "--file goes with no type, fields, --effective, --source or --id"))
        }
        if file == nil, type == nil {
            throw ValidationError(words("要么给类型和字段，要么给 --file", "give a type and fields, or --file"))
        }
    }

    func run() throws {
        try Desk.run {
            if let file { try appendFile(file) } else { try appendOne(type ?? "") }
        }
    }

    private func appendOne(_ name: String) throws {
        let office = try Desk.office(ledger)
        let townships = try Desk.townships(office)
        guard let type = FieldText.type(name) else { throw FieldArguments.unknownType(name) }
        let data = try FieldArguments(fields, Catalog[type], townships, try Desk.plans(office)).data
        let submission = Submission(type: type, effective: effective, source: source, id: id, data: data)
        do {
            let receipt = try office.append(
                [.success(submission)], actor: actor.name, expecting: expect.expectSize, rehearse: dryRun)
            AppendReport(receipt, output, dryRun: dryRun).print()
            if !dryRun { try FairNotes.tell(receipt, office) }
        } catch let refused as BatchRefused {
            try AppendReport.refuse(refused, place: nil, townships, isJSON: output.format == .json)
        }
    }

    private func appendFile(_ path: String) throws {
        Interruption.watch()
        let office = try Desk.office(ledger)
        let townships = try Desk.townships(office)
        let batch = SubmissionLines(
            try LineReader(path: path), actor: actor.name, today: office.today, title: words("入账", "recording"))
        do {
            let receipt = try office.append(
                prepared: batch, actor: actor.name, expecting: expect.expectSize, rehearse: dryRun)
            try batch.throwFault()
            AppendReport(receipt, output, dryRun: dryRun).print()
            if !dryRun { try FairNotes.tell(receipt, office) }
        } catch let refused as BatchRefused {
            try batch.throwFault()
            let moved = refused.placed(batch.line(ofRow:))
            try AppendReport.refuse(
                moved, place: path == "-" ? words("标准输入", "stdin") : path, townships,
                isJSON: output.format == .json)
        }
    }
}
