import Testing
import TortureRigs

/// Hostile documents (docs/reliability.md). The long form tries millions: Scripts/torture.
@Suite struct InputTests {
    @Test func everyDocumentIsTakenOrRefused() throws {
        let drill = try InputDrill(seed: 3)
        for _ in 0..<250 { try drill.run() }
        #expect(drill.tally.taken > 20 && drill.tally.refused > 500, "\(drill.tally)")
    }
}
