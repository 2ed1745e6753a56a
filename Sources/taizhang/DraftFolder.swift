import Foundation
import Glibc
import Ledger
import Reports
import Workbooks

/// A folder that is made under a name of its own, `<path>.<process>.draft`, and takes its real name when it is whole.
struct DraftFolder {
    private let path: String
    private let draft: String

    init(_ path: String) {
        // Without what would make the draft's name one inside the folder.
        self.path = path.count > 1 && path.last == "/" ? String(path.dropLast()) : path
        draft = "\(self.path).\(getpid()).draft"
    }

    /// - Throws: `Desk.Complaint` where something is there already, or the name is kept for a part of a ledger.
    func check() throws {
        try PageFile.checkName(path)
        var status = stat()
        guard lstat(path, &status) != 0 else {
            throw Desk.Complaint(
                words(
                    "\(Terminal.safe(path)) 已经存在；请给一个新文件夹",
                    "\(Terminal.safe(path)) is there already; name a new folder"))
        }
    }

    /// Lets `body` write files into it, each with its name below the folder. Nothing is left behind where it fails or is
    /// interrupted.
    /// - Throws: `Desk.Complaint` where something can't be written; `LedgerError.interrupted`; what `body` throws.
    func filling(_ body: (_ write: ([UInt8], String) throws -> Void) throws -> Void) throws {
        guard mkdir(draft, 0o777) == 0 else { throw failure(path, String(cString: strerror(errno))) }
        do {
            try body { bytes, name in
                try Interruption.check()
                try write(bytes, name)
            }
            try Interruption.check()
            try check()
            guard rename(draft, path) == 0 else { throw failure(path, String(cString: strerror(errno))) }
            DraftFile.syncFolder(of: path)
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        let file = URL(fileURLWithPath: draft).appendingPathComponent(name)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let draft = try DraftFile(file.path)
            try draft.write(bytes)
            try draft.finish()
        } catch let fault as DraftFile.Fault {
            throw failure(path + "/" + name, fault.reason)
        } catch {
            throw failure(path + "/" + name, error.localizedDescription)
        }
    }

    private func failure(_ file: String, _ reason: String) -> Desk.Complaint {
        Desk.Complaint(
            words(
                "写不了 \(Terminal.safe(file))：\(reason)；请检查路径和权限",
                "cannot write \(Terminal.safe(file)): \(reason); check the path and its permissions"),
            code: Desk.inputOutput)
    }
}
