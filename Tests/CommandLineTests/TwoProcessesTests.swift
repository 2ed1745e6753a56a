import Foundation
import Ledger
import TestSupport
import Testing

/// Several people append at once: each command waits for the others, none is refused.
@Suite struct TwoProcessesTests {
    @Test func twoProcessesAppendAtOnce() async throws {
        let clerk = try Clerk.withLedger()
        let each = 15
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...2 {
                group.addTask {
                    for turn in 1...each {
                        let answer = try clerk(
                            "append fair.participated enterprise=\(ExampleEnterprise.code(writer)) fair=f\(turn) mode=online "
                                + "intended_orders_usd=\(turn) --effective 2020-06-01 --id w\(writer)-\(turn) --actor w\(writer)"
                        )
                        #expect(answer.code == 0, "\(answer.complaint)")
                    }
                }
            }
            try await group.waitForAll()
        }
        try check(clerk, added: 2 * each)
        let events = try clerk("log --format json").json?["events"]?.array ?? []
        for writer in 1...2 {
            #expect(
                events.filter { $0["event"]?["actor"] == .string("w\(writer)") }.map { $0["event"]?["id"]?.text }
                    == (1...each).map { "w\(writer)-\($0)" })
        }
    }

    /// Eight at the same moment, with a file each.
    @Test func eightProcessesAppendAtOnce() throws {
        let clerk = try Clerk.withLedger()
        for writer in 1...8 {
            let lines = (1...5).map { turn in
                #"{"type":"fair.participated","effective":"2020-06-01","id":"w\#(writer)-\#(turn)","data":{"#
                    + #""enterprise":"\#(Clerk.code)","fair":"f\#(writer)-\#(turn)","mode":"online","#
                    + #""intended_orders_usd":"1"}}"#
            }
            try clerk.write("\(writer).jsonl", lines.joined(separator: "\n"))
        }
        let running = try (1...8).map { try clerk.launch(["append", "--file", "\($0).jsonl"]) }
        for process in running {
            let answer = try process.wait()
            #expect(answer.code == 0, "\(answer.complaint)")
        }
        try check(clerk, added: 40)
        // Every file landed in one piece.
        let ids =
            try clerk("log --type 参展 --format json").json?["events"]?.array?.compactMap { $0["event"]?["id"]?.text }
            ?? []
        let writers = ids.dropFirst().map { $0.prefix(2) }
        for start in stride(from: 0, to: writers.count, by: 5) {
            #expect(Set(writers[start..<min(start + 5, writers.count)]).count == 1, "\(writers)")
        }
    }

    private func check(_ clerk: Clerk, added: Int) throws {
        let lines = try clerk("export").bytes.split(separator: 0x0A).map { try Event(line: Array($0)) }
        #expect(lines.map(\.seq) == (1...Int64(6 + added)).map { $0 })
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.recordedAt <= $1.recordedAt })
        let verified = try clerk("verify")
        #expect(verified.code == 0, "\(verified.complaint)")
    }
}
