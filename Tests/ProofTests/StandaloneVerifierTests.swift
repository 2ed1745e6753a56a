import Accounts
import Foundation
import Ledger
import Records
import TestSupport
import Testing

/// Scripts/verify_receipt.py is a second program that knows nothing of this one: what it accepts and refuses must be the
/// same.
@Suite(.enabled(if: Running.hasPython, "python3 is not installed: the standalone verifier was not tested"))
struct StandaloneVerifierTests {
    static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Scripts/verify_receipt.py").path
    let small: SmallLedger
    init() throws { small = try SmallLedger() }

    func check(_ bytes: [UInt8], _ arguments: String...) throws -> Running.Outcome {
        let file = small.ledger.folder.appendingPathComponent("receipt.json").path
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return try Running.run("/usr/bin/env", ["python3", Self.script, file] + arguments)
    }

    @Test func receiptsOfTheLedgerAreAccepted() throws {
        for id in ["scheme", "r-1", "r-corrected", "r-17"] {
            let receipt = try #require(try small.office.receipt(of: id, signedBy: small.key))
            let plain = try check(receipt.bytes)
            #expect(plain.code == 0 && plain.output.contains("inclusion    valid: \(receipt.items.count) event(s)"))
            #expect(plain.output.contains("signature    NOT CHECKED"))
            let signed = try check(receipt.bytes, small.public1.description)
            #expect(signed.code == 0 && signed.output.contains("taizhang/test, 22 events, root"))
            #expect(signed.output.contains("signature    valid") || signed.output.contains("is not installed"))
        }
    }

    /// The changes that proofs alone find. The size is not among them: a tree of 23 leaves has the same way from this
    /// leaf to the root as one of 22, and only the signature tells which was meant.
    @Test func changedReceiptsAreRefused() throws {
        let receipt = try #require(try small.office.receipt(of: "r-7", signedBy: small.key))
        let text = String(decoding: receipt.bytes, as: UTF8.self)
        let other = try #require(try small.office.receipt(of: "r-8", signedBy: small.key))
        let forged = [
            text.replacing("简报", with: "通报"), text.replacing("\"index\":", with: "\"index\":1"),
            text.replacing("r-7", with: "r-8"),
            text.replacing(receipt.checkpoint.checkpoint.root.base64, with: MerkleTree.emptyRoot.base64),
            text.replacing(receipt.items[0].proof.path[0].base64, with: other.items[0].proof.path[1].base64),
            text.replacing("\"path\":[", with: "\"path\":[\"\(MerkleTree.emptyRoot.base64)\","), "{}", "", "[]",
            text.replacing("taizhang-receipt/1", with: "taizhang-receipt/2"),
        ]
        for text in forged {
            let outcome = try check(Array(text.utf8))
            #expect(outcome.code == 1 && outcome.error.hasPrefix("NOT VALID"), "\(text)")
            #expect(throws: ProofFileFault.self) { try RecordReceipt(Array(text.utf8)) }
        }
        let stranger = try SigningKey(name: KeyName("taizhang/test"), seed: Array(1...32)).verifier(.note)
        #expect(try check(receipt.bytes, stranger.description).code == 1)
        let resized = Array(text.replacing("\\n22\\n", with: "\\n23\\n").utf8)
        let read = try RecordReceipt(resized)
        #expect(throws: CheckpointFault.note(.wrongSignature(by: small.key.name))) {
            try read.checkpoint.verify(by: small.public1)
        }
        let outcome = try check(resized, small.public1.description)
        #expect(outcome.code == 1 || outcome.output.contains("is not installed"))
    }

    /// What docs/proofs.md §4 forbids, one by one. Both programs refuse it.
    @Test func whatIsNoReceiptIsRefused() throws {
        let whole = try #require(try small.office.receipt(of: SmallLedger.corrected, signedBy: small.key))
        let json = try JSONReader.read(whole.bytes)
        let events = try #require(json["events"]?.array)
        let text = String(decoding: whole.bytes, as: UTF8.self)
        func made(_ events: [JSON], record: String = SmallLedger.corrected) -> String {
            let made = JSON.members([
                .init("checkpoint", json["checkpoint"] ?? .null), .init("events", .array(events)),
                .init("format", json["format"] ?? .null), .init("record", .string(record)),
            ])
            return String(decoding: made.canonical, as: UTF8.self)
        }
        func changed(_ old: String, _ new: String) throws -> String {
            try #require(text.contains(old), "\(old)")
            return text.replacing(old, with: new)
        }
        #expect(try check(Array(made(events).utf8)).code == 0)
        let forged = [
            made([]), made([events[1]]), made([events[1]], record: "c-1"), made(events, record: "c-1"),
            made(events.reversed()), made([events[0], events[2], events[1]]), made([events[0], events[0]]),
            made([events[0], events[1], events[1]]), made([events[0], .string("x")]),
            try changed(#""format":"#, #""format":"x","format":"#), try changed(#""format":"#, #""more":1,"format":"#),
            try changed(#""index":"#, #""more":1,"index":"#), try changed(#"{"index":"#, #"{"index":0,"index":"#),
            try changed("— taizhang", "- taizhang"), try changed(#"\n","events""#, #"","events""#),
            try changed("— taizhang/test", #"— taizhang/\u0007test"#),
            try changed("— taizhang/test", #"— taizhang/\u007ftest"#),
            try changed("— taizhang/test", "— taizhang/te+st"), try changed(#"\n22\n"#, #"\n022\n"#),
            try changed(#""record":"r-corrected""#, #""record":"\ud800""#),
            try changed(#""record":"r-corrected""#, #""record":1"#),
            text + "{}", String(repeating: "[", count: 100_000), text + String(repeating: " ", count: 1 << 20),
        ]
        for text in forged {
            let outcome = try check(Array(text.utf8))
            #expect(outcome.code == 1 && outcome.error.hasPrefix("NOT VALID"), "\(text.prefix(3000)) \(outcome.error)")
            #expect(outcome.output.isEmpty, "nothing is shown of what does not hold")
            #expect(throws: ProofFileFault.self, "\(text.prefix(3000))") { try RecordReceipt(Array(text.utf8)) }
        }
    }

    /// Nothing that a receipt says steers the terminal or reads backwards.
    @Test func whatIsShownIsSafe() throws {
        let event = Event(
            seq: 1, id: "r", type: "report.submitted", effective: CivilDate(trusted: 20_200_630),
            recordedAt: Instant.startOfDay(CivilDate(trusted: 20_200_701)), actor: "a\u{202E}b\u{9B}31mc\u{7F}d\u{1B}e",
            source: "\u{200B}\u{E0041}", data: .members([]))
        let leaf = MerkleTree.leaf(event.canonical)
        let receipt = try RecordReceipt(
            record: "r", items: [.init(event: event, proof: InclusionProof(index: 0, size: 1, path: []))],
            checkpoint: SignedCheckpoint(size: 1, root: leaf, signedBy: small.key))
        let shown = try check(receipt.bytes)
        #expect(shown.code == 0 && shown.output.contains("a<U+202E>b<U+009B>31mc<U+007F>d"), "\(shown.output)")
        for scalar in "\u{202E}\u{9B}\u{7F}\u{1B}\u{200B}\u{E0041}".unicodeScalars {
            #expect(!shown.output.unicodeScalars.contains(scalar))
        }
        let refused = try check(receipt.bytes, "\u{1B}[31m\u{202E}+00000000+AAAA")
        #expect(refused.code == 1 && !refused.error.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }
}
