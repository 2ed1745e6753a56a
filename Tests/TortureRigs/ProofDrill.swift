import Accounts
import Audits
import Foundation
import Ledger
import Records
import Reports
import Scoring
import TestSupport

/// Checkpoints, receipts, proofs and keys from strangers, changed by a seed. Each is refused with a fault of the house; or
/// it says what the true one said; or it says something else and bears no valid signature.
public final class ProofDrill {
    public struct Tally: Sendable {
        public var documents = 0
        public var refused = 0
        /// Read, signed, and the same in what they say.
        public var same = 0
        /// Read, and the signature does not hold.
        public var unsigned = 0
        public var slowestMilliseconds = 0
        public var peakMegabytes = 0
    }

    public private(set) var tally = Tally()
    private let seed: UInt64
    private var mutator: Mutator
    private var memory = MemoryWatch()
    private let watchdog = Watchdog()
    private let ledger: TemporaryLedger
    private let key: VerifierKey
    private let witness: VerifierKey
    private let checkpoints: [SignedCheckpoint]
    private let receipts: [RecordReceipt]
    private let lines: [LineProof]
    private let histories: [HistoryProof]
    private let keys: [String]
    /// Documents of a ledger of the same name whose key is another: what a forger can make.
    private let forged: [[UInt8]]
    private static let words = [FaultWords(.zh), FaultWords(.en)]

    public init(seed: UInt64) throws {
        self.seed = seed
        mutator = Mutator(random: SeededGenerator(seed: seed))
        ledger = try TemporaryLedger(now: SmallLedger.now)
        let office = ledger.office
        let signer = try SigningKey(name: KeyName("test/ledger"), seed: Array(0..<32))
        let second = try SigningKey(name: KeyName("test/witness"), seed: Array(32..<64))
        key = signer.verifier(.note)
        witness = second.verifier(.cosignature)
        keys = [key.description, witness.description, signer.privateText]
        try ledger.append([
            .adopt(try TinyScheme.json([TinyScheme.Rule.shareOfTotal, TinyScheme.Rule.tally]), id: "scheme")
        ])
        try ledger.append([.register(1, "a"), .register(2, "b"), .trade(1, "2020-05", "100000", id: "t1")])
        let first = try office.checkpoint(signedBy: signer)
        _ = try office.close(CivilMonth(trusted: 202_005), today: ledger.now.shanghaiDate, actor: "t")
        try ledger.append([
            .correct("t1", to: .trade(1, "2020-05", "150000"), id: "c1"), .report("r1", "b", on: "2020-05-02"),
        ])
        let middle = try office.checkpoint(signedBy: signer)
        _ = try office.close(CivilMonth(trusted: 202_005), today: ledger.now.shanghaiDate, actor: "t")
        try ledger.append([.retract("t1", id: "x1")])
        let last = try office.checkpoint(signedBy: signer)
        let cosigned = try last.cosigned(by: second, at: ledger.now.milliseconds / 1000)
        checkpoints = [first, middle, last, cosigned]
        receipts = try ["t1", "r1", "scheme"].compactMap { try office.receipt(of: $0, signedBy: signer) }
        lines = try [(1, "a"), (2, "b")].map {
            try office.lineProof(of: $0.1, in: CivilMonth(trusted: 202_005), edition: $0.0, signedBy: signer)
        }
        let forger = try SigningKey(name: KeyName("test/ledger"), seed: Array(64..<96))
        let receipt = try office.receipt(of: "t1", signedBy: forger)
        forged =
            try [receipt?.bytes ?? [], office.history(from: first, signedBy: forger).bytes]
            + [office.lineProof(of: "a", in: CivilMonth(trusted: 202_005), signedBy: forger).bytes]
        histories = try [first, middle].map { try office.history(from: $0, signedBy: signer) }
    }

    /// One document.
    /// - Throws: `Broken` where it passes for another one, or is refused otherwise than it should be.
    public func run() throws {
        tally.documents += 1
        let place = "seed \(seed), document \(tally.documents)"
        do {
            let took = try watchdog.watch(place) { try read() }
            tally.slowestMilliseconds = max(tally.slowestMilliseconds, took)
            try memory.look(place)
            tally.peakMegabytes = memory.peak
        } catch let broken as Broken { throw Broken("\(place): \(broken)") } catch {
            throw Broken("\(place): an error of another type: \(error)")
        }
    }

    private func read() throws {
        switch mutator.number(0..<5) {
        case 0: try readCheckpoint()
        case 1: try readReceipt()
        case 2: try readLine()
        case 3: try readHistory()
        default: try readKey()
        }
    }

    private func pick<Item>(_ items: [Item]) -> Item { items[mutator.number(0..<items.count)] }

