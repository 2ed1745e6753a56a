/// A moment of the log: how much of it is known.
public struct LogHead: Hashable, Sendable {
    /// The number of events.
    public let size: Int64
    /// The root of the tree at that size.
    public let root: Hash
    /// When the last of those events was recorded; nil at size 0.
    public let recordedAt: Instant?

    public init(size: Int64, root: Hash, recordedAt: Instant?) {
        self.size = size
        self.root = root
        self.recordedAt = recordedAt
    }
}
