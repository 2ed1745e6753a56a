import Foundation
import TestSupport
import Testing
import TortureRigs

/// The program is killed while it records (docs/reliability.md). The long form kills thousands: Scripts/torture.
@Suite struct KillTests {
    @Test(arguments: [1, 2] as [UInt64]) func whatWasAcknowledgedSurvivesKills(seed: UInt64) throws {
        let program: URL = try #require(BuiltProgram.url("torture"), "the program is built with the tests")
        let drill = try KillDrill(program: program, seed: seed)
        for _ in 0..<100 { try drill.kill() }
        #expect(drill.tally.kills == 100)
        #expect(drill.tally.acknowledged > 100, "\(drill.tally)")
        #expect(drill.tally.early > 0 && drill.tally.early < 50, "\(drill.tally)")
    }
}
