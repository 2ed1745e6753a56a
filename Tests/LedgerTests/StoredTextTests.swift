import Foundation
import Testing

@testable import Ledger

/// ledger.md §2: strings are kept after Unicode NFC and trimming of outer white space.
@Suite struct StoredTextTests {
    static func isNormalized(_ text: String) -> Bool {
        StoredText.normalized(text).utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8)
    }

    /// The short way for text that is surely NFC gives what the long one gives, for every character of the BMP.
    @Test func everyCharacterIsComposed() {
        for value in UInt32(0x21)...0xFFFD {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "e\(Character(scalar))e"
            if !Self.isNormalized(text) { Issue.record("U+\(String(value, radix: 16))") }
        }
    }

    /// Texts that are composed in part; the right sides are those of Unicode's NormalizationTest.
    @Test(arguments: [
        ("\u{B098}\u{11B0}", "\u{B0A1}"), ("\u{0F75}\u{0316}", "\u{0F71}\u{0F74}\u{0316}"),
        ("\u{0316}\u{0F75}", "\u{0F71}\u{0F74}\u{0316}"), ("\u{212A}", "K"), ("cafe\u{301}", "caf\u{E9}"),
    ])
    func whatIsComposedInPartIsComposedWhole(text: String, composed: String) {
        #expect(StoredText.normalized(text).unicodeScalars.elementsEqual(composed.unicodeScalars))
    }

    /// Marks stand in canonical order, the tone marks U+302A–U+302F among Chinese characters too.
    @Test func marksArePutInOrder() throws {
        let marks = try ([0x300, 0x301, 0x323, 0x3099, 0x309A] + Array(0x302A...0x302F)).map {
            try #require(Unicode.Scalar(UInt32($0)))
        }
        for first in marks {
            for second in marks {
                for letter in ["e", "か", "中"] {
                    let text = letter + String(first) + String(second) + "x"
                    #expect(
                        Self.isNormalized(text),
                        "\(letter) U+\(String(first.value, radix: 16)) U+\(String(second.value, radix: 16))")
                }
            }
        }
    }

    @Test func outerSpaceOfEveryKindIsTrimmed() {
        for space in [" ", "\t", "\n", "\r\n", "\u{A0}", "\u{3000}", "\u{2028}", "\u{85}"] {
            #expect(StoredText.normalized(space + "a \u{3000}b" + space + space) == "a \u{3000}b")
            #expect(StoredText.normalized(space) == "")
        }
        #expect(StoredText.normalized("\u{FEFF}a") == "\u{FEFF}a", "a byte-order mark is no white space")
    }
}
