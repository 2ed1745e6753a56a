import Testing

@testable import Ledger

/// C2SP tlog-checkpoint.
@Suite struct CheckpointTests {
    /// What the Go checksum database signed at size 65209736.
    static let goChecksums =
        "go.sum database tree\n65209736\n5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=\n\n"
        + "— sum.golang.org Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtYspg3dxXABkGZZKdsQ8="
        + "\n"
    static let goKey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

    @Test func aForeignCheckpointIsReadAndItsSignatureChecked() throws {
        let signed = try SignedCheckpoint(Array(Self.goChecksums.utf8))
        #expect(signed.checkpoint.size == 65_209_736 && signed.checkpoint.origin == "go.sum database tree")
        let key = try VerifierKey(Self.goKey)
        try signed.note.verify(by: key)
        // The standard lets a log's key have another name than the log; this ledger does not.
        #expect(throws: CheckpointFault.otherOrigin(expected: "sum.golang.org", found: "go.sum database tree")) {
            try signed.verify(by: key)
        }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let key = try SigningKey(name: KeyName("taizhang/test"), seed: Array(0..<32))
        for size in [0, 1, 12_345, Int64.max] {
            let root = size == 0 ? MerkleTree.emptyRoot : MerkleTree.leaf([UInt8(truncatingIfNeeded: size)])
            let signed = try SignedCheckpoint(size: size, root: root, signedBy: key)
            #expect(signed.checkpoint.text == "taizhang/test\n\(size)\n\(root.base64)\n")
            #expect(try SignedCheckpoint(signed.bytes) == signed)
            try signed.verify(by: key.verifier(.note))
        }
    }

    @Test func extensionLinesAreKeptAndSigned() throws {
        let key = try SigningKey(name: KeyName("a"), seed: Array(0..<32))
        let text = "a\n5\n\(Self.root)\nmore\n"
        let note = try SignedNote(text: text, signedBy: key)
        let signed = try SignedCheckpoint(note.bytes)
        #expect(signed.checkpoint.extensions == ["more"] && signed.checkpoint.text == text)
        try signed.verify(by: key.verifier(.note))
    }

    @Test(arguments: [
        ("a\n", CheckpointFault.lines(1)), ("a\n5\n", .lines(2)), ("\n5\n\(root)\n", .origin),
        ("a\n05\n\(root)\n", .size("05")), ("a\n-5\n\(root)\n", .size("-5")), ("a\n+5\n\(root)\n", .size("+5")),
        ("a\n\n\(root)\n", .size("")), ("a\n5 \n\(root)\n", .size("5 ")), ("a\n٥\n\(root)\n", .size("٥")),
        ("a\n9223372036854775808\n\(root)\n", .size("9223372036854775808")),
        ("a\n5\nAAAA\n", .root("AAAA")), ("a\n5\n\(root.dropLast())\n", .root(String(root.dropLast()))),
        ("a\n0\n\(root)\n", .root(root)), ("a\n5\n\(root)\n\nb\n", .emptyLine),
    ])
    func whatIsNoCheckpointIsRefused(text: String, fault: CheckpointFault) {
        #expect(throws: fault) { try Checkpoint(text: Array(text.utf8)) }
    }

    @Test func aNoteThatIsBrokenIsToldAsSuch() {
        #expect(throws: CheckpointFault.note(.noSignatures)) { try SignedCheckpoint(Array("a\n5\n".utf8)) }
    }
}
