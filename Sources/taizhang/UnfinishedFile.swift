import Foundation
import Glibc
import Ledger
import Reports
import Workbooks

/// A file that is made under a name of its own, `<path>.<process>.partial`, and takes its real name when it is whole: what
/// was cut off, even by a power cut, is never taken for the real one.
struct UnfinishedFile {
    /// The name that it takes in the end.
    let path: String
    /// The name that it has until then.
    let unfinished: String

    init(_ path: String) {
        self.path = path
        unfinished = "\(path).\(getpid()).partial"
    }

    /// - Throws: `Desk.Complaint` where the name is kept for what belongs to another ledger; `LedgerError.leftOver`.
    func check() throws {
        try PageFile.checkName(path)
        try Companions.checkNone(at: path)
    }

    /// Removes it, and the files that SQLite keeps beside it.
    func discard() { SQLiteEventLog.remove(path: unfinished) }

    /// Gives the file its name, for good. A file that is there already is never overwritten.
    /// - Throws: `Desk.Complaint`, `LedgerError.leftOver`.
    func publish() throws {
        // Again, since making it may have taken long: SQLite plays back into a file whatever bears this name.
        try check()
        // A ledger that is still open somewhere is not all in this file.
        guard access(unfinished + "-wal", F_OK) != 0 else { throw failed("-wal") }
        if link(unfinished, path) == 0 {
            unlink(unfinished)
        } else {
            guard errno != EEXIST else { throw isThere }
            // Sticks have file systems without links; there it is a name that nobody else is about to take.
            guard access(path, F_OK) != 0 else { throw isThere }
            guard rename(unfinished, path) == 0 else { throw failed(String(cString: strerror(errno))) }
        }
        DraftFile.syncFolder(of: path)
    }

    var isThere: Desk.Complaint {
        Desk.Complaint(
            words(
                "\(Terminal.safe(path)) 已经有了；换一个文件名，已有的文件不会被覆盖",
                "\(Terminal.safe(path)) is there already; choose another name, a file is never overwritten"))
    }

    private func failed(_ reason: String) -> Desk.Complaint {
        Desk.Complaint(
            words(
                "写不了 \(Terminal.safe(path))：\(reason)；请检查路径和权限",
                "cannot write \(Terminal.safe(path)): \(reason); check the path and its permissions"),
            code: Desk.inputOutput)
    }
}
