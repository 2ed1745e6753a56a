/// Some lines of a text, one behind the other: what is handed from the core that reads to the core that decodes.
public struct LineChunk: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// Where each line ends in `bytes`.
    private var ends: [Int] = []
    /// The number of the first line in its file, counted from 1.
    public let first: Int

    /// Whether the last line ended with a line feed in its file; only a file's last line may not.
    public var endsWithLineFeed = true

    public init(first: Int) { self.first = first }

    public var count: Int { ends.count }

    public mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: line)
        ends.append(bytes.count)
    }

    /// Calls `body` with each line, in order.
    public func eachLine(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        try bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            for end in ends {
                try body(UnsafeBufferPointer(rebasing: buffer[start..<end]))
                start = end
            }
        }
    }
}
