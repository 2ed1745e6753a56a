import Ledger
import TestSupport
import Testing

/// RFC 9562 §5.7: 48 bits of milliseconds, version 7, variant 0b10, all else random.
@Suite struct UUIDv7Tests {
    /// Gives the same number again and again.
    private struct Constant: RandomNumberGenerator {
        let value: UInt64
        mutating func next() -> UInt64 { value }
    }

    /// The moment of the RFC's own example, appendix A.6.
    private let instant = Instant(milliseconds: 0x017F_22E2_79B0)

    @Test func theTimeAndTheFixedBitsStandInTheirPlaces() {
        var zeros = Constant(value: 0)
        #expect(UUIDv7.make(at: instant, using: &zeros) == "017f22e2-79b0-7000-8000-000000000000")
        var ones = Constant(value: .max)
        #expect(UUIDv7.make(at: instant, using: &ones) == "017f22e2-79b0-7fff-bfff-ffffffffffff")
    }

    @Test func randomBitsDifferAndEveryDigitOccurs() {
        var random = SeededGenerator(seed: 3)
        let made = (0..<200).map { _ in UUIDv7.make(at: instant, using: &random) }
        #expect(Set(made).count == 200)
        #expect(made.allSatisfy { $0.utf8.count == 36 && $0.hasPrefix("017f22e2-79b0-7") })
        #expect(Set(made.joined()) == Set("0123456789abcdef-"))
        #expect(Set(made.map { Array($0)[19] }) == ["8", "9", "a", "b"])
    }
}
