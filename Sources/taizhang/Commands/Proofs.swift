import Accounts
import ArgumentParser
import Audits
import Foundation
import Ledger
import Records
import Reports

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: words("检查点：给账本现状签名，存在别处，日后可证明没有被改写。", "Sign the ledger's state, to hold it against later."),
        discussion: words(
            """
            例：taizhang checkpoint -o 2020-06.checkpoint    以后：taizhang verify --checkpoint 2020-06.checkpoint
            公钥给需要核对的人：taizhang checkpoint --vkey
            """,
            """
            Example: taizhang checkpoint -o 2020-06.checkpoint    later: taizhang verify --checkpoint 2020-06.checkpoint
            The public key, for whoever is to check: taizhang checkpoint --vkey
            """))

    @Option(
        name: .long, help: ArgumentHelp(words("入账时点", "What was recorded by then."), valueName: "date|instant|size"))
    var known: Known?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("输出文件，默认标准输出", "Where to; standard output by default."), valueName: "file"))
    var output: String?

    @Flag(name: .long, help: ArgumentHelp(words("只打印公钥", "Print the public key only.")))
    var vkey = false

    @Option(name: .long, help: ArgumentHelp(words("语言", "Language."), valueName: "zh|en"))
    var lang: Language?

    @OptionGroup var key: KeyOptions
    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        try ProofDesk.run {
            if vkey {
                let text = try key.signingKey(of: ledger).verifier(.note).description + "\n"
                return try ProofDesk.write(Array(text.utf8), to: output)
            }
            // The ledger first: a mistyped path must not leave a key behind.
            let office = try Desk.office(ledger, readOnly: true)
            let signed = try office.checkpoint(known: known ?? .everything, signedBy: key.signingKey(of: ledger))
            try ProofDesk.write(signed.bytes, to: output)
        }
    }
}

struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: words("回执：证明一条记录已经入账，可以脱离账本核对。", "Prove that a record is in the ledger, checkable without it."),
        discussion: words(
            "例：taizhang receipt trade-2020-05-0017 -o 回执.json",
            "Example: taizhang receipt trade-2020-05-0017 -o receipt.json"))

    @Argument(help: ArgumentHelp(words("记录编号", "The record's id."), valueName: "record"))
    var record: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("输出文件，默认标准输出", "Where to; standard output by default."), valueName: "file"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp(words("语言", "Language."), valueName: "zh|en"))
    var lang: Language?

    @OptionGroup var key: KeyOptions
    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        try ProofDesk.run {
            let office = try Desk.office(ledger, readOnly: true)
            // The record first: a mistyped id must not leave a key behind.
            let seq = try office.read { _, books in try books.recorded.event(id: record) }
            guard seq != nil, let receipt = try office.receipt(of: record, signedBy: key.signingKey(of: ledger)) else {
                throw Desk.Complaint(
                    words(
                        "没有编号为“\(Terminal.safe(record))”的记录；用 taizhang log 查找编号",
                        "no record \"\(Terminal.safe(record))\"; taizhang log finds ids"))
            }
            try ProofDesk.write(receipt.bytes, to: output)
        }
    }
}

struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: words(
            "证明：账本从旧检查点起只增不改；或封账表中一个乡镇的一行。",
            "Prove that the ledger only grew since an old checkpoint, or one line of a closed month."),
        discussion: words(
            """
            一行的证明自带封账回执，不含其他乡镇的得分；用 taizhang verify --line 核对。
            例：taizhang prove --from 2020-06.checkpoint -o 2020-06-to-now.json
                taizhang prove --month 2020-06 --township 夹浦镇 -o 夹浦镇-2020-06.json
            """,
            """
            The proof of a line brings the closing's receipt and no other township's points; taizhang verify --line
            checks it.
            Example: taizhang prove --from 2020-06.checkpoint -o 2020-06-to-now.json
                     taizhang prove --month 2020-06 --township jiapu -o jiapu-2020-06.json
            """))

    @Option(name: .long, help: ArgumentHelp(words("旧检查点文件，- 为标准输入", "An old checkpoint, or -."), valueName: "file"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("到哪个入账时点，默认现在", "Up to what was recorded by then; now by default."), valueName: "date|instant|size"))
    var to: Known?

    @Option(name: .long, help: ArgumentHelp(words("已封账的月份", "A closed month."), valueName: "YYYY-MM"))
    var month: CivilMonth?

    @Option(name: .long, help: ArgumentHelp(words("哪个乡镇的一行", "Whose line."), valueName: "township"))
    var township: String?

    @Option(
        name: .long,
        help: ArgumentHelp(words("第几版，默认最新一版", "Which edition; the latest by default."), valueName: "n"))
    var edition: Int?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(words("输出文件，默认标准输出", "Where to; standard output by default."), valueName: "file"))
    var output: String?

    @Option(name: .long, help: ArgumentHelp(words("语言", "Language."), valueName: "zh|en"))
    var lang: Language?

    @OptionGroup var key: KeyOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        let history = from != nil && month == nil && township == nil && edition == nil
        let line = from == nil && to == nil && month != nil && township != nil
        guard history || line else {
            throw ValidationError(
                words(
                    "二选一：--from 旧检查点（可加 --to），或 --month 月份 --township 乡镇（可加 --edition）",
                    "one of: --from CHECKPOINT (and --to), or --month MONTH --township TOWNSHIP (and --edition)"))
        }
        if let edition, edition < 1 {
            throw ValidationError(words("--edition：应为 1、2、3……", "--edition: 1, 2, 3, …"))
        }
    }

    func run() throws {
        try ProofDesk.run {
            if let from { return try history(from) }
            if let month, let township { try line(month, township) }
        }
    }

    private func history(_ from: String) throws {
        let old = try ProofDesk.checkpoint(from)
        let office = try Desk.office(ledger, readOnly: true)
        let signing = try key.signingKey(of: ledger)
        let proof = try ProofDesk.speaking(of: from) {
            try old.verify(by: signing.verifier(.note))
            return try office.history(from: old, to: to ?? .everything, signedBy: signing)
        }
        try ProofDesk.write(proof.bytes, to: output)
    }

    private func line(_ month: CivilMonth, _ township: String) throws {
        let office = try Desk.office(ledger, readOnly: true)
        let place = try Desk.township(township, among: Desk.townships(office))
        let proof = try office.lineProof(
            of: place.id, in: month, edition: edition, signedBy: key.signingKey(of: ledger))
        try ProofDesk.write(proof.bytes, to: output)
    }
}
