import Foundation
import Ledger
import TestSupport
import Testing

/// Somebody at a shell, in a folder of their own that goes with them.
final class Clerk: Sendable {
    /// What a command left: its exit code, what it printed, what it said on standard error.
    struct Answer: Sendable {
        let code: Int32
        let bytes: [UInt8]
        let complaint: String

        var output: String { String(decoding: bytes, as: UTF8.self) }
        var json: JSON? { try? JSONReader.read(bytes) }
    }

    var folder: URL { home.url }
    private let home: TemporaryFolder
    private let environment: [String: String]

    /// - Parameter locale: what `LC_ALL` is.
    init(locale: String = "en_US.UTF-8", environment: [String: String] = [:]) throws {
        home = try TemporaryFolder()
        self.environment = ["LC_ALL": locale, "TAIZHANG_ACTOR": "县商务局·王", "TERM": "xterm-256color"]
            .merging(BuiltProgram.sanitizerOptions) { $1 }.merging(environment) { $1 }
    }

    /// The program as it was built with these tests.
    static let program = BuiltProgram.url("taizhang")

    func path(_ name: String) -> String { home.path(name) }
    var ledger: String { path("taizhang.sqlite") }
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    func bytes(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appendingPathComponent(name))) }
    var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

    /// Runs the program with the words of `command`.
    /// - Parameters:
    ///   - input: the name of the file that is standard input; nothing where nil.
    ///   - output: the name of the file that standard output goes to; a pipe where nil.
    func callAsFunction(_ command: String, input: String? = nil, output: String? = nil) throws -> Answer {
        try self(command.split(separator: " ").map(String.init), input: input, output: output)
    }

    func callAsFunction(_ arguments: [String], input: String? = nil, output: String? = nil) throws -> Answer {
        let process = try launch(arguments, input: input, output: output)
        return try process.wait()
    }

    /// Runs a line as somebody types it: a shell splits it and takes its quotation marks away.
    func shell(_ line: String) throws -> Answer {
        let program: URL = try #require(Clerk.program, "the program is built with the tests")
        let process = try launch(
            ["-c", "PATH='\(program.deletingLastPathComponent().path)':$PATH; \(line)"],
            program: URL(fileURLWithPath: "/bin/sh"))
        return try process.wait()
    }

    /// A command that runs.
    struct Running {
        let process: Process
        let pipe: Pipe?
        let complaint: URL

        func wait() throws -> Answer {
            let bytes = try pipe?.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            defer { try? FileManager.default.removeItem(at: complaint) }
            return Answer(
                code: process.terminationReason == .exit ? process.terminationStatus : -1, bytes: Array(bytes),
                complaint: String(decoding: try Data(contentsOf: complaint), as: UTF8.self))
        }
    }

    /// - Parameter program: what to start; the program that these tests are about where nil.
    func launch(
        _ arguments: [String], program: URL? = nil, input: String? = nil, output: String? = nil
    ) throws -> Running {
        let built = try #require(Clerk.program, "the program is built with the tests")
        let process = Process()
        process.executableURL = program ?? built
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput =
            try input.map {
                try FileHandle(forReadingFrom: folder.appendingPathComponent($0))
            } ?? FileHandle.nullDevice
        // Only one of the two streams is a pipe, so that neither can wait for the other. The folder is the clerk's, so
        // what is said on standard error goes elsewhere.
        let complaint = FileManager.default.temporaryDirectory.appendingPathComponent(
            "taizhang-\(UUID().uuidString).err")
        process.standardError = try Clerk.create(complaint)
        var pipe: Pipe?
        if let output {
            process.standardOutput = try Clerk.create(folder.appendingPathComponent(output))
        } else {
            let made = Pipe()
            process.standardOutput = made
            pipe = made
        }
        try process.run()
        return Running(process: process, pipe: pipe, complaint: complaint)
    }

    private static func create(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    /// A new ledger with two enterprises and three records.
    static func withLedger(locale: String = "en_US.UTF-8", environment: [String: String] = [:]) throws -> Clerk {
        let clerk = try Clerk(locale: locale, environment: environment)
        #expect(try clerk("init").code == 0)
        try clerk.write("start.jsonl", Clerk.start)
        #expect(try clerk("append --file start.jsonl").code == 0)
        return clerk
    }

    static let code = ExampleEnterprise.code(1)
    static let start = """
        {"type":"enterprise.registered","id":"e1","effective":"2018-01-01","data":{"enterprise":"\(code)",\
        "name":"示例纺织, 有限\\"公司\\"","township":"jiapu","export_band":"under_5m_usd"}}
        {"type":"enterprise.registered","id":"e2","effective":"2018-01-01","data":{\
        "enterprise":"\(ExampleEnterprise.code(2))","name":"=示例","township":"meishan","export_band":"from_5m_usd"}}
        {"type":"trade.reported","id":"t1","source":"may.csv:2","data":{"enterprise":"\(code)","month":"2020-05",\
        "export_cny":"1250000.50","import_cny":"0","general_trade_export_cny":"1000","epidemic_goods_export_cny":"7"}}
        {"type":"trade.reported","id":"t2","data":{"enterprise":"\(code)","month":"2019-05",\
        "export_cny":"1000000","import_cny":"0","general_trade_export_cny":"0","epidemic_goods_export_cny":"0"}}
        {"type":"fair.participated","id":"f1","effective":"2020-06-15","data":{"enterprise":"\(code)",\
        "fair":"第127届广交会","mode":"online","intended_orders_usd":"120000"}}

        """
}
