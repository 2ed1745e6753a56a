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
}
