import Records
import TestSupport
import Testing

/// GB 32100-2015: 18 characters of 31, weights 3^(i−1) mod 31, the last one a check character.
@Suite struct CreditCodeTests {
    /// The standard's own example.
    static let example = "91350100M000100Y43"

    static func fault(_ code: String) -> CreditCode.Fault? {
        do throws(CreditCode.Fault) { try CreditCode.check(code) } catch { return error }
        return nil
    }

    @Test func theStandardsExampleIsValid() { #expect(Self.fault(Self.example) == nil) }

    @Test(arguments: [
        ("", 0), ("91350100M000100Y4", 17), ("91350100M000100Y430", 19), ("91350100M000100Y\u{FF14}", 17),
    ])
    func theLengthIsTold(code: String, length: Int) { #expect(Self.fault(code) == .length(length)) }

    @Test(
        arguments: [
            ("91350100I000100Y43", "I", 9), ("9135010OM000100Y43", "O", 8), ("S1350100M000100Y43", "S", 1),
            ("91350100M000100V43", "V", 16), ("91350100M000100Z43", "Z", 16), ("91350100m000100Y43", "m", 9),
            ("91350100M000100Y4 ", " ", 18), ("９1350100M000100Y43", "９", 1), ("91350100M000100Y4中", "中", 18),
        ] as [(String, Character, Int)])
    func aWrongCharacterIsToldWithItsPlace(code: String, character: Character, place: Int) {
        #expect(Self.fault(code) == .character(character, place: place))
    }

    @Test func theExpectedCheckCharacterIsTold() {
        for wrong in CreditCode.alphabet where wrong != "3" {
            let code = Self.example.dropLast() + String(wrong)
            #expect(Self.fault(String(code)) == .checkCharacter(expected: "3"))
        }
    }

    /// 31 is prime and no weight a multiple of it: one wrong character, or two neighbours in each other's place, never
    /// give a valid code.
    @Test func everySlipOfOneCharacterIsFound() {
        let right = Array(Self.example)
        for place in right.indices {
            for other in CreditCode.alphabet where other != right[place] {
                var wrong = right
                wrong[place] = other
                #expect(Self.fault(String(wrong)) != nil)
            }
            guard place + 1 < right.count, right[place] != right[place + 1] else { continue }
            var swapped = right
            swapped.swapAt(place, place + 1)
            #expect(Self.fault(String(swapped)) != nil)
        }
    }

    @Test func theLedgerTakesTheStandardsExample() throws {
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(TemporaryLedger.builtInScheme()))
        try ledger.append(.register(1, "jiapu").with("enterprise", Self.example))
        #expect(try ledger.event(2)?.data["enterprise"]?.text == Self.example)
    }
}
