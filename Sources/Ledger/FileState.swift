import Foundation

/// What tells that a file was written.
struct FileState: Equatable {
    /// In bytes.
    let size: UInt64
    private let changed: Date?
    private let number: UInt64?

    /// - Returns: nil where there is no such file.
    init?(path: String) {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        size = (found[.size] as? NSNumber)?.uint64Value ?? 0
        changed = found[.modificationDate] as? Date
        number = (found[.systemFileNumber] as? NSNumber)?.uint64Value
    }

    /// Whether events may stand in a ledger's write-ahead log that are not in its file yet.
    static func hasRecentWrites(_ path: String) -> Bool {
        FileState(path: path + "-wal").map { $0.size > 0 } ?? false
    }
}
