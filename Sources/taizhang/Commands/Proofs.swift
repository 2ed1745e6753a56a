import Accounts
import ArgumentParser
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
            guard let receipt = try office.receipt(of: record, signedBy: key.signingKey(of: ledger)) else {
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
        abstract: words("证明：从一个旧检查点到现在，账本只增不改。", "Prove that the ledger only grew since an old checkpoint."),
        discussion: words(
            "例：taizhang prove --from 2020-06.checkpoint -o 2020-06-to-now.json",
            "Example: taizhang prove --from 2020-06.checkpoint -o 2020-06-to-now.json"))

    @Option(name: .long, help: ArgumentHelp(words("旧检查点文件，- 为标准输入", "An old checkpoint, or -."), valueName: "file"))
    var from: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("到哪个入账时点，默认现在", "Up to what was recorded by then; now by default."), valueName: "date|instant|size"))
    var to: Known?

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
            let old = try ProofDesk.checkpoint(from)
            let office = try Desk.office(ledger, readOnly: true)
            let signing = try key.signingKey(of: ledger)
            let proof = try ProofDesk.speaking(of: from) {
                try old.verify(by: signing.verifier(.note))
                return try office.history(from: old, to: to ?? .everything, signedBy: signing)
            }
            try ProofDesk.write(proof.bytes, to: output)
        }
    }
}
