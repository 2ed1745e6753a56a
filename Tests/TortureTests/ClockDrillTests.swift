import Testing
import TortureRigs

/// Clocks that go as they like, against a plain list of times (docs/reliability.md). The long form: Scripts/torture --only
/// clock.
@Suite struct ClockDrillTests {
    @Test func whatWasKnownIsThePlainListsAnswer() throws {
        let drill = ClockDrill(seed: 3)
        for _ in 0..<40 { try drill.run() }
        #expect(drill.tally.recorded > 400 && drill.tally.steppedBack > 80, "\(drill.tally)")
        #expect(drill.tally.refused > 40 && drill.tally.questions > 5000, "\(drill.tally)")
    }
}
