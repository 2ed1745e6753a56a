import Accounts
import Foundation
import Glibc
import Ledger
import TestSupport

/// A process that records batches is killed with SIGKILL at random moments, again and again, and goes on each time where
/// the one before it was killed.
public final class KillDrill {
    public struct Tally: Sendable {
        public var kills = 0
        /// Kills before the process had acknowledged anything: in starting, opening or recovering.
        public var early = 0
        public var acknowledged = 0
        /// Batches that were recorded and whose acknowledgement the kill cut off.
        public var unacknowledgedKept = 0
    }

    public private(set) var tally = Tally()
    /// Kills that one ledger takes before the next one is begun, so that checking it stays quick.
    private static let killsALedger = 8
    private let program: URL
    private var random: SeededGenerator
    private let seed: UInt64
    private let folder: TemporaryFolder
    private var path = ""
    private var batches = 0

    /// - Parameter program: the executable `torture`, whose command `write` is what is killed.
    public init(program: URL, seed: UInt64) throws {
        self.program = program
        self.seed = seed
        random = SeededGenerator(seed: seed)
        folder = try TemporaryFolder()
    }

    /// Starts a writer, kills it, and checks what it leaves.
    /// - Throws: `Broken` where a promise was not kept.
    public func kill() throws {
        if tally.kills % KillDrill.killsALedger == 0 {
            path = folder.path("\(tally.kills).sqlite")
            try SmallLedger.write(to: path)
            batches = 0
        }
        let told = try runAndKill()
        tally.kills += 1
        tally.acknowledged += told.count
        if told.isEmpty { tally.early += 1 }
        do { try check(told) } catch let broken as Broken { throw broken } catch {
            throw Broken("seed \(seed), kill \(tally.kills): afterwards \(error)")
        }
    }

    private func runAndKill() throws -> [Writer.Acknowledgement] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = ["write", path, "\(batches)"]
        process.standardOutput = pipe
        try process.run()
        var told: [Writer.Acknowledgement] = []
        var text = ""
        // One in five is killed at any moment since its start, the others a moment after an acknowledgement.
        let isBlind = UInt.random(in: 0..<5, using: &random) == 0
        if isBlind {
            usleep(UInt32.random(in: 0..<60_000, using: &random))
        } else {
            let wanted = Int.random(in: 1...4, using: &random)
            while text.count(where: { $0 == "\n" }) < wanted {
                let bytes = pipe.fileHandleForReading.availableData
                if bytes.isEmpty { break }
                text += String(decoding: bytes, as: UTF8.self)
            }
            usleep(UInt32.random(in: 0..<8_000, using: &random))
        }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        text += String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        try Broken.unless(
            process.terminationReason == .uncaughtSignal,
            "seed \(seed), kill \(tally.kills): the writer ended by itself with \(process.terminationStatus)")
        // A line that the kill cut off is no acknowledgement.
        let whole = text.lastIndex(of: "\n").map { text[...$0] } ?? ""
        for line in whole.split(separator: "\n") { Writer.Acknowledgement(line).map { told.append($0) } }
        return told
    }

    private func check(_ told: [Writer.Acknowledgement]) throws {
        let place = "seed \(seed), kill \(tally.kills)"
        let office = try SmallLedger.open(path)
        let (head, faults) = try office.verify()
        try Broken.unless(faults.isEmpty, "\(place): \(faults)")
        for acknowledged in told {
            try Broken.unless(
                acknowledged.size <= head.size, "\(place): batch \(acknowledged.batch) was acknowledged and is lost")
            let root = try office.log.read { try $0.root(at: acknowledged.size).base64 }
            try Broken.unless(root == acknowledged.root, "\(place): batch \(acknowledged.batch) was changed")
        }
        var rest = try SmallLedger.ids(of: office)[...].dropFirst(SmallLedger.ids.count)
        let acknowledged = told.last.map { $0.batch + 1 } ?? batches
        var found = 0
        while !rest.isEmpty {
            let batch = Writer.ids(found)
            try Broken.unless(rest.starts(with: batch), "\(place): batch \(found) is there in part: \(rest.prefix(9))")
            rest = rest.dropFirst(batch.count)
            found += 1
        }
        // One batch may have been recorded whose acknowledgement the kill cut off.
        try Broken.unless(
            found == acknowledged || found == acknowledged + 1,
            "\(place): \(acknowledged) batches acknowledged, \(found) there")
        if found > acknowledged { tally.unacknowledgedKept += 1 }
        batches = found
    }
}
