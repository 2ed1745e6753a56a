import Testing
import TortureRigs

/// Tasks that share transactions, on a disk that fails.
@Suite struct GroupCommitFaultTests {
    private static let sample = 14

    @Test(arguments: [.ioError, .ioErrorForGood, .full, .powerCut, .tornWrite] as [FaultyDisk.Fault])
    func aFailedCommitAcknowledgesNobody(fault: FaultyDisk.Fault) async throws {
        let drill = GroupDrill()
        let calls = try await drill.calls()
        for step in 0..<Self.sample {
            let settling = FaultyDisk.Settling.allCases[step % 3]
            try await drill.run(fault, at: 1 + step * calls / Self.sample, settling, seed: UInt64(step))
        }
        #expect(drill.tally.faults > Self.sample / 2, "\(drill.tally)")
        #expect(drill.tally.refused > 0 && drill.tally.acknowledged > 0, "\(drill.tally)")
    }
}
