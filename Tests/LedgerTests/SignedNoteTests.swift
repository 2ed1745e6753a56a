import TestSupport
import Testing

@testable import Ledger

/// C2SP signed-note. Keys and notes are those of Go's note package and of the Go checksum database.
@Suite struct SignedNoteTests {
    static let privateKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let publicKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    static let line =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    static let note = text + "\n" + line

    func read(_ text: String) throws -> SignedNote { try SignedNote(Array(text.utf8)) }

    @Test func goKeysAndNotesAreRead() throws {
        let key = try SigningKey(privateText: Self.privateKey + "\n")
        #expect(key.privateText == Self.privateKey)
        #expect(key.verifier(.note).description == Self.publicKey)
        let note = try read(Self.note)
        #expect(note.bytes == Array(Self.note.utf8) && note.text == Array(Self.text.utf8))
        try note.verify(by: VerifierKey(Self.publicKey))
    }

    /// Whether signing is random or not depends on the platform: only that it verifies is asked.
    @Test func whatIsSignedVerifies() throws {
        let key = try SigningKey(privateText: Self.privateKey)
        let note = try SignedNote(text: Self.text, signedBy: key)
        try note.verify(by: key.verifier(.note))
        #expect(try SignedNote(note.bytes) == note)
    }

    @Test func theSpecificationsExampleVerifies() throws {
        let key = try VerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        let line =
            "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72"
            + "IneyaQM=\n"
        try read("This is an example message.\n\n" + line).verify(by: key)
    }

    /// The last empty line parts text and signatures; further signatures stay as they are.
    @Test func emptyLinesAndStrangersLinesAreKept() throws {
        let stranger = "— elsewhere.example/log AAAAAAECAwQ=\n"
        let note = try read("a\n\nb\n\n" + stranger + Self.line)
        #expect(note.text == Array("a\n\nb\n".utf8))
        #expect(note.signatures.map(\.name.text) == ["elsewhere.example/log", "PeterNeumann"])
        let longer = try read(Self.text + "\n" + stranger + Self.line)
        try longer.verify(by: VerifierKey(Self.publicKey))
        #expect(longer.bytes == Array((Self.text + "\n" + stranger + Self.line).utf8))
    }

    @Test func aKeyThatDidNotSignIsTold() throws {
        let other = try SigningKey(name: KeyName("PeterNeumann"), seed: Array(repeating: 1, count: 32)).verifier(.note)
        let name = try KeyName("PeterNeumann")
        #expect(throws: NoteFault.notSigned(by: name)) { try read(Self.note).verify(by: other) }
    }

    @Test func everyFlippedBitOfTextOrSignatureIsRefused() throws {
        let key = try VerifierKey(Self.publicKey)
        let note = try read(Self.note)
        for index in note.text.indices {
            for bit in 0..<8 {
                var text = note.text
                text[index] ^= 1 << UInt8(bit)
                let bad = SignedNote(text: text, signatures: note.signatures)
                #expect(throws: NoteFault.wrongSignature(by: key.name)) { try bad.verify(by: key) }
            }
        }
        for index in 0..<64 {
            for bit in 0..<8 {
                var bytes = note.signatures[0].bytes
                bytes[index] ^= 1 << UInt8(bit)
                let bad = SignedNote(text: note.text, signatures: [.init(by: key, bytes: bytes)])
                #expect(throws: NoteFault.wrongSignature(by: key.name)) { try bad.verify(by: key) }
            }
        }
    }

    /// One true line does not hide a false one of the same key.
    @Test func aFalseLineBesideATrueOneIsRefused() throws {
        let key = try VerifierKey(Self.publicKey)
        let note = try read(Self.note)
        let wrong = SignedNote.Signature(by: key, bytes: Array(repeating: 7, count: 64))
        #expect(throws: NoteFault.wrongSignature(by: key.name)) { try note.adding(wrong).verify(by: key) }
    }

