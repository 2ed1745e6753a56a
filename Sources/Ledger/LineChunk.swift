import Foundation

/// Some lines of a text, one behind the other: what is handed from the core that reads to the core that decodes, which
/// finds the lines in it.
public struct LineChunk: Sendable {
    /// The lines with the line feeds between them.
    public private(set) var bytes: [UInt8] = []
    /// The number of the first line in its file, counted from 1.
    public let first: Int
    public private(set) var count = 0

    /// Whether the last line ended with a line feed in its file; only a file's last line may not.
    public var endsWithLineFeed = true

    public init(first: Int) { self.first = first }

    /// Takes whole lines.
    /// - Parameters:
    ///   - bytes: the lines with their line feeds; the last one may lack its own.
    ///   - count: how many lines they are.
    public init(first: Int, bytes: UnsafeBufferPointer<UInt8>, count: Int) {
        self.first = first
        self.count = count
        endsWithLineFeed = bytes.last == 0x0A
        self.bytes = Array(endsWithLineFeed ? UnsafeBufferPointer(rebasing: bytes.dropLast()) : bytes)
    }

    /// Takes one line more, without its line feed.
    public mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
        if count > 0 { bytes.append(0x0A) }
        bytes.append(contentsOf: line)
        count += 1
    }

    /// Calls `body` with all lines, in order; their memory lives until it returns.
    public func withLines<Result>(_ body: ([UnsafeBufferPointer<UInt8>]) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { buffer in
            var lines: [UnsafeBufferPointer<UInt8>] = []
            lines.reserveCapacity(count)
            eachLine(of: buffer) { lines.append($0) }
            return try body(lines)
        }
    }

    /// Calls `body` with each line, in order.
    public func eachLine(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        try bytes.withUnsafeBufferPointer { try eachLine(of: $0, body) }
    }

    private func eachLine(
        of buffer: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) rethrows {
        guard count > 0 else { return }
        guard let base = buffer.baseAddress else { return try body(buffer) }
        var start = 0
        while start <= buffer.count {
            let found = memchr(base + start, 0x0A, buffer.count - start)
            let end = found.map { UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0)) } ?? buffer.count
            try body(UnsafeBufferPointer(start: base + start, count: end - start))
            start = end + 1
        }
    }
}
