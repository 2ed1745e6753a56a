import Foundation

/// Writes a file in pieces of about a megabyte, so that a line costs no system call.
final class FileWriter {
    private static let pieceBytes = 1 << 20
    private let file: FileHandle
    private var buffer: [UInt8] = []

    /// Begins the file anew.
    init(path: String) throws {
        try Data().write(to: URL(fileURLWithPath: path))
        file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        buffer.reserveCapacity(FileWriter.pieceBytes + 4096)
    }

    /// Lets `append` add bytes at the end.
    func write(_ append: (inout [UInt8]) -> Void) throws {
        append(&buffer)
        if buffer.count >= FileWriter.pieceBytes { try flush() }
    }

    func close() throws {
        try flush()
        try file.close()
    }

    private func flush() throws {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
