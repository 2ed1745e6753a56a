import Foundation
import Glibc
import Ledger

/// Reads a file line by line in bounded memory: one block, and the line that is being read.
final class LineReader {
    /// The longest line read (2 MiB): an event has at most 1 MiB, and people write it with spaces.
    static let lengthLimit = 2 << 20
    private static let block = 1 << 18

    enum Fault: Error {
        case cannotOpen(path: String, message: String)
        case cannotRead(path: String, message: String)
        case lineTooLong(path: String, line: Int)
    }

    /// The number of lines given so far.
    private(set) var line = 0
    /// Whether the line given last ended with a line feed.
    private(set) var endedWithLineFeed = true
    /// How much of the file was read, 0 to 1; nil for what has no size, such as a pipe.
    var share: Double? { size > 0 ? Double(taken) / Double(size) : nil }
    private var taken: Int64 = 0
    private let size: Int64
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var filled = 0
    private var isAtEnd = false

    /// - Parameter path: a file's path, or `-` for standard input.
    init(path: String) throws {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Fault.cannotOpen(path: path, message: String(cString: strerror(errno))) }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int64(status.st_size) : 0
        buffer = Array(repeating: 0, count: LineReader.block)
    }

    deinit { if descriptor > 2 { close(descriptor) } }

    /// Calls `body` with the next line, without its line feed.
    /// - Returns: what `body` returns; nil at the end of the file.
    func next<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result? {
        var searched = start
        while true {
            if let end = newline(from: searched) {
                defer { start = end + 1 }
                return try give(start..<end, lineFeed: true, body)
            }
            searched = filled
            guard !isAtEnd else {
                guard start < filled else { return nil }
                defer { start = filled }
                return try give(start..<filled, lineFeed: false, body)
            }
            guard filled - start <= LineReader.lengthLimit else { throw Fault.lineTooLong(path: path, line: line + 1) }
            searched -= start
            try fill()
        }
    }

    /// The next lines, up to `count`; nil at the end of the file.
    func chunk(_ count: Int = 256) throws -> LineChunk? {
        let first = line + 1
        // A line that the buffer has in part is completed first, and goes with those behind it: chunks of one line between
        // chunks of hundreds would leave one core waiting for the other in turn.
        while newline(from: start) == nil, !isAtEnd {
            guard filled - start <= LineReader.lengthLimit else { throw Fault.lineTooLong(path: path, line: line + 1) }
            try fill()
        }
        guard newline(from: start) != nil else {
            var chunk = LineChunk(first: first)
            guard try next({ chunk.append($0) }) != nil else { return nil }
            chunk.endsWithLineFeed = endedWithLineFeed
            return chunk
        }
        var end = start
        var ends: [Int] = []
        ends.reserveCapacity(count)
        while ends.count < count, let found = newline(from: end) {
            end = found + 1
            ends.append(found - start)
        }
        defer { start = end }
        line += ends.count
        endedWithLineFeed = true
        return buffer.withUnsafeBufferPointer {
            LineChunk(first: first, bytes: UnsafeBufferPointer(rebasing: $0[start..<end]), ends: ends)
        }
    }

    private func give<Result>(
        _ range: Range<Int>, lineFeed: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        line += 1
        endedWithLineFeed = lineFeed
        return try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    private func newline(from: Int) -> Int? {
        guard from < filled else { return nil }
        return buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base + from, 0x0A, filled - from) else { return nil }
            return base.distance(to: UnsafeRawPointer(found))
        }
    }

    /// Waits until a pipe or a terminal has something to read, so that somebody who interrupts need not wait for that.
    private func awaitInput() throws {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, 200) == 0 { try Interruption.check() }
    }

    /// Moves the unfinished line to the front and reads a block behind it.
    private func fill() throws {
        if start > 0 {
            buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                memmove(base, base + start, filled - start)
            }
            filled -= start
            start = 0
        }
        if buffer.count - filled < LineReader.block { buffer += Array(repeating: 0, count: buffer.count) }
        if size == 0 { try awaitInput() }
        var count = 0
        repeat {
            count = buffer.withUnsafeMutableBytes { bytes in
                read(descriptor, bytes.baseAddress.map { $0 + filled }, bytes.count - filled)
            }
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw Fault.cannotRead(path: path, message: String(cString: strerror(errno))) }
        if count == 0 {
            // Where Ctrl-C ends what fills a pipe, its end is no end of the lines.
            try Interruption.check()
            isAtEnd = true
        }
        filled += count
        taken += Int64(count)
    }
}
