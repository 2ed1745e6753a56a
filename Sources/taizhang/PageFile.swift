import Foundation
import Glibc
import Ledger
import Reports
import Workbooks

/// A file that an answer is written to. One that is there is replaced, whole or not at all; a ledger or a key never is.
struct PageFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// - Throws: `Desk.Complaint` where the path is that of a ledger, of what SQLite keeps beside one, or of a private key.
    func check() throws {
        try PageFile.checkName(path)
        guard isFile, let handle = FileHandle(forReadingAtPath: path) else { return }
        defer { try? handle.close() }
        let start = (try? handle.read(upToCount: 16)) ?? Data()
        // By another name, or without its ledger.
        if Companions.isLog(start) {
            throw Desk.Complaint(
                words(
                    "-o：\(Terminal.safe(path)) 是账本的日志，其中可能有已入账的事件，不能覆盖；换一个文件名",
                    "-o: \(Terminal.safe(path)) is a ledger's log, which may hold recorded events, and is not overwritten; "
                        + "choose another name"))
        }
        if Companions.isDatabase(start) {
            throw Desk.Complaint(
                words(
                    "-o：\(Terminal.safe(path)) 是账本，不能覆盖；换一个文件名",
                    "-o: \(Terminal.safe(path)) is a ledger and is not overwritten; choose another name"))
        }
        if start.starts(with: Data("PRIVATE+KEY+".utf8)) {
            throw Desk.Complaint(
                words(
                    "-o：\(Terminal.safe(path)) 是私钥，不能覆盖；换一个文件名",
                    "-o: \(Terminal.safe(path)) is a private key and is not overwritten; choose another name"))
        }
    }

    /// Checks the name of a file that is to be made or written over, whether it is there or not.
    /// - Throws: `Desk.Complaint` where SQLite would take what bears it for a part of the ledger beside it.
    static func checkName(_ path: String) throws {
        guard let ledger = Companions.ledger(besides: path) ?? Companions.ledger(besides: DraftFile.resolved(path))
        else {
            return
        }
        throw Desk.Complaint(
            words(
                "\(Terminal.safe(path)) 这个文件名留给账本 \(Terminal.safe(ledger)) 自己用，不能写；换一个文件名",
                "\(Terminal.safe(path)) is a name that the ledger \(Terminal.safe(ledger)) keeps for a part of itself, and is not "
                    + "written; choose another name"))
    }

    private var isFile: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws { try writing { try $0.write(bytes) } }

    /// Hands `body` a file to write to, which takes the path's place when all of it is on the disk.
    /// - Throws: `Desk.Complaint` where it can't be written; what `body` throws otherwise. Nothing is left behind then.
    func writing(_ body: (DraftFile) throws -> Void) throws {
        try check()
        do {
            let draft = try DraftFile(path)
            try body(draft)
            try draft.finish()
        } catch let fault as DraftFile.Fault {
            throw failure(fault.reason)
        }
    }

    func complaint(_ fault: WorkbookFault) -> Desk.Complaint {
        switch fault {
        case .cannotWrite(_, let reason): failure(reason)
        case .outOfSheet:
            Desk.Complaint(
                words(
                    "-o：超过一张表格的 1048576 行；用 --from、--to 或 --limit 缩小范围，或写成 .csv",
                    "-o: more than the 1048576 rows of a sheet; narrow it with --from, --to or --limit, or write a .csv"
                ))
        default: Desk.Complaint(words("-o：写不成表格（\(fault)）", "-o: can't make the workbook (\(fault))"))
        }
    }

    private func failure(_ reason: String) -> Desk.Complaint {
        Desk.Complaint(
            words(
                "写不了 \(Terminal.safe(path))：\(reason)；请检查路径和权限",
                "cannot write \(Terminal.safe(path)): \(reason); check the path and its permissions"),
            code: Desk.inputOutput)
    }
}
