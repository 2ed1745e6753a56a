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
        let rules = [
            TinyScheme.Rule.shareOfTotal, TinyScheme.Rule.growthToTarget,
            TinyScheme.Rule.rank("exports.total", step: "0.5"),
            TinyScheme.Rule.tiers, TinyScheme.Rule.tally, TinyScheme.Rule.rated,
        ]
        scheme = try TinyScheme.json(rules)
        let second = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("SchemeTests/Resources/qinglan-2021.json")
        let plan = try JSONReader.read(BuiltInPlan.text).object ?? []
        let notice = plan.reduce(try TemporaryLedger.builtInScheme()) { $0.setting($1.key, $1.value) }
        others = [notice, try JSONReader.read(Array(Data(contentsOf: second)))]
        let facts: [Submission] = [
            .adopt(scheme, id: "scheme"), .register(1, "a", id: "e1"), .register(2, "b", id: "e2"),
            .relocate(2, to: "c", on: "2020-03-01", id: "m1"), .trade(1, "2020-05", "100000", general: "5", id: "t1"),
            .outsource(1, "2020-05", "7", id: "o1"), .monitor("a", "2020-05", "99.5", id: "s1"),
            .rate("b", "2020-05", "1.5", item: "i5", id: "p1"), .enterExporter(1, on: "2020-02-01", id: "n1"),
            .enterServiceTrader(2, on: "2020-02-01", id: "n2"),
            .invest(1, "5000000", in: "VN", on: "2020-04-01", no: "N1", id: "v1"),
            .visit(1, "广交会", on: "2020-06-15", id: "f1"), .insure(1, on: "2020-06-01", id: "i1"),
            .report("r1", "a", on: "2020-03-01", id: "r1"), .adoptReport("r1", "city", on: "2020-04-01", id: "a1"),
            .correct("t1", to: .trade(1, "2020-05", "150000"), id: "c1"), .retract("f1", id: "x1"),
            .visitEnterprise(1, on: "2020-06-10", id: "d1"), .problem("JB1", 1, on: "2020-06-10", id: "d2"),
            .assign("JB1", due: "2020-06-20", on: "2020-06-11", id: "d3"), .progress("JB1", on: "2020-06-12", id: "d4"),
            .resolve("JB1", on: "2020-06-18", id: "d5"), .confirm("JB1", on: "2020-06-18", id: "d6"),
            .reopen("JB1", due: "2020-07-10", on: "2020-06-29", id: "d7"), .list(1, on: "2020-05-18", id: "d8"),
            .delist(1, on: "2020-06-22", id: "d9"), .fill(1, "2020-W23", id: "d10"),
            .warn("YJ1", 1, on: "2020-06-08", id: "d11"), .respond("YJ1", on: "2020-06-09", id: "d12"),
            .clear("YJ1", on: "2020-06-22", id: "d13"),
        ]
        try ledger.append(facts)
        lines = try ledger.lines()
        let key = try SigningKey(name: KeyName("test/ledger"), seed: Array(0..<32))
        receipt = try ledger.office.receipt(of: "t1", signedBy: key)?.bytes ?? []
        samples = facts.map(InputDrill.json)
    }

    private static func json(_ submission: Submission) -> JSON {
        var members: [JSON.Member] = [
            .init("type", .string(submission.type.rawValue)), .init("data", submission.data),
            .init("source", .string(submission.source)),
        ]
        if let effective = submission.effective { members.append(.init("effective", .string(effective))) }
        // Without its id the same facts may be taken as new ones.
        return .members(members)
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
