import Accounts
import ArgumentParser
import Foundation
import Ledger
import Records
import Reports

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: words("流水账：按入账顺序列出事件。", "The register: events in order of recording."),
        discussion: words(
            "例：taizhang log --township 夹浦镇 --type 月度进出口 --from 2020-05-01 --to 2020-05-31",
            "Example: taizhang log --township jiapu --type trade.reported --from 2020-05-01 --to 2020-05-31"))

    @Option(name: .long, help: ArgumentHelp(words("类型", "A type of the catalog."), valueName: "type"))
    var type: String?

    @Option(name: .long, help: ArgumentHelp(words("乡镇", "A township."), valueName: "township"))
    var township: String?

    @Option(name: .long, help: ArgumentHelp(words("统一社会信用代码", "An enterprise's code."), valueName: "code"))
    var enterprise: String?

    @Option(name: .long, help: ArgumentHelp(words("业务日期从", "Effective from."), valueName: "date"))
    var from: CivilDate?

    @Option(name: .long, help: ArgumentHelp(words("业务日期到", "Effective to."), valueName: "date"))
    var to: CivilDate?

    @Option(
        name: .long, help: ArgumentHelp(words("入账时点", "What was recorded by then."), valueName: "date|instant|size"))
    var known: Known?

    @Option(
        name: .long, help: ArgumentHelp(words("最多列出多少条，列最新的", "The most entries, the newest ones."), valueName: "n"))
    var limit: Int?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError(words("--limit 至少为 1", "--limit is at least 1")) }
        if let from, let to, from > to { throw ValidationError(words("--from 不能晚于 --to", "--from is after --to")) }
    }

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            let townships = try Desk.townships(office)
            let type = try type.map { name in
                guard let type = FieldText.type(name) else { throw FieldArguments.unknownType(name) }
                return type
            }
            let filter = RegisterFilter(
                type: type, township: try township.map { try Desk.township($0, among: townships).id },
                enterprise: enterprise, from: from, to: to, limit: limit ?? (output.isBrief ? 50 : nil))
            let (entries, head, more) = try office.register(filter, known: known ?? .everything)
            let page = RegisterPage(entries, head: head, townships: townships, more: more, language: words)
            try output.show(page)
        }
    }
}

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: words("一条记录的来龙去脉：原样、每次更正、撤销。", "One record with its whole history."),
        discussion: words("例：taizhang show trade-2020-05-0017", "Example: taizhang show trade-2020-05-0017"))

    @Argument(help: ArgumentHelp(words("记录编号", "The record's id."), valueName: "record"))
    var record: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try Desk.run {
            let office = try Desk.office(ledger, readOnly: true)
            guard let (found, entries, head) = try office.history(of: record) else {
                throw Desk.Complaint(
                    words(
                        "没有编号为“\(Terminal.safe(record))”的记录；用 taizhang log 查找编号",
                        "no record \"\(Terminal.safe(record))\"; taizhang log finds ids"))
            }
            let page = HistoryPage(
                found, entries: entries, head: head, townships: try Desk.townships(office), language: words)
            try output.show(page)
        }
    }
}
