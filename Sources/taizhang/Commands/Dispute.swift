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
            let office = try Desk.office(ledger, readOnly: true)
            let (adopted, _) = try office.scheme(on: question.date, known: question.moment)
            let place = try Desk.township(township, among: adopted.scheme.townships)
            guard !FileManager.default.fileExists(atPath: output) else {
                throw Desk.Complaint(
                    words("\(output) 已经存在；请给一个新文件夹", "\(output) is there already; name a new folder"))
            }
            let explanation = try office.explain(place.id, on: question.date, known: question.moment)
            let signer = try key.signingKey(of: ledger)
            let page = ExplanationPage(explanation, language: words)
            try write(page.json().canonical + [0x0A], "explanation.json")
            try write(Array(HTMLPage(page.document).text.utf8), "explanation.html")
            let from = CivilDate(trusted: Int32(question.date.year * 10_000 + 101))
            let statement = StatementPage(
                try office.statement(
                    place.id, from: from, to: question.date, clock: .effective, known: question.moment),
                scheme: adopted.scheme, language: words)
            try write(statement.json().canonical + [0x0A], "statement.json")
            try write(Array(statement.csv(withByteOrderMark: true).utf8), "statement.csv")
            let ids = Set(explanation.items.flatMap { $0.inputs.flatMap { $0.evidence.map(\.record) } })
            for id in ids.sorted() {
                guard let receipt = try office.receipt(of: id, signedBy: signer) else { continue }
                try write(receipt.bytes, "receipts/\(id.replacing(":", with: "_")).json")
            }
            let checkpoint = try office.checkpoint(known: question.moment, signedBy: signer)
            try write(checkpoint.bytes, "checkpoint.txt")
            try write(Array((signer.verifier(.note).description + "\n").utf8), "vkey.txt")
            try write(PackageResources.verify_receipt_py, "verify_receipt.py")
            Surroundings.write(
                words(
                    "\(output)：说明、对账单、\(ids.count) 份回执、检查点和核验程序\n",
                    "\(output): explanation, statement, \(ids.count) receipts, checkpoint and verifier\n"))
        }
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        let file = URL(fileURLWithPath: output).appendingPathComponent(name)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        } catch {
            throw Desk.Complaint(
                words("写不了 \(file.path)；请检查路径和权限", "cannot write \(file.path); check the path and its permissions"),
                code: Desk.inputOutput)
        }
    }
}
