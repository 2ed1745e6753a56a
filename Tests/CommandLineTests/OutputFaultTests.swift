import Foundation
import Testing

/// Standard output that is full, closed, or read by nobody any more.
@Suite struct OutputFaultTests {
    static let commands = [
        "score --on 2020-06-30", "log", "export", "checkpoint", "catalog", "--version", "--help", "verify",
    ]

    @Test(arguments: commands) func whatCannotBePrintedIsTold(command: String) throws {
        let clerk = try Clerk.withLedger()
        for place in [">/dev/full", ">&-"] {
            let answer = try clerk.shell("taizhang \(command) \(place)")
            #expect(answer.code == 74, "\(command) \(place): \(answer.code) \(answer.complaint)")
            #expect(
                answer.complaint.contains("cannot write to standard output: "),
                "\(command) \(place): \(answer.complaint)")
        }
    }

    @Test(arguments: commands) func whoStopsReadingIsNoFault(command: String) throws {
        let clerk = try Clerk.withLedger()
        // The reader has gone before the command begins.
        let answer = try clerk.shell(
            "trap '' PIPE; mkfifo p; sh -c 'exec 3<p; : >gone' & exec 4>p; wait; "
                + "taizhang \(command) >&4; echo $?")
        #expect(answer.output == "0\n" && answer.complaint.isEmpty, "\(command): \(answer.output) \(answer.complaint)")
    }

    /// What is recorded is recorded, and what a check found decides the code, whoever reads it.
    @Test func theWorkIsDoneAllTheSame() throws {
        let clerk = try Clerk.withLedger()
        let answer = try clerk.shell("taizhang retract f1 --reason r --yes >/dev/full")
        #expect(answer.code == 74 && answer.complaint.contains("what was recorded is in the ledger"))
        #expect(try clerk("verify --format json").json?["head"]?["size"] == .integer(7))
        let refused = try clerk.shell("taizhang verify --root x --format json >/dev/full")
        #expect(refused.code == 1, "\(refused.complaint)")
    }

    /// No file that the command opens may be taken for its standard output.
    @Test func aClosedOutputIsNotTheNextFile() throws {
        let clerk = try Clerk.withLedger()
        #expect(try clerk.shell("taizhang export -o all.jsonl >&- 2>&-").code == 0)
        #expect(try clerk.bytes("all.jsonl") == clerk("export").bytes)
        #expect(try clerk.shell("taizhang retract f1 --reason r --yes >&- <&- 2>&-").code == 74)
        #expect(try clerk("verify").code == 0)
    }
}
