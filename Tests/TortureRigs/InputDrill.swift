import Accounts
import Foundation
import Ledger
import Records
import Reports
import Scoring
import TestSupport

/// Documents from strangers, changed by a seed: submissions, lines to restore, schemes, receipts. Each is taken or refused
/// in the ledger's own terms; what is refused leaves no trace; what is told about it does not steer a terminal.
public final class InputDrill {
    public struct Tally: Sendable {
        public var submissions = 0
        public var restores = 0
        public var schemes = 0
        public var receipts = 0
        public var taken = 0
        public var refused = 0
        /// The slowest round, of one document of each kind.
        public var slowestMilliseconds = 0
        public var peakMegabytes = 0
    }

    public private(set) var tally = Tally()
    private let seed: UInt64
    private var mutator: Mutator
    private var memory = MemoryWatch()
    private let watchdog = Watchdog()
    private let ledger: TemporaryLedger
    private var samples: [JSON] = []
    private let lines: [[UInt8]]
    private let scheme: JSON
    /// Of the two counties that have schemes: with groups, bands, work lists and everything else that a scheme may have.
    private let others: [JSON]
    private let receipt: [UInt8]

    public init(seed: UInt64) throws {
        self.seed = seed
        mutator = Mutator(random: SeededGenerator(seed: seed))
        ledger = try TemporaryLedger(now: SmallLedger.now)
        scheme = try Samples.scheme()
        others = try Samples.counties()
        let facts = Samples.facts(scheme)
        try ledger.append(facts)
        lines = try ledger.lines()
        let key = try SigningKey(name: KeyName("test/ledger"), seed: Array(0..<32))
        receipt = try ledger.office.receipt(of: "t1", signedBy: key)?.bytes ?? []
        samples = facts.map(Samples.json)
    }

    /// One document of each kind.
    /// - Throws: `Broken` where one is neither taken nor refused as it should be.
    public func run() throws {
        let place = "seed \(seed), round \(tally.submissions + 1)"
        do {
            let took = try watchdog.watch(place) {
                try submit()
                try restore()
                try adopt()
                try readReceipt()
            }
            tally.slowestMilliseconds = max(tally.slowestMilliseconds, took)
            // What is taken stays in the ledger, which is the file's matter, not the process's.
            try memory.look(place)
            tally.peakMegabytes = memory.peak
        } catch let broken as Broken { throw Broken("seed \(seed), round \(tally.submissions): \(broken)") } catch {
            throw Broken("seed \(seed), round \(tally.submissions): \(error)")
        }
    }

    private func document(_ json: JSON) -> [UInt8] {
        var changed = json
        for _ in 0..<max(1, mutator.number(0..<4) - 1) { changed = mutator.mutated(changed) }
        let bytes = changed.canonical
        return mutator.number(0..<4) == 0 ? mutator.mutated(bytes) : bytes
    }

    private func submit() throws {
        tally.submissions += 1
        let bytes = document(samples[mutator.number(0..<samples.count)])
        let before = try ledger.head()
        do {
            let receipt = try ledger.office.append([Submission.read(bytes)], actor: "stranger")
            tally.taken += 1
            for case .recorded(let seq, _) in receipt.outcomes {
                let line = try ledger.office.log.read { try $0.line(seq) } ?? []
                let event = try Event(line: line)
                try Broken.unless(event.canonical == line && !StoredText.hasControl(event.source), "event \(seq)")
            }
            if mutator.number(0..<40) == 0 { try requireSound(ledger.office) }
        } catch let refused as BatchRefused {
            tally.refused += 1
            try Broken.unless(try ledger.head() == before, "a refusal left a trace")
            for language in [Language.zh, .en] {
                try Harmless.require(BatchRefusedPage(refused, FaultWords(language)).text(place: "f"))
            }
        }
    }

    private func restore() throws {
        tally.restores += 1
        var changed = lines
        let index = mutator.number(1..<changed.count)
        switch mutator.number(0..<6) {
        case 0: changed.remove(at: index)
        case 1: changed.swapAt(index, mutator.number(1..<changed.count))
        case 2: changed[index] = mutator.mutated(changed[index])
        default:
            changed[index] = mutator.mutated(try JSONReader.read(changed[index])).canonical
        }
        let copy = try TemporaryLedger(now: SmallLedger.now)
        do {
            try copy.restore(changed.map { $0[...] })
            tally.taken += 1
            try Broken.unless(try copy.lines() == changed, "restored other bytes")
            try requireSound(copy.office)
        } catch let refused as RestoreRefused {
            tally.refused += 1
            try Broken.unless(try copy.head().size == 0, "a refused restore left events")
            for language in [Language.zh, .en] { try Harmless.require(FaultWords(language).words(refused, file: "f")) }
        }
    }

    /// A scheme that is taken must be one that tables can be made by, whatever its numbers are.
    private func adopt() throws {
        tally.schemes += 1
        var changed = mutator.number(0..<3) == 0 ? others[mutator.number(0..<others.count)] : scheme
        for _ in 0..<max(1, mutator.number(0..<4) - 1) { changed = mutator.mutated(changed) }
        let (read, faults) = SchemeReader.read(changed)
        guard read != nil else {
            tally.refused += 1
            try Broken.unless(!faults.isEmpty, "a scheme is refused without a fault")
            for language in [Language.zh, .en] {
                for fault in faults { try Harmless.require(FaultWords(language).words(fault)) }
            }
            return
        }
        let other = try TemporaryLedger(now: SmallLedger.now)
        do {
            try other.append([.adopt(changed, from: "2020-01-01", id: "hostile"), .adopt(scheme, id: "scheme")])
            try other.append([
                .register(1, "a"), .trade(1, "2020-05", "999999999999999.99"), .trade(1, "2019-05", "0.01"),
            ])
            for on in [20_200_531, 20_201_231] {
                _ = try? other.office.score(on: CivilDate(trusted: Int32(on)), known: .everything)
                _ = try? other.office.progress(on: CivilDate(trusted: Int32(on)), known: .everything)
            }
            tally.taken += 1
        } catch is BatchRefused { tally.refused += 1 }
        try requireSound(other.office)
    }

    private func readReceipt() throws {
        tally.receipts += 1
        let bytes = mutator.number(0..<2) == 0 ? mutator.mutated(receipt) : document(try JSONReader.read(receipt))
        guard let read = try receipt(in: bytes) else { return }
        // Whatever it says, comparing it with the ledger ends with a verdict.
        _ = try ledger.office.compare(with: read)
    }

    private func receipt(in bytes: [UInt8]) throws -> RecordReceipt? {
        do throws(ProofFileFault) {
            let read = try RecordReceipt(bytes)
            tally.taken += 1
            return read
        } catch {
            // Typed: `ProofFileFault` alone.
            tally.refused += 1
            return nil
        }
    }

    private func requireSound(_ office: Office) throws {
        let faults = try office.verify().faults
        try Broken.unless(faults.isEmpty, "taken, and then \(faults)")
    }
}
