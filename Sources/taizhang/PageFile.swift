import Foundation
import Ledger
import Reports
import Workbooks

/// A file that an answer is written to. One that is there is replaced, whole or not at all; a ledger never is.
struct PageFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// - Throws: `Desk.Complaint` where the path is a ledger's.
    func check() throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { return }
        defer { try? handle.close() }
        guard (try? handle.read(upToCount: 15)) == Data("SQLite format 3".utf8) else { return }
        throw Desk.Complaint(
            words(
                "-o：\(Terminal.safe(path)) 是账本，不能覆盖；换一个文件名",
                "-o: \(Terminal.safe(path)) is a ledger and is not overwritten; choose another name"))
    }

    func write(_ text: String) throws {
        try check()
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw failure(error.localizedDescription)
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