    @Test(arguments: [
        ("", NoteFault.noLineFeed), ("a", .noLineFeed), ("a\n", .noSignatures), ("\n", .noSignatures),
        ("a\n\n", .noSignatures), ("a\r\n\n", .control(byte: 2)), ("a\u{0}\n\n", .control(byte: 2)),
        ("a\n\nb\n", .signatureLine(1)), ("a\n\n— b\n", .signatureLine(1)), ("a\n\n— b \n", .signatureLine(1)),
        ("a\n\n— b AAAAAA==\n", .signatureLine(1)), ("a\n\n— b AAAAAAE\n", .signatureLine(1)),
        ("a\n\n— b+c AAAAAAE=\n", .signatureLine(1)), ("a\n\n—  AAAAAAE=\n", .signatureLine(1)),
        ("a\n\n— b\u{3000}c AAAAAAE=\n", .signatureLine(1)), ("a\n\n- b AAAAAAE=\n", .signatureLine(1)),
        ("a\n\n— b AAAAAAE= \n", .signatureLine(1)), ("a\n\n— b AAAAAAE=\n— c\n", .signatureLine(2)),
        ("a\n\n— b AAAAAAE=", .noLineFeed),
    ])
    func whatIsNoNoteIsRefused(text: String, fault: NoteFault) {
        #expect(throws: fault) { try read(text) }
    }

    @Test func bytesThatAreNoUTF8AreRefused() {
        #expect(throws: NoteFault.notUTF8) { try SignedNote(Array(Self.note.utf8.dropLast()) + [0xFF, 0x0A]) }
    }

    @Test func limitsAreKept() throws {
        let line = "— b AAAAAAE=\n"
        _ = try read("a\n\n" + String(repeating: line, count: SignedNote.signatureLimit))
        #expect(throws: NoteFault.tooManySignatures(limit: 100)) {
            try read("a\n\n" + String(repeating: line, count: SignedNote.signatureLimit + 1))
        }
        #expect(throws: NoteFault.tooLong(limit: 65536)) {
            try read(String(repeating: "a", count: SignedNote.lengthLimit) + "\n\n" + line)
        }
        let key = try SigningKey(privateText: Self.privateKey).verifier(.note)
        let full = SignedNote(
            text: [0x61, 0x0A], signatures: (0..<100).map { .init(by: key, bytes: [UInt8($0)]) })
        #expect(throws: NoteFault.tooManySignatures(limit: 100)) { try full.adding(.init(by: key, bytes: [200])) }
    }

    @Test(arguments: [
        ("", KeyFault.form), ("a+b", .form), ("a+00000000+", .form), ("a+00000000+????", .form),
        ("a+0000000+AQ==", .form), (String(repeating: "a", count: 2000), .form),
        (publicKey.replacing("c74f", with: "c74e"), .hash(found: "c74e20a3", expected: "c74f20a3")),
        (publicKey.replacing("c74f", with: "C74F"), .hash(found: "C74F20a3", expected: "c74f20a3")),
        (publicKey.replacing("Peter", with: "Pet er"), .name("Pet erNeumann")),
        ("a+00000000+Ag==", .type(2)), ("a+00000000+AQ==", .bytes), (privateKey, .privateKey),
    ])
    func whatIsNoPublicKeyIsRefused(text: String, fault: KeyFault) {
        #expect(throws: fault) { try VerifierKey(text) }
    }

    @Test(arguments: [
        (publicKey, KeyFault.form), (privateKey.replacing("c74f", with: "c74e"), nil),
        ("PRIVATE+KEY+a+00000000+Ag==", nil),
    ])
    func whatIsNoPrivateKeyIsRefused(text: String, fault: KeyFault?) {
        if let fault {
            #expect(throws: fault) { try SigningKey(privateText: text) }
        } else {
            #expect(throws: KeyFault.self) { try SigningKey(privateText: text) }
        }
    }

    /// A log line or a failed test must not show the secret.
    @Test func aPrivateKeyDoesNotShowItself() throws {
        let key = try SigningKey(privateText: Self.privateKey)
        var dumped = ""
        dump(key, to: &dumped)
        for shown in ["\(key)", String(reflecting: key), dumped] { #expect(shown.contains("PeterNeumann")) }
        for shown in ["\(key)", String(reflecting: key), dumped] {
            #expect(!shown.contains("AYEK") && !shown.contains("129") && !shown.contains("seed"))
        }
    }

    /// Two spellings of one letter are two names: the key's hash is over the bytes.
    @Test func namesAreComparedByTheirBytes() throws {
        #expect(try KeyName("caf\u{E9}") != KeyName("cafe\u{301}"))
    }

    @Test func newKeysTakeTheirSecretFromTheGenerator() throws {
        var random = SeededGenerator(seed: 3)
        let name = try KeyName("taizhang/test")
        let one = try SigningKey.make(name: name, using: &random)
        let two = try SigningKey.make(name: name, using: &random)
        #expect(one.privateText != two.privateText)
        #expect(try SigningKey(privateText: one.privateText).verifier(.note) == one.verifier(.note))
    }
}
