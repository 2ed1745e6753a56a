import BigInt
import Scoring
import Testing

@Suite("Exact integers are those of BigInt, in 128 bits and beyond")
struct ExactIntegerTests {
    /// Numbers about the limits where 128 bits end, and where products begin to pass them.
    private static let numbers: [BigInt] = {
        let edges = [0, 1, 31, 62, 63, 64, 65, 126, 127, 128, 129, 200].map { BigInt(1) << $0 }
        return ([0, 3, 10_000, 123_456_789_012_345] + edges).flatMap { [$0 - 1, $0, $0 + 1] }.flatMap { [$0, -$0] }
    }()

    @Test("sums, differences, products, quotients and order")
    func isArithmetic() {
        for a in Self.numbers {
            #expect(ExactInteger(a).big == a)
            #expect(ExactInteger(a).description == a.description)
            for b in Self.numbers {
                let (x, y) = (ExactInteger(a), ExactInteger(b))
                #expect((x + y).big == a + b)
                #expect((x - y).big == a - b)
                #expect((x * y).big == a * b)
                if b != 0 { #expect((x / y).big == a / b) }
                #expect((x < y) == (a < b))
                #expect((x == y) == (a == b))
                // Stored alike, however it was come by.
                #expect(x + y - y == x && (x + y - y).hashValue == x.hashValue)
            }
        }
    }

    @Test("a ratio's sign goes up, also where its number has no opposite in 128 bits")
    func signGoesUp() {
        #expect(Ratio(3, -4) == Ratio(-3, 4))
        #expect(Ratio(.min, -1).numerator.big == BigInt(1) << 127)
        #expect(Ratio(.min, -1).isPositive)
    }
}
