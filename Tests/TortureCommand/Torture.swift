import ArgumentParser
import Foundation
import Ledger
import TortureRigs

@main
struct Torture: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "torture", abstract: "The drills of docs/reliability.md, for as long as you like.",
        subcommands: [Run.self, Write.self, Work.self, Clerk.self, Memory.self], defaultSubcommand: Run.self)
}

/// What the kill drill kills.
struct Write: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Record batches until killed.", shouldDisplay: false)

    @Argument var ledger: String
    @Argument var first: Int

    func run() throws { try Writer.run(ledger, from: first) }
}

/// One of the processes of the drill of many hands.
struct Work: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hand", abstract: "Record batches beside others.", shouldDisplay: false)

    @Argument var ledger: String
    @Argument var name: String
    @Argument var count: Int
    @Argument var seed: UInt64

    func run() throws { try Hand.run(ledger, name: name, count: count, seed: seed) }
}

/// Another process at a simulated county's ledger.
struct Clerk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clerk", abstract: "Record one batch of a simulated county.", shouldDisplay: false)

    @Argument var ledger: String
    @Argument var batch: String
    @Argument var now: Int64
    @Argument var ids: Int

    func run() throws { try CountyClerk.run(ledger, batch: batch, now: Instant(milliseconds: now), ids: ids) }
}

struct Memory: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let SQLite run out of memory at sizes a step apart.", shouldDisplay: false)

    @Argument(help: "Bytes between one size and the next.") var step: Int

    func run() throws {
        let drill = MemoryDrill()
        for room in stride(from: 0, to: 1 << 18, by: step) { try drill.run(room: Int64(room)) }
        print("\(drill.limits) \(drill.failures)")
    }
}
