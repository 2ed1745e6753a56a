import Foundation
import GRDB
import Glibc
import Ledger
import TestSupport
import Testing

/// What several people at one ledger are told of each other.
@Suite struct ManyHandsTests {
    private static let fact =
        "append fair.participated enterprise=\(Clerk.code) fair=f mode=online intended_orders_usd=1 --effective 2020-06-01"

    /// A script that looked at six events records on that ground only.
    @Test(arguments: [
        fact + " --id n1", fact + " --id n1 --dry-run", "append --file more.jsonl",
        "correct t1 export_cny=1500000 --reason r",
        "retract t1 --reason r", "retract t1 --reason r --dry-run",
    ])
    func aStaleSizeIsRefused(command: String) throws {
        let clerk = try Clerk.withLedger()
        try clerk.write("more.jsonl", #"{"type":"event.retracted","data":{"target":"t1","reason":"r"}}"# + "\n")
        let before = try CopyTests.root(clerk)
        for size in ["5", "7", "0"] {
            let stale = try clerk(command + " --expect-size \(size)")
            #expect(stale.code == 1, "\(stale.output)")
            #expect(stale.complaint.contains("6 events, not \(size)"), "\(stale.complaint)")
        }
        let chinese = try clerk(command + " --expect-size 5 --lang zh")
        #expect(chinese.code == 1 && chinese.complaint.contains("账本现有 6 条"), "\(chinese.complaint)")
        #expect(HelpTests.halfWidth(chinese.complaint) == [])
        #expect(try CopyTests.root(clerk) == before)
        #expect(try clerk(command + " --expect-size 6").code == 0)
        // One of two scripts that looked at the same moment.
        if !command.contains("--dry-run") {
            #expect(try clerk(Self.fact + " --id n2 --expect-size 6").code == 1)
        }
    }

    @Test func aSizeThatIsNoNumberIsWrongUsage() throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk(Self.fact + " --expect-size six").code == 64)
    }

    /// Somebody holds the ledger for a while: the next one says that it waits, and records when it can.
    @Test(arguments: ["zh", "en"]) func whoWaitsSaysSo(lang: String) throws {
        let clerk = try Clerk.withLedger()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: clerk.ledger, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let running = try clerk.launch((Self.fact + " --id n1 --lang \(lang)").split(separator: " ").map(String.init))
        // It says so after a second; on a machine with much other work it takes a while until it has begun to wait.
        for _ in 0..<1000 where try Data(contentsOf: running.complaint).isEmpty { usleep(20_000) }
        #expect(running.process.isRunning, "it waits")
        try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        let answer = try running.wait()
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(
            answer.complaint
                == (lang == "zh" ? "另一程序正在入账，等待中（最多 30 秒）\n" : "another process is writing, waiting (up to 30 s)\n"))
        // A reader does not wait for a writer.
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let read = try clerk("score --on 2020-06-30")
        #expect(read.code == 0 && read.complaint.isEmpty)
        try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }

    /// Somebody never lets go: the other one is told so after the time that was announced, and has recorded nothing.
    @Test func whoWaitedInVainIsToldSo() throws {
        let clerk = try Clerk.withLedger()
        let before = try CopyTests.root(clerk)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: clerk.ledger, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let answer = try clerk(Self.fact + " --id n1")
        #expect(answer.code == 74 && answer.output.isEmpty, "\(answer.code) \(answer.output)")
        #expect(
            answer.complaint.hasSuffix(
                "is in use by another process, waited 30 s; nothing recorded, try again later\n"),
            "\(answer.complaint)")
        try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try CopyTests.root(clerk) == before)
        #expect(try clerk(Self.fact + " --id n1").code == 0)
    }
}
