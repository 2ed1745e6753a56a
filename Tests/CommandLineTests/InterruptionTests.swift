import Foundation
import GRDB
import Glibc
import Ledger
import TestSupport
import Testing

/// Ctrl-C, SIGTERM and SIGKILL at any moment of long work (docs/operations.md).
@Suite(.serialized) struct InterruptionTests {
    /// A ledger of some thousand events as a file, the same exported, and as many more to record.
    private struct Office {
        static let count = 2000
        let ledger: Data
        let export: Data
        let root: String
        let more: String
        let sheet: String

        static let made = Result { try Office() }

        private init() throws {
            let clerk = try Clerk.withLedger()
            func visits(_ from: Int) -> String {
                (from..<from + Office.count).map {
                    #"{"type":"fair.participated","effective":"2020-06-01","id":"v\#($0)","data":{"#
                        + #""enterprise":"\#(Clerk.code)","fair":"f\#($0)","mode":"online","intended_orders_usd":"1"}}"#
                }.joined(separator: "\n") + "\n"
            }
            try clerk.write("visits.jsonl", visits(0))
            #expect(try clerk("append --file visits.jsonl").code == 0)
            #expect(try clerk("export -o all.jsonl").code == 0)
            ledger = Data(try clerk.bytes("taizhang.sqlite"))
            export = Data(try clerk.bytes("all.jsonl"))
            root = try CopyTests.root(clerk)
            more = visits(Office.count)
            sheet =
                "统一社会信用代码,展会,方式,首日,意向订单（美元）\n"
                + (0..<Office.count).map { "\(Clerk.code),s\($0),线上,2020-06-01,1\n" }.joined()
        }

        /// Somebody with this ledger, by itself in a folder.
        func clerk() throws -> Clerk {
            let clerk = try Clerk()
            try ledger.write(to: URL(fileURLWithPath: clerk.ledger))
            try export.write(to: URL(fileURLWithPath: clerk.path("all.jsonl")))
            try clerk.write("more.jsonl", more)
            try clerk.write("more.csv", sheet)
            return clerk
        }
    }

