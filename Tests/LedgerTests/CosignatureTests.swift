import Testing

@testable import Ledger

/// C2SP tlog-cosignature. The vector was made with Python's cryptography package from the seed 00 01 … 1f.
@Suite struct CosignatureTests {
    static let text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    static let logLine =
        "— example.com/behind-the-sofa H1no9Vbha/V7K+0nOUyOYWY2eeqkJO0R/8eVdJBP1U6klJ63rYHH36AjiNbqMeYZ5wXtNMpYFqOQG4s"
        + "/igFrnBBp3AU=\n"
    static let witnessLine =
        "— witness.example.com/w1 oAWfEQAAAABkGFDLBuRDazBLVac2NE+Y+IjbjQOcXLfF9CSDZVUIoS83rE1nFZsVE8YiWV6Ngr7lV8H6bdoBQ"
        + "GP/l73euDMQ9k+bBQ==\n"
    static let witnessKey = "witness.example.com/w1+a0059f11+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    static let logKey = "example.com/behind-the-sofa+1f59e8f5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"

    let signed: SignedCheckpoint
    init() throws { signed = try SignedCheckpoint(Array((Self.text + "\n" + Self.logLine).utf8)) }

    func witness(_ name: String, _ seed: UInt8) throws -> SigningKey {
        try SigningKey(name: KeyName(name), seed: Array(repeating: seed, count: 32))
    }

    @Test func anotherProgramsCosignatureIsRead() throws {
        let note = try SignedNote(signed.bytes + Array(Self.witnessLine.utf8))
        let cosignature = try note.cosignature(of: VerifierKey(Self.witnessKey))
        #expect(cosignature.seconds == 1_679_315_147 && cosignature.witness.text == "witness.example.com/w1")
        #expect(cosignature.instant.description == "2023-03-20T12:25:47.000Z")
        try note.verify(by: VerifierKey(Self.logKey))
        try note.verify(by: VerifierKey(Self.witnessKey))
    }

    @Test func aCosignatureVerifiesAndLeavesTheLogsOwnAlone() throws {
        let key = try witness("town.example/jiapu", 5)
        let cosigned = try signed.cosigned(by: key, at: 1_700_000_000)
        try cosigned.verify(by: VerifierKey(Self.logKey))
        let read = try SignedCheckpoint(cosigned.bytes)
        #expect(try read.note.cosignature(of: key.verifier(.cosignature)).seconds == 1_700_000_000)
        let again = try cosigned.cosigned(by: key, at: 1_700_000_600)
        #expect(try again.note.cosignature(of: key.verifier(.cosignature)).seconds == 1_700_000_600)
    }

    @Test func everyFlippedBitIsRefused() throws {
        let key = try witness("w", 5).verifier(.cosignature)
        let note = try signed.cosigned(by: witness("w", 5), at: 1_700_000_000).note
        let line = try #require(note.signatures.last)
        for index in line.bytes.indices {
            for bit in 0..<8 {
                var bytes = line.bytes
                bytes[index] ^= 1 << UInt8(bit)
                let bad = SignedNote(text: note.text, signatures: [.init(by: key, bytes: bytes)])
                #expect(throws: NoteFault.wrongSignature(by: key.name)) { try bad.cosignature(of: key) }
            }
        }
        for cut in [0, 1, 8, 64, 71, 73] {
            let bytes = Array((line.bytes + [0]).prefix(cut))
            let bad = SignedNote(text: note.text, signatures: [.init(by: key, bytes: bytes)])
            #expect(throws: NoteFault.wrongSignature(by: key.name)) { try bad.cosignature(of: key) }
        }
    }

    /// A log's signature is no witness's, though the key be the same.
    @Test func kindsAreKeptApart() throws {
        let key = try witness("w", 5)
        let note = try SignedNote(text: Self.text, signedBy: key)
        #expect(throws: NoteFault.notSigned(by: key.name)) { try note.cosignature(of: key.verifier(.cosignature)) }
        #expect(throws: NoteFault.wrongSignature(by: key.name)) { try note.cosignature(of: key.verifier(.note)) }
        #expect(throws: WitnessFault.notAWitness(key.name)) { try Witnesses([key.verifier(.note)]) }
    }

    @Test func kOfNAreDemanded() throws {
        let keys = try (1...3).map { try witness("w\($0)", UInt8($0)) }
        let public3 = keys.map { $0.verifier(.cosignature) }
        let two = try signed.cosigned(by: keys[0], at: 10).cosigned(by: keys[2], at: 20)
        let standing = try Witnesses(public3, required: 2).standing(on: two.note)
        #expect(standing.holds && standing.signed.map(\.seconds) == [10, 20])
        #expect(standing.missing == [keys[1].name] && standing.wrong.isEmpty)
        #expect(try !Witnesses(public3).standing(on: two.note).holds)
        #expect(throws: WitnessFault.tooMany(4, of: 3)) { try Witnesses(public3, required: 4) }
        let renamed = try keys[0].renamed(KeyName("other"))
        #expect(throws: WitnessFault.twice(renamed.name)) {
            try Witnesses(public3 + [renamed.verifier(.cosignature)])
        }
    }

    /// A false signature under a witness's name is never outvoted by true ones.
    @Test func aFalseCosignatureFailsTheWhole() throws {
        let keys = try (1...2).map { try witness("w\($0)", UInt8($0)) }
        let false2 = SignedNote.Signature(
            by: keys[1].verifier(.cosignature), bytes: Array(repeating: 0, count: 72))
        let note = try signed.cosigned(by: keys[0], at: 10).note.adding(false2)
        let standing = try Witnesses(keys.map { $0.verifier(.cosignature) }, required: 1).standing(on: note)
        #expect(!standing.holds && standing.wrong == [keys[1].name])
    }
}
