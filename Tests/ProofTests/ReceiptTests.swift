import Accounts
import Foundation
import Ledger
import Records
import TestSupport
import Testing

@Suite struct ReceiptTests {
    let small: SmallLedger
    init() throws { small = try SmallLedger() }

    func receipt(_ id: String) throws -> RecordReceipt {
        try #require(try small.office.receipt(of: id, signedBy: small.key))
    }

    @Test func everyRecordHasAReceiptThatIsReadAgain() throws {
        for id in ["scheme", "r-1", "r-9", "r-corrected", "r-17"] {
            let receipt = try receipt(id)
            let read = try RecordReceipt(receipt.bytes)
            #expect(read == receipt && read.record == id)
            try read.checkpoint.verify(by: small.public1)
        }
        #expect(try small.office.receipt(of: "nowhere", signedBy: small.key) == nil)
    }

    @Test func correctionsAndRetractionComeAlong() throws {
        let receipt = try receipt(SmallLedger.corrected)
        #expect(receipt.items.map(\.event.id) == ["r-corrected", "c-1", "c-2", "c-3"])
        // The id of a change leads to its record.
        #expect(try self.receipt("c-2").record == "r-corrected")
    }

    /// RFC 8785: the same receipt is the same file, and its lines are the ledger's bytes.
    @Test func theFileIsCanonicalAndHoldsTheLines() throws {
        let receipt = try receipt("r-5")
        let json = try JSONReader.read(receipt.bytes)
        #expect(json.canonical + [0x0A] == receipt.bytes)
        let line = try #require(json["events"]?.array?.first?["line"]?.text)
        let seq = try #require(receipt.items.first?.event.seq)
        #expect(try small.lines()[Int(seq) - 1] == Array(line.utf8))
    }

    /// Whatever single bit is turned, the receipt is refused, or says the same, or is not signed any more.
    @Test func everyFlippedBitIsRefused() throws {
        let receipt = try receipt("r-5")
        for index in receipt.bytes.indices {
            for bit in 0..<8 {
                var bytes = receipt.bytes
                bytes[index] ^= 1 << UInt8(bit)
                expectHarmless(bytes, receipt)
            }
        }
    }

    @Test func seededMutationsAreRefusedOrHarmless() throws {
        let receipt = try receipt(SmallLedger.corrected)
        var random = SeededGenerator(seed: 17)
        for _ in 0..<3000 {
            var bytes = receipt.bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                let end = min(bytes.count, place + Int.random(in: 1...80, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.removeSubrange(place..<end)
                case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
                default: bytes.swapAt(place, end - 1)
                }
            }
            expectHarmless(bytes, receipt)
        }
    }

    private func expectHarmless(_ bytes: [UInt8], _ receipt: RecordReceipt) {
        guard let read = try? RecordReceipt(bytes) else { return }
        guard (try? read.checkpoint.verify(by: small.public1)) != nil else { return }
        #expect(read.items == receipt.items && read.checkpoint.checkpoint == receipt.checkpoint.checkpoint)
        #expect(read.record == receipt.record)
    }

    /// Each part of one receipt is true, but not of this record.
    @Test func partsOfOtherReceiptsAreRefused() throws {
        let one = try receipt("r-1")
        let changed = try receipt(SmallLedger.corrected)
        func made(_ record: String, _ items: [RecordReceipt.Item]) throws {
            _ = try RecordReceipt(record: record, items: items, checkpoint: one.checkpoint)
        }
        #expect(throws: ProofFileFault.foreign("events[0]", record: "r-2")) { try made("r-2", one.items) }
        #expect(throws: ProofFileFault.foreign("events[1]", record: "r-1")) {
            try made("r-1", one.items + changed.items.suffix(1))
        }
        #expect(throws: ProofFileFault.foreign("events[0]", record: "c-1")) {
            try made("c-1", [changed.items[1]])
        }
        #expect(throws: ProofFileFault.field("events", found: "[]")) { try made("r-1", []) }
        let items = changed.items
        #expect(throws: ProofFileFault.self) { try made(SmallLedger.corrected, [items[0], items[2], items[1]]) }
        #expect(throws: ProofFileFault.self) { try made(SmallLedger.corrected, [items[0], items[0]]) }
        let many = Array(repeating: items[0], count: RecordReceipt.eventLimit + 1)
        #expect(throws: ProofFileFault.tooMany("events", limit: 500)) { try made(SmallLedger.corrected, many) }
    }

    @Test func aPathOfTooManyHashesIsRefused() throws {
        let text = String(decoding: try receipt("r-1").bytes, as: UTF8.self)
        let hash = "\"\(MerkleTree.emptyRoot.base64)\","
        let long = text.replacing("\"path\":[", with: "\"path\":[" + String(repeating: hash, count: 64))
        #expect(throws: ProofFileFault.tooMany("events[0].path", limit: 63)) { try RecordReceipt(Array(long.utf8)) }
        let huge = text + String(repeating: " ", count: JSONReader.lengthLimit)
        #expect(throws: ProofFileFault.self) { try RecordReceipt(Array(huge.utf8)) }
    }

    /// A ledger in which the event was changed gives no receipt for it: it could not be verified by anybody.
    @Test func aDamagedEventGetsNoReceipt() throws {
        let seq = try #require(try receipt("r-3").items.first?.event.seq)
        try small.tamper("UPDATE events SET line = replace(line, '字3', '字4') WHERE seq = \(seq)")
        #expect(throws: LedgerError.damaged("event \(seq) was changed after it was recorded")) {
            try small.office.receipt(of: "r-3", signedBy: small.key)
        }
    }
}
