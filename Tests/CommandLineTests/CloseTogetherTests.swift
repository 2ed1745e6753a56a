import Foundation
import Ledger
import Testing

/// Several people close at the same moment: the look at the table and the recording are one decision.
@Suite struct CloseTogetherTests {
    @Test func oneOfThemMakesTheEdition() throws {
        let clerk = try Clerk.withLedger()
        for (index, month) in ["2020-05", "2020-06"].enumerated() {
            let running = try (1...5).map {
                try clerk.launch(["close", month, "--actor", "d\($0)", "--format", "json"])
            }
            let answers = try running.map { try $0.wait() }
            let made = answers.filter { $0.complaint.isEmpty && $0.code == 0 }
            // Who comes a moment later may find the file not yet written, and write it: the same edition.
            #expect(!made.isEmpty && made.allSatisfy { $0.json?["edition"] == .integer(1) })
            #expect(Set(made.compactMap { $0.json?["seq"]?.integer }).count == 1)
            for other in answers where other.code != 0 {
                #expect(
                    other.code == 1 && other.complaint.contains("nothing of \(month) changed"), "\(other.complaint)")
            }
            #expect(try clerk("log --type month.closed --format json").json?["events"]?.array?.count == index + 1)
        }
        #expect(try clerk("verify").code == 0)
    }
}
