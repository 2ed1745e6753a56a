import ArgumentParser
import Foundation
import TestSupport
import TortureRigs

/// Goes through the drills one after the other until the time is over, and says what each has done.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run drills until the time is over.")

    @Option(help: "For how long.") var minutes = 10.0
    @Option(help: "Another seed meets other moments. A failure names its own.") var seed: UInt64?
    @Option(help: ArgumentHelp("One drill alone.", valueName: Drill.allCases.map(\.rawValue).joined(separator: "|")))
    var only: Drill?
    @Option(help: "How many cores the bytes that rot are shared by; all of them by default.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    /// The spreadsheets that tests keep.
    private static let spreadsheets = tests.appendingPathComponent("IntakeTests/Fixtures")
    /// A ledger of each released format.
    private static let ledgers = tests.appendingPathComponent("UpgradeTests/Fixtures")

    enum Drill: String, ExpressibleByArgument, CaseIterable {
        case disk, upgrade, kill, hands, clock, rot, memory, input, sheet, proof, county
    }

    func run() throws {
        let seed = self.seed ?? UInt64.random(in: 1..<1_000_000)
        print("seed \(seed), \(minutes) minutes")
        let drills = only.map { [$0] } ?? Drill.allCases
        let start = Date()
        for (index, drill) in drills.enumerated() {
            let share = minutes * 60 * Double(index + 1) / Double(drills.count)
            let end = start.addingTimeInterval(share)
            do { print("\(drill): \(try run(drill, seed) { Date() < end })") } catch {
                print("\(drill): BROKEN: \(error)")
                throw ExitCode.failure
            }
        }
    }

    private func run(_ drill: Drill, _ seed: UInt64, while goesOn: @Sendable () -> Bool) throws -> String {
        var random = SeededGenerator(seed: seed)
        switch drill {
        case .disk:
            let drill = FaultDrill()
            let calls = try drill.calls()
            var rounds = 0
            while goesOn() {
                for call in (1...calls).shuffled(using: &random) where goesOn() {
                    for fault in FaultyDisk.Fault.allCases {
                        let settling = FaultyDisk.Settling.allCases.randomElement(using: &random) ?? .scatter
                        try drill.run(fault, at: call, settling, seed: random.next())
                    }
                }
                rounds += 1
            }
            return "\(calls) calls a day, \(rounds) rounds begun, \(drill.tally)"
        case .upgrade:
            let drill = try UpgradeDrill(fixtures: Run.ledgers)
            let places = try drill.versions.flatMap { version in
                try (1...drill.calls(of: version)).map { (version: version, call: $0) }
            }
            var rounds = 0
            while goesOn() {
                for (version, call) in places.shuffled(using: &random) where goesOn() {
                    for fault in FaultyDisk.Fault.allCases {
                        let settling = FaultyDisk.Settling.allCases.randomElement(using: &random) ?? .scatter
                        try drill.run(version, fault, at: call, settling, seed: random.next())
                    }
                }
                rounds += 1
            }
            return "\(places.count) calls of \(drill.versions.count) formats, \(rounds) rounds begun, \(drill.tally)"
        case .kill:
            guard let program = BuiltProgram.url("torture") else { throw Broken("the program is not built") }
            let drill = try KillDrill(program: program, seed: seed)
            while goesOn() { try drill.kill() }
            return "\(drill.tally)"
        case .hands:
            guard let program = BuiltProgram.url("torture") else { throw Broken("the program is not built") }
            let drill = try HandsDrill(program: program, seed: seed)
            while goesOn() { try drill.run() }
            return "\(drill.tally)"
        case .clock:
            let drill = ClockDrill(seed: seed)
            while goesOn() { try drill.run() }
            return "\(drill.tally)"
        case .rot:
            let sweep = try RotDrill.sweep(seed: seed, jobs: jobs, while: goesOn)
            return "\(sweep.tally.flips) of \(sweep.bytes) bytes, \(sweep.tally)"
        case .memory:
            let drill = MemoryDrill()
            while goesOn() { try drill.run(room: Int64.random(in: 0..<(1 << 18), using: &random)) }
            return "\(drill.limits) limits, \(drill.failures) failures"
        case .county:
            guard let program = BuiltProgram.url("torture") else { throw Broken("the program is not built") }
            return "\(try CountyDrill.run(seeds: seed..., steps: 60, program: program, while: goesOn))"
        case .input:
            let drill = try InputDrill(seed: seed)
            while goesOn() { try drill.run() }
            return "\(drill.tally)"
        case .sheet:
            let drill = try SheetDrill(seed: seed, fixtures: Run.spreadsheets)
            while goesOn() { try drill.run() }
            return "\(drill.tally)"
        case .proof:
            let drill = try ProofDrill(seed: seed)
            while goesOn() { try drill.run() }
            return "\(drill.tally)"
        }
    }
}
