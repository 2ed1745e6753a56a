import TestSupport
import Testing

@testable import Ledger

/// SHA-256 by the examples of FIPS 180-4, and however its bytes come.
@Suite struct HashStateTests {
    private static func hash(_ parts: [[UInt8]]) -> Hash {
        var state = HashState()
        for part in parts { part.withUnsafeBytes { state.add($0) } }
        return state.finish()
    }

    @Test func theExamplesOfTheStandard() {
        #expect(Self.hash([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Self.hash([Array("abc".utf8)]).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let long = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        #expect(
            Self.hash([long]).hex == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        #expect(
            Self.hash(Array(repeating: [UInt8](repeating: 0x61, count: 1000), count: 1000)).hex
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// Wherever the bytes are cut, and where a part is empty.
    @Test func partsMakeWhatTheWholeMakes() {
        var random = SeededGenerator(seed: 4)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let cut = Int.random(in: 0...count, using: &random)
            let parts = Self.hash([Array(bytes[..<cut]), [], Array(bytes[cut...])])
            #expect(parts == Hash.sha256(bytes))
            var marked = HashState()
            marked.add(0)
            bytes.withUnsafeBytes { marked.add($0) }
            #expect(marked.finish() == MerkleTree.leaf(bytes) && MerkleTree.leaf(bytes) == Hash.sha256([0] + bytes))
        }
    }

    /// The state begins anew behind a hash.
    @Test func aStateCanBeUsedAgain() {
        var state = HashState()
        for text in ["abc", "", "abc"] {
            Array(text.utf8).withUnsafeBytes { state.add($0) }
            #expect(state.finish() == Hash.sha256(text.utf8))
        }
    }

    @Test func theFirstHalfIsThatOfTheBytes() {
        let hash = Hash.sha256("abc".utf8)
        #expect(hash.firstHalf == hash.bytes.prefix(16).reduce(0) { $0 << 8 | UInt128($1) })
    }
}
