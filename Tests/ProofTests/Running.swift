import Foundation
import TestSupport

/// Runs other programs.
enum Running {
    struct Outcome {
        let code: Int32
        let output: String
        let error: String
    }

    static let hasPython = (try? run("/usr/bin/env", ["python3", "--version"]))?.code == 0

    /// The program of this package, as it was built beside the tests.
    static let taizhang: String = {
        let beside = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() } + [Bundle.main.bundleURL]
        return beside.map { $0.appendingPathComponent("taizhang").path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "taizhang"
    }()

    static func run(
        _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String]? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        if let environment {
            process.environment = environment.merging(BuiltProgram.sanitizerOptions) { $1 }
        }
        let output = Pipe()
        let error = Pipe()
        process.standardOutput = output
        process.standardError = error
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // What the programs say fits into a pipe, so that reading one after the other can't block.
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
            error: String(decoding: complained, as: UTF8.self))
    }
}
