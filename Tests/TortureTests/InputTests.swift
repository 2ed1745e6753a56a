import Foundation
import Testing
import TortureRigs

/// Hostile documents (docs/reliability.md). The long form tries millions: Scripts/torture.
@Suite struct InputTests {
    @Test func everyDocumentIsTakenOrRefused() throws {
        let drill = try InputDrill(seed: 3)
        for _ in 0..<250 { try drill.run() }
        #expect(drill.tally.taken > 20 && drill.tally.refused > 500, "\(drill.tally)")
    }

    @Test func everySpreadsheetIsTakenOrRefused() throws {
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("IntakeTests/Fixtures")
        let drill = try SheetDrill(seed: 3, fixtures: fixtures)
        for _ in 0..<250 { try drill.run() }
        #expect(drill.tally.workbooks > 100 && drill.tally.csv > 50, "\(drill.tally)")
        #expect(drill.tally.refused > 30 && drill.tally.unread > 30, "\(drill.tally)")
    }

    @Test func noProofPassesForAnotherOne() throws {
        let drill = try ProofDrill(seed: 3)
        for _ in 0..<1000 { try drill.run() }
        #expect(drill.tally.refused > 400 && drill.tally.same > 5 && drill.tally.unsigned > 5, "\(drill.tally)")
    }
}
