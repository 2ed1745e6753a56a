import Foundation
import TestSupport
import Testing

/// SQLite's memory runs out (docs/reliability.md), in a process of its own: the limit is the whole process's.
@Suite struct MemoryTests {
    @Test func aBatchWithoutMemoryLeavesNoTrace() throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = try #require(BuiltProgram.url("torture") as URL?, "the program is built with the tests")
        process.arguments = ["memory", "8192"]
        process.standardOutput = output
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
        let counts = said.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(counts.count == 2 && counts[0] == 32 && counts[1] > 10 && counts[1] < counts[0], "\(said)")
    }
}
