import Foundation
import TestSupport
import Testing
import TortureRigs

/// Several processes at one ledger, some of them killed (docs/reliability.md). The long form: Scripts/torture --only hands.
@Suite struct HandsTests {
    @Test func everyHandsBatchesAreThereInOrder() throws {
        let program: URL = try #require(BuiltProgram.url("torture"), "the program is built with the tests")
        let drill = try HandsDrill(program: program, seed: 5)
        for _ in 0..<6 { try drill.run(batches: 12) }
        #expect(drill.tally.ledgers == 6 && drill.tally.processes >= 12, "\(drill.tally)")
        #expect(drill.tally.killed > 0 && drill.tally.acknowledged > 80 && drill.tally.turns > 12, "\(drill.tally)")
    }
}
