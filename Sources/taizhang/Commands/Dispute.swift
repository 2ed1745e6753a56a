import Accounts
import ArgumentParser
import Audits
import Foundation
import Ledger
import Records
import Reports
import Scoring

struct Dispute: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute",
        abstract: words(
            "申辩材料：一个乡镇一天的得分，说明、对账单、回执、检查点、核验程序，装进一个文件夹。", "Everything that a disputed score needs, in one folder."),
        discussion: words(
            "例：taizhang dispute 夹浦镇 --on 2020-06-30 -o 夹浦镇-2020-06",
            "Example: taizhang dispute jiapu --on 2020-06-30 -o jiapu-2020-06"))

    @Argument(help: ArgumentHelp(words("乡镇", "A township."), valueName: "township"))
    var township: String
    @OptionGroup var question: QuestionOptions
    @Option(name: .shortAndLong, help: ArgumentHelp(words("新文件夹", "A new folder."), valueName: "folder"))
    var output: String
    @Option(name: .long, help: ArgumentHelp(words("语言", "Language."), valueName: "zh|en"))
    var lang: Language?
    @OptionGroup var key: KeyOptions
    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        try ProofDesk.run {
            Interruption.watch()
            let folder = DraftFolder(output)
            try folder.check()
            let office = try Desk.office(ledger, readOnly: true)
            // One moment for all of it, whatever is recorded meanwhile.
            let known = Known.size(try office.log.read { try $0.head(known: question.moment).size })
            let (adopted, _) = try office.scheme(on: question.date, known: known)
            let place = try Desk.township(township, among: adopted.scheme.townships)
            let explanation = try office.explain(place.id, on: question.date, known: known)
            let from = CivilDate(trusted: Int32(question.date.year * 10_000 + 101))
            let statement = StatementPage(
                try office.statement(place.id, from: from, to: question.date, clock: .effective, known: known),
                scheme: adopted.scheme, language: words)
            let signer = try key.signingKey(of: ledger)
            let page = ExplanationPage(explanation, language: words)
            var receipts = 0
            try folder.filling { write in
                try write(page.json().canonical + [0x0A], "explanation.json")
                try write(Array(HTMLPage(page.document).text.utf8), "explanation.html")
                try write(statement.json().canonical + [0x0A], "statement.json")
                try write(Array(statement.csv(withByteOrderMark: true).utf8), "statement.csv")
                let ids = Set(explanation.items.flatMap { $0.inputs.flatMap { $0.evidence.map(\.record) } })
                for id in ids.sorted() {
                    guard let receipt = try office.receipt(of: id, signedBy: signer) else { continue }
                    try write(receipt.bytes, "receipts/\(Dispute.fileName(of: id))")
                    receipts += 1
                }
                let checkpoint = try office.checkpoint(known: known, signedBy: signer)
                try write(checkpoint.bytes, "checkpoint.txt")
                try write(Array((signer.verifier(.note).description + "\n").utf8), "vkey.txt")
                try write(PackageResources.verify_receipt_py, "verify_receipt.py")
            }
            let name = Terminal.safe(output)
            Surroundings.write(
                words(
                    "\(name)：说明、对账单、\(receipts) 份回执、检查点和核验程序\n",
                    "\(name): explanation, statement, \(receipts) receipts, checkpoint and verifier\n"))
        }
    }

    /// The file of a record's receipt: another one for every id. A colon, which names of files can't hold everywhere, is written
    /// as in URLs; no id has a percent sign.
    static func fileName(of id: String) -> String { id.replacing(":", with: "%3A") + ".json" }
}
