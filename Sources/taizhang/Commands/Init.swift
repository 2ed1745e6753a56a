import Accounts
import ArgumentParser
import Foundation
import Ledger
import Records
import Reports
import Scoring

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: words("建一本新账，并印发考核办法。", "Make a new ledger and adopt a scheme."),
        discussion: words(
            """
            不给 --scheme 时用内置的长商发〔2020〕17号（2020-05-14 印发，全年施行）。
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

    @Option(
        name: .long,
        help: ArgumentHelp(
            words("账本在检查点上的名称，最好形如网址；默认随机", "The ledger's name in checkpoints, best like a URL; random by default."),
            valueName: "name"))
    var origin: String?

    @OptionGroup var key: KeyOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try ProofDesk.run {
            let json = try scheme.map { try SchemeFile.read($0) } ?? JSONReader.read(BuiltInScheme.text)
            let start = json["year"]?.integer.flatMap { CivilDate(year: Int($0), month: 1, day: 1) }
            let submission = Submission(
                type: .schemeAdopted, effective: (effective ?? start)?.description,
                source: source ?? (scheme == nil ? BuiltInScheme.source : ""), data: .members([.init("scheme", json)]))
            let name = try origin.map { text in
                try ProofDesk.speaking(of: "--origin") { try KeyName(text) }
            }
            let path = ledger.path
            try PageFile.checkName(path)
            let office = Desk.office(try SQLiteEventLog.create(path: path, schemas: Books.schemas))
            let file = key.file(of: ledger)
            let isNew = !file.exists
            var hasKey = !isNew
            do {
                let signing = try isNew ? file.make(name: name ?? KeyFile.newOrigin()) : file.read()
                hasKey = true
                if let name, name != signing.name { throw otherName(name, signing.name, file) }
                let receipt = try office.append([.success(submission)], actor: actor.name)
                report(receipt, signing.verifier(.note), file, isNew: isNew)
            } catch {
                SQLiteEventLog.remove(path: path)
                // Made a moment ago for a ledger that did not come to be, it has signed nothing.
                if isNew, hasKey { try? FileManager.default.removeItem(atPath: file.path) }
                if let refused = error as? BatchRefused {
                    try AppendReport.refuse(
                        refused, place: scheme ?? "changxing-2020.json", [], isJSON: output.format == .json)
                }
                throw error
            }
        }
    }

    private func otherName(_ wanted: KeyName, _ found: KeyName, _ file: KeyFile) -> Desk.Complaint {
        Desk.Complaint(
            words(
                "--origin：要的是 \(Terminal.safe(wanted.text))，已有私钥 \(Terminal.safe(file.path)) 的名称是 "
                    + "\(Terminal.safe(found.text))；用 --key 换一个私钥文件",
                "--origin: \(Terminal.safe(wanted.text)) is asked for, the key \(Terminal.safe(file.path)) is of "
                    + "\(Terminal.safe(found.text)); name another key file with --key"))
    }

    private func report(_ receipt: Receipt, _ verifier: VerifierKey, _ file: KeyFile, isNew: Bool) {
        switch output.format {
        case .json:
            let members = ReceiptPage(receipt, language: words).json().object ?? []
            Desk.print(
                .members(
                    members + [.init("key_file", .string(file.path)), .init("vkey", .string(verifier.description))]))
        case .table, .csv: AppendReport(receipt, output).print()
        }
        let path = Terminal.safe(file.path)
        // Two ledgers that sign with one key look to a witness like one ledger with two histories.
        Surroundings.tell(
            isNew
                ? words(
                    "私钥 \(path)，请另行备份，不要外传；公钥 \(verifier)\n",
                    "private key \(path), keep a copy elsewhere and to yourself; public key \(verifier)\n")
                : words(
                    "沿用已有私钥 \(path)；如果它签过另一本账，请用 --key 换一个；公钥 \(verifier)\n",
                    "the private key \(path) was there and is kept; if it signed for another ledger, name another one "
                        + "with --key; public key \(verifier)\n"))
    }
}
