import Foundation
import Testing
import TortureRigs

/// Ledgers of older formats are migrated on a disk that fails (docs/reliability.md). The long form goes through every call:
/// Scripts/torture --only upgrade.
@Suite struct UpgradeFaultTests {
    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("UpgradeTests/Fixtures")
    private static let sample = 10

    /// The end of a migration, call by call: where its commit fails, it may have gone through all the same.
    @Test func aMigrationThatFailsAtItsEndKeepsTheOldLedger() throws {
        let drill = try UpgradeDrill(fixtures: Self.fixtures)
        let calls = try drill.calls(of: 1)
        for call in (calls - 60)...calls { try drill.run(1, .ioErrorForGood, at: call, .keepAll, seed: UInt64(call)) }
        #expect(drill.tally.told > 5 && drill.tally.migratedAllTheSame > 0, "\(drill.tally)")
    }

    @Test(arguments: FaultyDisk.Fault.allCases) func anOldLedgerIsOldOrNew(fault: FaultyDisk.Fault) throws {
        let drill = try UpgradeDrill(fixtures: Self.fixtures)
        #expect(drill.versions == [1, 2])
        for version in drill.versions {
            let calls = try drill.calls(of: version)
            #expect(calls > 100)
            for step in 0..<Self.sample {
                let call = 1 + step * calls / Self.sample + (step == 0 ? 0 : "\(fault)".utf8.count % 7)
                let settling = FaultyDisk.Settling.allCases[step % 3]
                try drill.run(version, fault, at: call, settling, seed: UInt64(step))
            }
        }
        #expect(drill.tally.faults > Self.sample && drill.tally.told > Self.sample / 2, "\(drill.tally)")
    }
}
