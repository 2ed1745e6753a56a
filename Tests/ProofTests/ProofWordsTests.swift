import Accounts
import Records
import Reports
import Testing

@testable import Ledger

/// Every fault of keys, notes and proofs has words in both languages.
@Suite struct ProofWordsTests {
    static let faults: [any Error & Sendable] = {
        let root = MerkleTree.emptyRoot
        var faults: [any Error & Sendable] = [
            KeyFault.name("a b"), KeyFault.form, KeyFault.privateKey, KeyFault.type(2),
            KeyFault.hash(found: "00000000", expected: "11111111"), KeyFault.bytes, KeyFault.signing,
            CheckpointFault.note(.notUTF8), CheckpointFault.lines(2), CheckpointFault.origin,
            CheckpointFault.size("01"),
            CheckpointFault.root("AAAA"), CheckpointFault.emptyLine,
            CheckpointFault.otherOrigin(expected: "a", found: "b"),
            NoteFault.tooLong(limit: 9), NoteFault.control(byte: 3), NoteFault.noLineFeed, NoteFault.noSignatures,
            NoteFault.tooManySignatures(limit: 9), NoteFault.signatureLine(2),
            ProofFault.outside(index: 3, size: 2), ProofFault.order(from: 3, to: 2), ProofFault.length(4),
            ProofFault.root(expected: root, found: root),
            ProofFileFault.notJSON(JSONFault(kind: .syntax, byte: 1)),
            ProofFileFault.format(expected: "a", found: nil), ProofFileFault.format(expected: "a", found: "\"b\""),
            ProofFileFault.field("x", found: nil), ProofFileFault.field("x", found: "1"),
            ProofFileFault.unknownField("x"), ProofFileFault.tooMany("x", limit: 3), ProofFileFault.tooLong(limit: 3),
            ProofFileFault.checkpoint("x", .origin), ProofFileFault.line("x", .notAnObject),
            ProofFileFault.proof("x", .length(1)), ProofFileFault.position("x", seq: 1, index: 1),
            ProofFileFault.foreign("x", record: "r"),
            WitnessFault.tooMany(3, of: 2),
            HistoryFault.truncated(size: 3, events: 2), HistoryFault.rewritten(size: 3, signed: root, found: root),
            HistoryFault.otherEvent(seq: 3),
        ]
        if let name = try? KeyName("w") {
            faults += [
                NoteFault.notSigned(by: name), NoteFault.wrongSignature(by: name), WitnessFault.twice(name),
                WitnessFault.notAWitness(name),
            ]
        }
        return faults
    }()

    @Test(arguments: faults.indices) func bothLanguagesHaveWords(index: Int) throws {
        let fault = Self.faults[index]
        let zh = try #require(FaultWords(.zh).proofWords(for: fault))
        let en = try #require(FaultWords(.en).proofWords(for: fault))
        #expect(zh != en && zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        #expect(en.unicodeScalars.allSatisfy { !(0x3000...0x9FFF).contains($0.value) && $0.value < 0xFF00 })
        #expect(!zh.contains(", ") && !zh.contains("; ") && !zh.contains(" ("))
    }

    /// What a stranger's file holds must not steer the terminal.
    @Test func foundTextIsMadeVisible() throws {
        let fault = CheckpointFault.otherOrigin(expected: "a", found: "\u{1B}[2J\u{202E}")
        for language in Language.allCases {
            let text = try #require(FaultWords(language).proofWords(for: fault))
            #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
        }
    }
}