    /// A document of JSON with a member changed, taken from a sibling, or as bytes.
    private func changed(_ document: [UInt8], among others: [[UInt8]]) throws -> [UInt8] {
        switch mutator.number(0..<4) {
        case 0: return mutator.mutated(document)
        case 1:
            guard let one = try JSONReader.read(document).object,
                let other = try JSONReader.read(pick(others + forged)).object,
                !one.isEmpty
            else { return mutator.mutated(document) }
            let index = mutator.number(0..<one.count)
            var members = one
            if let taken = other.first(where: { $0.key == one[index].key }) { members[index] = taken }
            return JSON.members(members).canonical + [0x0A]
        default: return mutator.mutated(try JSONReader.read(document)).canonical + [0x0A]
        }
    }

    private func refuse(_ fault: any Error) throws {
        tally.refused += 1
        for words in ProofDrill.words {
            guard let text = words.proofWords(for: fault) else { throw Broken("no words for \(fault)") }
            try Harmless.require(text)
        }
    }

    /// What was read holds and is signed: then it must be the truth.
    private func judge(_ checkpoints: [SignedCheckpoint], isTrue: Bool, _ what: @autoclosure () -> String) throws {
        guard checkpoints.allSatisfy({ (try? $0.verify(by: key)) != nil }) else {
            tally.unsigned += 1
            return
        }
        try Broken.unless(isTrue, "\(what()) passes for a true one")
        tally.same += 1
    }

    private func readCheckpoint() throws {
        let bytes = noteLines(
            mutator.number(0..<2) == 0 ? mutator.mutated(pick(checkpoints).bytes) : pick(checkpoints).bytes)
        let read: SignedCheckpoint
        do throws(CheckpointFault) { read = try SignedCheckpoint(bytes) } catch { return try refuse(error) }
        if (try? read.note.cosignature(of: witness)) != nil {
            try Broken.unless(
                read.checkpoint == checkpoints.last?.checkpoint, "\(read.checkpoint) passes for one that a witness saw")
        }
        let isTrue = checkpoints.contains { $0.checkpoint == read.checkpoint }
        try judge([read], isTrue: isTrue, "\(read.checkpoint)")
    }

    private func noteLines(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        switch mutator.number(0..<4) {
        case 0: lines.swapAt(mutator.number(0..<lines.count), mutator.number(0..<lines.count))
        case 1: lines.insert(lines[mutator.number(0..<lines.count)], at: mutator.number(0..<lines.count))
        case 2: lines.insert(contentsOf: Array(repeating: lines[lines.count - 1], count: 3), at: lines.count - 1)
        default: break
        }
        return Array(lines.joined(separator: [0x0A]))
    }

    private func readReceipt() throws {
        let bytes = try changed(pick(receipts).bytes, among: receipts.map(\.bytes))
        let read: RecordReceipt
        do throws(ProofFileFault) { read = try RecordReceipt(bytes) } catch { return try refuse(error) }
        // A receipt may leave out a later event, as an older one does; it can't bring one of its own.
        let isTrue = receipts.contains { known in
            known.record == read.record && read.items.map(\.event).allSatisfy(known.items.map(\.event).contains)
        }
        try judge([read.checkpoint], isTrue: isTrue, "a receipt of \(read.record)")
    }

    private func readLine() throws {
        let bytes = try changed(pick(lines).bytes, among: lines.map(\.bytes))
        let read: LineProof
        do throws(LineProofFault) { read = try LineProof(bytes) } catch { return try refuse(error) }
        try judge([read.receipt.checkpoint], isTrue: lines.contains { $0.says == read.says }, "\(read.says)")
    }

    private func readHistory() throws {
        let bytes = try changed(pick(histories).bytes, among: histories.map(\.bytes))
        let read: HistoryProof
        do throws(ProofFileFault) {
            read = try HistoryProof(bytes)
            try read.verify()
        } catch { return try refuse(error) }
        let known = checkpoints.map(\.checkpoint)
        let isTrue =
            known.contains(read.from.checkpoint) && known.contains(read.to.checkpoint)
            && read.from.checkpoint.size <= read.to.checkpoint.size
        try judge(
            [read.from, read.to], isTrue: isTrue, "a history of \(read.from.checkpoint) to \(read.to.checkpoint)")
    }

    private func readKey() throws {
        let text = String(decoding: mutator.mutated(Array(pick(keys).utf8)), as: UTF8.self)
        do throws(KeyFault) {
            let read = try VerifierKey(text)
            // The hash in the text is of name and key: another key has another.
            if read == key || read == witness { tally.same += 1 } else { tally.unsigned += 1 }
        } catch { try refuse(error) }
        do throws(KeyFault) { _ = try SigningKey(privateText: text) } catch { try refuse(error) }
    }
}
