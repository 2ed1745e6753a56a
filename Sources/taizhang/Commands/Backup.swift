import Accounts
import ArgumentParser
import Foundation
import Glibc
import Ledger
import Reports

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: words("备份：把账本复制成一个新文件，并核验副本；别人入账时也能用。", "Copy the ledger to a new file and verify the copy."),
        discussion: words(
            """
            副本是某一时刻的完整账本，核验通过才会出现；已有的文件不会被覆盖。
            例：taizhang backup /media/usb/台账-2020-07-31.sqlite
            """,
            """
            The copy is the ledger of one moment; it appears once it has verified. A file that is there is never overwritten.
            Example: taizhang backup /media/usb/ledger-2020-07-31.sqlite
            """))

    @Argument(help: ArgumentHelp(words("新文件", "The new file."), valueName: "file"))
    var file: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try Desk.run {
            Interruption.watch()
            let office = try Desk.office(ledger, readOnly: true)
            // Under a name of its own until it has verified.
            let copy = UnfinishedFile(file)
            try PageFile.checkName(file)
            guard access(file, F_OK) != 0 else { throw copy.isThere }
            try copy.check()
            let head: LogHead
            do { head = try backup(office, to: copy.unfinished) } catch let refused as BackupRefused {
                throw Desk.Complaint(FaultWords(words).words(refused))
            }
            do { try copy.publish() } catch {
                copy.discard()
                throw error
            }
            switch output.format {
            case .json: Desk.print(.members([.init("backup", .string(file)), .init("head", head.json)]))
            case .table, .csv:
                Surroundings.write(
                    words(
                        "已备份并核验：\(head.size) 条，树根 \(head.root.base64)\n\(Terminal.safe(file))\n",
                        "backed up and verified: \(head.size) events, root \(head.root.base64)\n\(Terminal.safe(file))\n"
                    ))
            }
        }
    }

    private func backup(_ office: Office, to path: String) throws -> LogHead {
        let copying = ProgressMeter(words("复制", "copying"), unit: words(" 页", " pages"))
        let verifying = ProgressMeter(words("核验副本", "verifying the copy"), total: try 2 * office.log.read { $0.size })
        defer {
            copying.finish()
            verifying.finish()
        }
        return try office.backup(to: path, copying: copying.report(_:of:), progress: verifying.report)
    }
}
