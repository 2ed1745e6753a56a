import Foundation
import Glibc

/// A file in the making. It bears a name of its own beside the real one, `<path>.<process>.draft`, until it is whole and on the
/// disk, and takes the place of what was there then. What is no file, such as a pipe, a terminal or `/dev/null`, is not replaced
/// by one: it takes the bytes as they come.
///
/// No file that is there already is written over but the one at the path, and two processes never share a draft.
public final class DraftFile {
    /// Why a file can't be written: the system's reason.
    public struct Fault: Error, Equatable, Sendable {
        public let path: String
        public let reason: String
    }

    /// The name that it takes in the end.
    public let path: String
    /// Where its bytes go until then.
    let place: String
    /// What the draft replaces: what a symbolic link leads to, not the link, which may be `/dev/stdout`.
    private let target: String
    private let end: End
    /// -1 where it was ended.
    private var descriptor: Int32

    private enum End {
        /// The draft takes the path's place.
        case renamed
        /// The path is no file and has the bytes already.
        case written
        /// The path is no file and is sent the draft's bytes, which had to be in a file first.
        case sent
    }

    /// Begins a draft.
    /// - Parameters:
    ///   - path: the file to write.
    ///   - isRewound: whether who writes goes back to change what it wrote, or opens the draft by its name; what is no file gets
    ///     all of it at the end then.
    public init(_ path: String, isRewound: Bool = false) throws(Fault) {
        self.path = path
        var status = stat()
        let isFile = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        guard isFile || isRewound else {
            target = path
            place = path
            end = .written
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw DraftFile.fault(path) }
            return
        }
        end = isFile ? .renamed : .sent
        target = DraftFile.resolved(path)
        let stem =
            isFile
            ? target : FileManager.default.temporaryDirectory.appendingPathComponent("taizhang").path
        // A name may be taken by a draft that was cut off, or by anything else; that is let be.
        var name = ""
        var made: Int32 = -1
        for count in 1...100 {
            name = "\(stem).\(getpid())\(count == 1 ? "" : "-\(count)").draft"
            made = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard made < 0, errno == EEXIST else { break }
        }
        place = name
        descriptor = made
        guard made >= 0 else { throw DraftFile.fault(path) }
    }

    deinit { discard() }

    /// Adds bytes at the end.
    public func write(_ bytes: [UInt8]) throws(Fault) {
        if let code = DraftFile.put(bytes, on: descriptor) { throw fault(code) }
    }

    /// Gives the file its name, for good.
    public func finish() throws(Fault) {
        guard descriptor >= 0 else { return }
        defer { discard() }
        switch end {
        case .written: return
        case .sent: try send()
        case .renamed:
            guard fsync(descriptor) == 0, rename(place, target) == 0 else { throw fault(errno) }
            Glibc.close(descriptor)
            descriptor = -1
            DraftFile.syncFolder(of: target)
        }
    }

    /// Ends it without a file. Does nothing where it was ended.
    public func discard() {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        descriptor = -1
        if end != .written { unlink(place) }
    }

    private func send() throws(Fault) {
        let (source, target) = (open(place, O_RDONLY | O_CLOEXEC), open(path, O_WRONLY | O_CLOEXEC))
        defer { for one in [source, target] where one >= 0 { Glibc.close(one) } }
        guard source >= 0, target >= 0 else { throw fault(errno) }
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = block.withUnsafeMutableBytes { read(source, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw fault(errno) }
            guard count > 0 else { return }
            if let code = DraftFile.put(Array(block[..<count]), on: target) { throw fault(code) }
        }
    }

    /// Where symbolic links lead to; the path itself where there is nothing.
    public static func resolved(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    /// Writes all of the bytes to what is open.
    /// - Returns: the system's number of what went wrong; nil where nothing did.
    public static func put(_ bytes: [UInt8], on descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                // Somebody set the pipe or terminal not to wait.
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&request, 1, 1000)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }

    /// Makes the names in a file's folder durable, where the system lets it.
    public static func syncFolder(of path: String) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        Glibc.close(descriptor)
    }

    private static func fault(_ path: String) -> Fault { Fault(path: path, reason: String(cString: strerror(errno))) }
    private func fault(_ code: Int32) -> Fault { Fault(path: path, reason: String(cString: strerror(code))) }
}
