import Foundation
import Glibc
import Ledger
import Reports
import Workbooks

/// A file that an answer is written to. One that is there is replaced, whole or not at all; a ledger or a key never is.
struct PageFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// - Throws: `Desk.Complaint` where the path is a ledger's or a private key's.
    func check() throws {
        guard isFile ?? false, let handle = FileHandle(forReadingAtPath: path) else { return }
        defer { try? handle.close() }
        let start = (try? handle.read(upToCount: 15)) ?? Data()
        if start == Data("SQLite format 3".utf8) {
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

    /// Whether there is a file; nil for nothing there, false for what takes bytes and is none: a pipe, a terminal.
    private var isFile: Bool? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFREG
    }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws { try writing { try $0.write(contentsOf: bytes) } }

    /// Hands `body` a file to write to, which takes the path's place when all of it is on the disk.
    /// - Throws: `Desk.Complaint` where it can't be written; what `body` throws otherwise. Nothing is left behind then.
    func writing(_ body: (FileHandle) throws -> Void) throws {
        try check()
        // What is no file can't be replaced by one.
        let place = isFile ?? true ? path + ".draft" : path
        let descriptor = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        defer { Glibc.close(descriptor) }
        do {
            try body(handle)
            guard place != path else { return }
            guard fsync(descriptor) == 0, rename(place, path) == 0 else {
                throw failure(String(cString: strerror(errno)))
            }
        } catch {
            if place != path { unlink(place) }
            // What the system says of a write comes as an error of Foundation's.
            throw error is CocoaError ? failure(error.localizedDescription) : error
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
