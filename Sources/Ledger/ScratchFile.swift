import Foundation

/// A temporary file without a name, for what need not be in memory: nobody else sees it, and it is gone when it is let go, or with
/// the process.
public final class ScratchFile {
    private let descriptor: Int32
    /// The folder that it was made in, for complaints.
    private let folder: String

    /// Makes one.
    /// - Parameter folder: by default the one for temporary files, which `TMPDIR` chooses.
    /// - Returns: nil where none can be made.
    public convenience init?(in folder: URL = FileManager.default.temporaryDirectory) {
        var path = folder.appendingPathComponent("taizhang-XXXXXX").path.utf8CString
            .map { $0 }
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { return nil }
        unlink(path)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.init(descriptor: descriptor, folder: folder.path)
    }

    /// - Parameter descriptor: an open file, which is closed in the end.
    public init(descriptor: Int32, folder: String) {
        self.descriptor = descriptor
        self.folder = folder
    }

    deinit { close(descriptor) }

    /// - Parameter place: where in the file, in bytes.
    /// - Throws: `LedgerError.inputOutput`, on a full disk too; a part of the bytes may be there then.
    public func write(_ bytes: UnsafeRawBufferPointer, at place: Int) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = pwrite(descriptor, piece.baseAddress, piece.count, off_t(place + rest.startIndex))
            if count > 0 { rest = rest.dropFirst(count) } else { try check(count) }
        }
    }

    /// Fills `bytes` from a place that was written.
    /// - Throws: `LedgerError.inputOutput`.
    public func read(into bytes: UnsafeMutableRawBufferPointer, at place: Int) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeMutableRawBufferPointer(rebasing: rest)
            let count = pread(descriptor, piece.baseAddress, piece.count, off_t(place + rest.startIndex))
            if count > 0 { rest = rest.dropFirst(count) } else { try check(count) }
        }
    }

    private func check(_ count: Int) throws {
        if count < 0, errno == EINTR { return }
        let code = count < 0 ? errno : EIO
        throw LedgerError.inputOutput(path: folder, message: String(cString: strerror(code)))
    }
}
