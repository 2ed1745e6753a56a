import Testing
import TortureRigs

/// Simulated counties (docs/reliability.md). The long form lives through thousands of years: Scripts/torture.
@Suite struct CountyTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func theLedgerIsTheModels(seed: UInt64) throws {
        let tally = try CountyDrill.run(seeds: [seed], steps: 50)
        #expect(
            tally.events > 20 && tally.refused > 3 && tally.questions == 50 && tally.faults > 0 && tally.days > 50,
            "\(tally)")
    }
}
