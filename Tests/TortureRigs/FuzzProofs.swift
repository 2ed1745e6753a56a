import Accounts
import Audits
import Foundation
import Ledger
import Records
import Reports
import TestSupport

extension FuzzReader {
    /// What is signed: checkpoints, receipts, lines of closed months, histories, and keys.
    ///
    /// Whether a document that was read says what was signed is the proof drill's matter; here it has to be read or refused.
    static func proofs() throws -> [FuzzReader] {
        let ledger = try TemporaryLedger(now: SmallLedger.now)
        let office = ledger.office
        let key = try SigningKey(name: KeyName("test/ledger"), seed: Array(0..<32))
        let witness = try SigningKey(name: KeyName("test/witness"), seed: Array(32..<64))
        let (verifier, cosigner) = (key.verifier(.note), witness.verifier(.cosignature))
        try ledger.append([
            .adopt(try TinyScheme.json([TinyScheme.Rule.shareOfTotal, TinyScheme.Rule.tally]), id: "scheme"),
            .register(1, "a", id: "e1"), .register(2, "b", id: "e2"), .trade(1, "2020-05", "100000", id: "t1"),
        ])
        let first = try office.checkpoint(signedBy: key)
        let may = CivilMonth(trusted: 202_005)
        _ = try office.close(may, today: ledger.now.shanghaiDate, actor: "t")
        try ledger.append(.correct("t1", to: .trade(1, "2020-05", "150000"), id: "c1"))
        let last = try office.checkpoint(signedBy: key)
        let cosigned = try last.cosigned(by: witness, at: ledger.now.milliseconds / 1000)
        let receipts = try ["t1", "scheme"].compactMap { try office.receipt(of: $0, signedBy: key)?.bytes }
        return [
            FuzzReader(name: "checkpoint", seeds: [first, last, cosigned].map(\.bytes)) { bytes in
                try telling {
                    let read = try SignedCheckpoint(bytes)
                    try read.verify(by: verifier)
                    _ = try read.note.cosignature(of: cosigner)
                }
            },
            FuzzReader(name: "receipt", seeds: receipts) { bytes in
                try telling { _ = try office.compare(with: RecordReceipt(bytes)) }
            },
            FuzzReader(
                name: "line",
                seeds: [try office.lineProof(of: "a", in: may, signedBy: key).bytes]
            ) { bytes in
                try telling { _ = try LineProof(bytes) }
            },
            FuzzReader(name: "history", seeds: [try office.history(from: first, signedBy: key).bytes]) { bytes in
                try telling { try HistoryProof(bytes).verify() }
            },
            FuzzReader(
                name: "key",
                seeds: [verifier.description, cosigner.description, key.privateText].map { Array($0.utf8) }
            ) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                try telling { _ = try VerifierKey(text) }
                try telling { _ = try SigningKey(privateText: text) }
            },
        ]
    }

    /// Reads something; a fault must have words.
    private static func telling(_ read: () throws -> Void) throws {
        do { try read() } catch {
            for language in [Language.zh, .en] {
                guard let text = FaultWords(language).proofWords(for: error) else {
                    throw Broken("no words for \(error)")
                }
                try Harmless.require(text)
            }
        }
    }
}
