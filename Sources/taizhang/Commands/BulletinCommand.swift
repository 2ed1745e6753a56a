import Accounts
import ArgumentParser
import Audits
import Ledger
import Reports
import Scoring

struct BulletinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulletin",
        abstract: words(
            "通报：一个月的得分、名次升降、任务、全县目标、走势和更正，印在一份文件里。",
            "The monthly notice: scores, ranks, tasks, goals, trends and corrections, ready to print."),
        discussion: words(
            """
            写成 .xlsx 或 .html 可直接打印；检查点用账本的私钥签名，没有私钥则不签。
            例：taizhang bulletin 2020-06 -o 通报.xlsx
                taizhang bulletin 2020-06 --known 2020-07-10 -o 通报.html
            """,
            """
            .xlsx and .html are made for printing. The checkpoint is signed where the ledger's key is at hand.
            Example: taizhang bulletin 2020-06 -o notice.xlsx
                     taizhang bulletin 2020-06 --known 2020-07-10 -o notice.html
            """))

    @Argument(help: ArgumentHelp(words("月份", "A month."), valueName: "YYYY-MM"))
    var month: CivilMonth
    @Option(
        name: .long,
        help: ArgumentHelp(
            words("入账时点，默认全部", "What was recorded by then; everything by default."),
            valueName: "date|instant|size"))
    var known: Known?
    @OptionGroup var key: KeyOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: PageOptions

    func run() throws {
        try ProofDesk.run {
            guard month.end < Surroundings.today() else {
                throw Desk.Complaint(
                    words(
                        "\(month) 还没有过完（今天 \(Surroundings.today())）；\(month.end) 之后再出通报",
                        "\(month) is not over (today is \(Surroundings.today())); make its bulletin after \(month.end)")
                )
            }
            Interruption.watch()
            let office = try Desk.office(ledger, readOnly: true)
            let bulletin = try office.bulletin(month, known: known ?? .everything)
            let file = key.file(of: ledger)
            let signer = file.exists ? try file.read() : nil
            let checkpoint = try signer.map {
                try office.checkpoint(known: .size(bulletin.head.size), signedBy: $0)
            }
            try output.show(BulletinPage(bulletin, checkpoint: checkpoint, language: words))
        }
    }
}
