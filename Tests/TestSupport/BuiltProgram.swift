import Foundation

/// A program of this package as it was built with the tests.
public enum BuiltProgram {
    /// - Returns: nil where it was not built.
    public static func url(_ name: String) -> URL? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folders =
            [Bundle.main.executableURL, CommandLine.arguments.first.map { URL(fileURLWithPath: $0) }].compactMap {
                $0?.deletingLastPathComponent()
            } + [root.appendingPathComponent(".build/debug")]
        return folders.map { $0.appendingPathComponent(name) }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
    }
}
