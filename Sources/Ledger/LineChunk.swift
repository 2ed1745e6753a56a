/// Some lines of a text, one behind the other: what is handed from the core that reads to the core that decodes.
public struct LineChunk: Sendable {
    /// The lines, with a line feed or nothing between them.
    public private(set) var bytes: [UInt8] = []
    /// The number of the first line in its file, counted from 1.
    public let first: Int
    /// Where each line stands in `bytes`.
    private var places: [Range<Int>] = []

    public var count: Int { places.count }

    /// Whether the last line ended with a line feed in its file; only a file's last line may not.
    public var endsWithLineFeed = true

    public init(first: Int) { self.first = first }

    /// Takes whole lines, each with its line feed.
    /// - Parameters:
    ///   - bytes: the lines, one behind the other.
    ///   - ends: where each of them ends in `bytes`: the place of its line feed.
    public init(first: Int, bytes: UnsafeBufferPointer<UInt8>, ends: [Int]) {
        self.first = first
        self.bytes = Array(bytes)
        var start = 0
        places = ends.map { end in
            defer { start = end + 1 }
            return start..<end
        }
    }

    /// Takes one line more, without its line feed.
    public mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: line)
        places.append(start..<bytes.count)
    }

    /// Calls `body` with all lines, in order; their memory lives until it returns.
    public func withLines<Result>(_ body: ([UnsafeBufferPointer<UInt8>]) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { bytes in
            try body(places.map { UnsafeBufferPointer(rebasing: bytes[$0]) })
        }
    }

    /// Calls `body` with one line; its memory lives until it returns.
    /// - Parameter index: counted from 0.
    public func withLine<Result>(
        _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[places[index]])) }
    }

    /// Calls `body` with each line, in order.
    public func eachLine(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        try bytes.withUnsafeBufferPointer { bytes in
            for place in places { try body(UnsafeBufferPointer(rebasing: bytes[place])) }
        }
    }
}