    /// Runs a command again and again, each time with a signal at another moment, until some of them were stopped by it.
    /// - Parameter check: told, after each one, whether the command says that it was done.
    private func interrupt(_ command: String, seed: UInt64, _ check: (Clerk, _ isDone: Bool) throws -> Void) throws {
        let office = try Office.made.get()
        var random = SeededGenerator(seed: seed)
        let clock = ContinuousClock()
        let begun = clock.now
        let undisturbed = try office.clerk()(command)
        #expect(undisturbed.code == 0, "\(undisturbed.complaint)")
        let whole = clock.now - begun
        var stopped = 0
        var attempt = 0
        while stopped < 2, attempt < 24 {
            attempt += 1
            let clerk = try office.clerk()
            let running = try clerk.launch(command.split(separator: " ").map(String.init))
            let microseconds = Double(whole.components.attoseconds) / 1e12 + Double(whole.components.seconds) * 1e6
            usleep(UInt32(microseconds * Double.random(in: 0.2...0.95, using: &random)))
            kill(running.process.processIdentifier, attempt % 2 == 0 ? SIGINT : SIGTERM)
            let answer = try running.wait()
            // Before the program has begun its work, signals have the system's way.
            #expect([0, 130, -1].contains(answer.code), "\(command): \(answer.code) \(answer.complaint)")
            if answer.code == 130 {
                stopped += 1
                #expect(answer.complaint.contains("interrupted; the ledger is as it was"), "\(answer.complaint)")
                #expect(answer.output.isEmpty)
            }
            #expect(
                !clerk.files.contains { $0.contains("partial") || $0.contains("draft") }, "\(command): \(clerk.files)")
            try check(clerk, answer.code == 0)
            // The ledger verifies, and nobody holds it.
            let verified = try clerk("verify")
            #expect(verified.code == 0, "\(command): \(verified.complaint)")
        }
        #expect(stopped > 0, "\(command): none of \(attempt) signals met its work")
    }

    private func size(_ clerk: Clerk) throws -> Int64? {
        try clerk("verify --format json").json?["head"]?["size"]?.integer
    }

    @Test func restoreLeavesNothing() throws {
        let root = try Office.made.get().root
        try interrupt("restore all.jsonl --ledger new.sqlite", seed: 1) { clerk, isDone throws in
            let left = clerk.files.filter { $0.hasPrefix("new.sqlite") }
            #expect(left == (isDone ? ["new.sqlite"] : []))
            // The same command again goes through.
            if !isDone { #expect(try clerk("restore all.jsonl --ledger new.sqlite").code == 0) }
            #expect(try CopyTests.root(clerk, "new.sqlite") == root)
        }
    }

    @Test func rebuildIsUndone() throws {
        try interrupt("rebuild", seed: 2) { clerk, _ throws in
            #expect(try clerk("retract f1 --reason r").code == 0)
            #expect(try clerk("rebuild").code == 0)
        }
    }

    @Test func verifyStops() throws { try interrupt("verify", seed: 3) { _, _ in } }

    @Test func exportKeepsTheFileThatWasThere() throws {
        let export = try Array(Office.made.get().export)
        let old = Array("old".utf8)
        try interrupt("export -o out.jsonl", seed: 4) { clerk, isDone throws in
            #expect(clerk.files.contains("out.jsonl") == isDone)
            try clerk.write("out.jsonl", "old")
            let running = try clerk.launch(["export", "-o", "out.jsonl"])
            usleep(20_000)
            kill(running.process.processIdentifier, SIGKILL)
            _ = try running.wait()
            let bytes = try clerk.bytes("out.jsonl")
            #expect(bytes == old || bytes == export)
            for file in clerk.files where file.hasSuffix(".draft") { unlink(clerk.path(file)) }
        }
    }

    @Test func backupLeavesNothing() throws {
        try interrupt("backup copy.sqlite", seed: 5) { clerk, isDone throws in
            #expect(clerk.files.filter { $0.hasPrefix("copy.sqlite") } == (isDone ? ["copy.sqlite"] : []))
        }
    }

    @Test func auditKeepsTheFileThatWasThere() throws {
        try interrupt("audit 2020-06-30 -o a.html", seed: 9) { clerk, isDone throws in
            #expect(clerk.files.contains("a.html") == isDone)
        }
    }

    @Test func disputeLeavesNoHalfOfAFolder() throws {
        try interrupt("dispute jiapu --on 2020-06-30 -o d", seed: 8) { clerk, isDone throws in
            #expect(clerk.files.contains("d") == isDone)
            if !isDone { #expect(try clerk("dispute jiapu --on 2020-06-30 -o d").code == 0) }
        }
    }

    @Test(arguments: ["append --file more.jsonl", "import more.csv"]) func aBatchIsThereWholeOrNot(command: String)
        throws
    {
        let before = Int64(6 + Office.count)
        try interrupt(command, seed: 6) { clerk, isDone throws in
            let size = try size(clerk)
            #expect(size == (isDone ? before + Int64(Office.count) : before))
        }
    }

    /// Even SIGKILL leaves nothing under the ledger's name, and the same command goes through.
    @Test func aKilledRestoreIsGivenAgain() throws {
        let office = try Office.made.get()
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3 {
            let clerk = try office.clerk()
            let running = try clerk.launch(["restore", "all.jsonl", "--ledger", "new.sqlite"])
            usleep(UInt32.random(in: 0...400_000, using: &random))
            kill(running.process.processIdentifier, SIGKILL)
            let answer = try running.wait()
            #expect(clerk.files.contains("new.sqlite") == (answer.code == 0), "\(clerk.files)")
            if answer.code != 0 { #expect(try clerk("restore all.jsonl --ledger new.sqlite").code == 0) }
            #expect(try CopyTests.root(clerk, "new.sqlite") == office.root)
        }
    }

    /// What waits for a pipe stops too, and the pipe's end is no end of the lines.
    @Test func aRestoreFromAPipeStops() throws {
        let clerk = try Office.made.get().clerk()
        let answer = try clerk.shell(
            "mkfifo pipe; (head -n 700 all.jsonl; sleep 30) >pipe & writer=$!; "
                + "taizhang restore - --ledger new.sqlite <pipe & reader=$!; sleep 1; "
                + "kill -TERM $reader; wait $reader; code=$?; kill $writer; exit $code")
        #expect(answer.code == 130, "\(answer.complaint)")
        #expect(!clerk.files.contains { $0.hasPrefix("new.sqlite") }, "\(clerk.files)")
    }

    /// Whoever waits for another process need not wait to the end.
    @Test func waitingForAnotherStops() throws {
        let clerk = try Office.made.get().clerk()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: clerk.ledger, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let clock = ContinuousClock()
        let begun = clock.now
        let running = try clerk.launch(["rebuild"])
        usleep(2_000_000)
        // Not SIGINT, which a shell ignores for what runs in its background.
        kill(running.process.processIdentifier, SIGTERM)
        let answer = try running.wait()
        #expect(answer.code == 130 && answer.complaint.contains("interrupted"), "\(answer.complaint)")
        #expect(clock.now - begun < .seconds(20), "it did not wait for the 30 seconds to be over")
    }
}
