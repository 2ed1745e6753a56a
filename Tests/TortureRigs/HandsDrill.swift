import Accounts
import Foundation
import Glibc
import Ledger
import TestSupport

/// Several processes record into one ledger at once, ask it, copy it and rebuild it; some of them are killed. Every hand's
/// batches are there in its own order, each in one piece, and what was acknowledged is as it was acknowledged.
public final class HandsDrill {
    public struct Tally: Sendable {
        public var ledgers = 0
        public var processes = 0
        public var killed = 0
        public var acknowledged = 0
        /// Batches of killed hands that are there without an acknowledgement.
        public var unacknowledgedKept = 0
        /// Neighbouring batches of different hands: a measure of how much they met.
        public var turns = 0
    }

    public private(set) var tally = Tally()
    private let program: URL
    private var random: SeededGenerator
    private let seed: UInt64
    private let folder: TemporaryFolder

    /// - Parameter program: the executable `torture`, whose command `hand` is one hand.
    public init(program: URL, seed: UInt64) throws {
        self.program = program
        self.seed = seed
        random = SeededGenerator(seed: seed)
        folder = try TemporaryFolder()
    }

    private struct Running {
        let name: String
        let process: Process
        let output: Pipe
        let isKilled: Bool
    }

    /// One ledger with from two to six hands.
    /// - Parameter batches: how many each of them records, unless it is killed.
    /// - Throws: `Broken` where a promise was not kept.
    public func run(batches: Int = 20) throws {
        tally.ledgers += 1
        let place = "seed \(seed), ledger \(tally.ledgers)"
        let path = folder.path("\(tally.ledgers).sqlite")
        try SmallLedger.write(to: path)
        var hands: [Running] = []
        for number in 1...Int.random(in: 2...6, using: &random) {
            let process = Process()
            let output = Pipe()
            process.executableURL = program
            process.arguments = ["hand", path, "h\(number)", "\(batches)", "\(random.next() >> 1)"]
            process.standardOutput = output
            try process.run()
            // One at least is let live.
            let isKilled = number > 1 && Int.random(in: 0..<3, using: &random) == 0
            hands.append(Running(name: "h\(number)", process: process, output: output, isKilled: isKilled))
        }
        tally.processes += hands.count
        for hand in hands where hand.isKilled {
            usleep(UInt32.random(in: 0..<120_000, using: &random))
            kill(hand.process.processIdentifier, SIGKILL)
        }
        var told: [String: [Writer.Acknowledgement]] = [:]
        for hand in hands {
            let text = String(decoding: try hand.output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            hand.process.waitUntilExit()
            let isDone = hand.process.terminationReason == .exit && hand.process.terminationStatus == 0
            if hand.isKilled, !isDone { tally.killed += 1 }
            try Broken.unless(
                isDone || hand.isKilled, "\(place): \(hand.name) ended with \(hand.process.terminationStatus)")
            // A line that the kill cut off is no acknowledgement.
            let whole = text.lastIndex(of: "\n").map { text[...$0] } ?? ""
            told[hand.name] = whole.split(separator: "\n").compactMap { Writer.Acknowledgement($0) }
            tally.acknowledged += told[hand.name]?.count ?? 0
            try Broken.unless(!isDone || told[hand.name]?.count == batches, "\(place): \(hand.name) said too little")
        }
        do { try check(path, told, place) } catch let broken as Broken { throw broken } catch {
            throw Broken("\(place): afterwards \(error)")
        }
        SQLiteEventLog.remove(path: path)
    }

    private func check(_ path: String, _ told: [String: [Writer.Acknowledgement]], _ place: String) throws {
        let office = try SmallLedger.open(path)
        let (head, faults) = try office.verify()
        try Broken.unless(faults.isEmpty, "\(place): \(faults)")
        for acknowledged in told.values.joined() {
            try Broken.unless(
                acknowledged.size <= head.size, "\(place): acknowledged at \(acknowledged.size), and lost")
            let root = try office.log.read { try $0.root(at: acknowledged.size).base64 }
            try Broken.unless(root == acknowledged.root, "\(place): the root at \(acknowledged.size) is another")
        }
        let ids = try SmallLedger.ids(of: office)
        try Broken.unless(ids.starts(with: SmallLedger.ids), "\(place): the ledger's beginning is another")
        var rest = ids[...].dropFirst(SmallLedger.ids.count)
        var found: [String: Int] = [:]
        var last = ""
        while let id = rest.first {
            let name = String(id.prefix { $0 != "-" })
            let batch = Hand.ids(name, found[name, default: 0])
            try Broken.unless(rest.starts(with: batch), "\(place): \(batch) is there in part: \(rest.prefix(6))")
            // The batch's end is the size that its hand was told.
            let size = Int64(batch.count + rest.startIndex)
            let acknowledged = told[name]?.first { $0.batch == found[name, default: 0] }
            try Broken.unless(
                acknowledged.map { $0.size == size } ?? true, "\(place): \(batch) was told of as elsewhere")
            rest = rest.dropFirst(batch.count)
            found[name, default: 0] += 1
            if !last.isEmpty, last != name { tally.turns += 1 }
            last = name
        }
        for (name, acknowledged) in told {
            let there = found[name, default: 0]
            try Broken.unless(
                there == acknowledged.count || there == acknowledged.count + 1,
                "\(place): \(name) was told of \(acknowledged.count) batches, \(there) are there")
            tally.unacknowledgedKept += there - acknowledged.count
        }
    }
}
