import Foundation

/// A folder of its own among the machine's temporary ones. It goes with the value, or when `remove` is called: a function
/// that makes one says `defer { folder.remove() }`, since a value may go after its last use.
public final class TemporaryFolder: Sendable {
    public let url: URL
    public var path: String { url.path }

    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { remove() }

    /// Removes the folder with all that is in it.
    public func remove() { try? FileManager.default.removeItem(at: url) }

    /// Where a file of the folder is, or would be.
    public func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
