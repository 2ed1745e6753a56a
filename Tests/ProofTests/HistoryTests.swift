import Accounts
import Foundation
import Ledger
import Records
import Reports
import TestSupport
import Testing

/// What becomes of an old checkpoint when somebody changes the ledger behind its back.
@Suite struct HistoryTests {
    let small: SmallLedger
    let old: SignedCheckpoint
    init() throws {
        small = try SmallLedger()
        old = try small.office.checkpoint(signedBy: small.key)
        for number in 50...59 { try small.report(number) }
    }

    func compare(_ checkpoint: SignedCheckpoint) throws -> HistoryFault? {
        try small.office.compare(with: checkpoint.checkpoint)
    }

    @Test func aGrownLedgerHoldsEveryOldCheckpoint() throws {
        #expect(try compare(old) == nil)
        for size in 0...30 {
            let earlier = try small.office.checkpoint(known: .size(Int64(size)), signedBy: small.key)
            #expect(try compare(earlier) == nil)
            let proof = try small.office.history(from: earlier, signedBy: small.key)
            #expect(try HistoryProof(proof.bytes) == proof)
            try proof.verify()
        }
        let part = try small.office.history(from: old, to: .size(25), signedBy: small.key)
        #expect(part.to.checkpoint.size == 25)
        #expect(throws: LedgerError.self) {
            try small.office.history(from: old, to: .size(old.checkpoint.size - 1), signedBy: small.key)
        }
    }

    /// One line rewritten in place: the tree names it, and the checkpoint contradicts.
    @Test(arguments: [2, 9, 20]) func aRewrittenEventIsFoundAndNamed(seq: Int64) throws {
        try small.tamper("UPDATE events SET line = replace(line, '典型案例', '问题反映') WHERE seq = \(seq)")
        guard case .rewritten(let size, let signed, _) = try compare(old) else {
            Issue.record("not found")
            return
        }
        #expect(size == old.checkpoint.size && signed == old.checkpoint.root)
        #expect(try small.office.verify().faults.contains(.changed(seq: seq)))
    }

    /// The newest events cut off, and the tree with them: nothing in the ledger itself is wrong any more.
    @Test func aTruncatedLedgerIsFound() throws {
        let size = try small.office.log.read { $0.size }
        let whole = try small.office.checkpoint(signedBy: small.key)
        let cut = try TemporaryLedger()
        try cut.restore(small.lines().dropLast(3).map { $0[...] })
        #expect(try cut.office.verify().faults.isEmpty)
        #expect(
            try cut.office.compare(with: whole.checkpoint) == .truncated(size: size, events: size - 3))
        #expect(throws: HistoryFault.truncated(size: size, events: size - 3)) {
            try cut.office.history(from: whole, signedBy: small.key)
        }
    }

    /// Everything forged together, lines, tree and tables: only the checkpoint can tell, and a receipt can name the event.
    @Test func aWhollyForgedLedgerIsFound() throws {
        let receipt = try #require(try small.office.receipt(of: "r-4", signedBy: small.key))
        let seq = try #require(receipt.items.first?.event.seq)
        let earlier = try small.office.checkpoint(known: .size(seq - 1), signedBy: small.key)
        var lines = try small.lines()
        let text = String(decoding: lines[Int(seq) - 1], as: UTF8.self)
        lines[Int(seq) - 1] = Array(text.replacing("典型案例", with: "问题反映").utf8)
        let forged = try TemporaryLedger()
        try forged.restore(lines.map { $0[...] })
        #expect(try forged.office.verify().faults.isEmpty)

        guard case .rewritten = try forged.office.compare(with: old.checkpoint) else {
            Issue.record("not found")
            return
        }
        #expect(throws: HistoryFault.self) { try forged.office.history(from: old, signedBy: small.key) }
        #expect(try forged.office.compare(with: receipt).first == .otherEvent(seq: seq))
        #expect(try forged.office.compare(with: earlier.checkpoint) == nil)

        // Two checkpoints with the change between them say where it must be.
        let checks = try [earlier, old].map { checkpoint in
            let check = try ProofCheck.offline(
                .checkpoint(checkpoint), file: "c", key: small.public1, witnesses: nil)
            let fault = try forged.office.compare(with: checkpoint.checkpoint)
            return check.compared(
                fault.map { .differs([$0]) } ?? .holds(events: checkpoint.checkpoint.size))
        }
        let page = ProofPage(checks, language: .en)
        #expect(!page.holds)
        #expect(
            page.faultTexts.contains {
                $0.contains("the first \(seq - 1) events are as they were; the change is among events \(seq) to")
            })
    }

    /// A correction or retraction cut out leaves a receipt that holds by itself. The ledger names what is missing.
    @Test func whatIsCutOutOfAReceiptIsNamed() throws {
        let whole = try #require(try small.office.receipt(of: SmallLedger.corrected, signedBy: small.key))
        #expect(whole.items.count == 4)
        #expect(try small.office.compare(with: whole) == [] && small.office.events(after: whole) == [])
        for place in 1...3 {
            var items = whole.items
            let cut = items.remove(at: place).event.seq
            let receipt = try RecordReceipt(record: whole.record, items: items, checkpoint: whole.checkpoint)
            #expect(try small.office.compare(with: receipt) == [.leftOut(seq: cut)])
            let check = try ProofCheck.offline(.receipt(receipt), file: "r", key: small.public1, witnesses: nil)
                .compared(.differs([.leftOut(seq: cut)]))
            let texts = ProofPage([check], language: .en).faultTexts
            #expect(texts.count == 1 && texts[0].contains("event \(cut): ") && texts[0].contains("leaves it out"))
        }
    }

    /// What was recorded after the checkpoint is no fault of a receipt, and is told.
    @Test func whatCameAfterAReceiptIsTold() throws {
        let receipt = try #require(try small.office.receipt(of: "r-4", signedBy: small.key))
        try small.submit(
            #"{"type":"event.retracted","id":"x-4","effective":"2020-06-30","data":{"target":"r-4","reason":"重复"}}"#)
        let seq = try small.office.log.read { $0.size }
        #expect(try small.office.compare(with: receipt) == [])
        #expect(try small.office.events(after: receipt) == [seq])
        let check = try ProofCheck.offline(.receipt(receipt), file: "r", key: small.public1, witnesses: nil)
            .compared(.holds(events: receipt.checkpoint.checkpoint.size, later: [seq]))
        let page = ProofPage([check], language: .en)
        #expect(page.holds && page.text().contains("corrected or retracted since, by event \(seq)"))
        #expect(page.json().array?.first?["later"] == .array([.integer(seq)]))
    }

    @Test func aCheckpointOfAnotherLedgerIsRefused() throws {
        let other = try SigningKey(name: KeyName("taizhang/other"), seed: Array(1...32))
        let foreign = try small.office.checkpoint(known: .size(3), signedBy: other)
        #expect(throws: CheckpointFault.otherOrigin(expected: "taizhang/test", found: "taizhang/other")) {
            try small.office.history(from: foreign, signedBy: small.key)
        }
    }
}
