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
            let office = try Desk.office(ledger, readOnly: true)
            guard access(file, F_OK) != 0 else { throw isThere }
            let meter = ProgressMeter(words("核验副本", "verifying the copy"), total: nil)
            // Under a name of its own until it has verified, so that a backup that was cut off is never taken for one.
            let unfinished = "\(file).\(getpid()).partial"
            let head: LogHead
            do { head = try office.backup(to: unfinished, progress: meter.report) } catch let refused as BackupRefused {
                throw Desk.Complaint(FaultWords(words).words(refused))
            }
            meter.finish()
            do { try publish(unfinished) } catch {
                unlink(unfinished)
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

    /// Gives the copy its name, for good.
    private func publish(_ unfinished: String) throws {
        if link(unfinished, file) == 0 {
            unlink(unfinished)
        } else {
            guard errno != EEXIST else { throw isThere }
            // Sticks have file systems without links; there it is a name that nobody else is about to take.
            guard access(file, F_OK) != 0 else { throw isThere }
            guard rename(unfinished, file) == 0 else { throw failed(String(cString: strerror(errno))) }
        }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private var isThere: Desk.Complaint {
        Desk.Complaint(
            words(
                "\(Terminal.safe(file)) 已经有了；换一个文件名，已有的文件不会被覆盖",
                "\(Terminal.safe(file)) is there already; choose another name, a file is never overwritten"))
    }

    private func failed(_ reason: String) -> Desk.Complaint {
        Desk.Complaint(
            words(
                "写不了 \(Terminal.safe(file))：\(reason)；请检查路径和权限",
                "cannot write \(Terminal.safe(file)): \(reason); check the path and its permissions"),
            code: Desk.inputOutput)
    }
}
