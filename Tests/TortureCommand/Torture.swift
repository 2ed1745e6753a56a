import ArgumentParser
import TortureRigs

@main
struct Torture: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "torture", abstract: "Drills of docs/reliability.md.")

    func run() throws {
        let drill = FaultDrill()
        let calls = try drill.calls()
        for fault in FaultyDisk.Fault.allCases {
            for call in 1...calls {
                do { try drill.run(fault, at: call, FaultyDisk.Settling.allCases[call % 3], seed: UInt64(call)) } catch
                {
                    print("\(error)")
                }
            }
            print("\(fault) \(calls) \(drill.tally)")
        }
    }
}
