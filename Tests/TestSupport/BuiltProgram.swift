import Foundation

/// A program of this package as it was built with the tests.
public enum BuiltProgram {
    /// What a sanitizer was told about these tests (Scripts/torture --sanitize) and their programs must be told as well: to
    /// be handed on where a program gets an environment of its own.
    public static var sanitizerOptions: [String: String] {
        ProcessInfo.processInfo.environment.filter { $0.key == "ASAN_OPTIONS" || $0.key == "TSAN_OPTIONS" }
    }

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
