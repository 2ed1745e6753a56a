import Ledger
import TestSupport
import Testing

@testable import Accounts

/// Packed numbers, read by eight bytes at once and by one after the other.
@Suite struct LEB128Tests {
    /// Numbers of every length, and those at which it changes.
    private static func numbers(_ random: inout SeededGenerator) -> [Int128] {
        var numbers: [Int128] = [0, 1, -1, 63, 64, -64, -65]
        for bits in 1...100 {
            let edge = Int128(1) << bits
            numbers += [edge, edge - 1, edge + 1, -edge, -edge - 1, -edge + 1]
            numbers.append(
                edge + Int128(UInt64.random(in: 0...UInt64.max, using: &random) >> UInt64(64 - min(bits, 63))))
        }
        return numbers.shuffled(using: &random)
    }

    /// A number behind which nothing stands is read byte by byte, one that others follow by eight.
    @Test func howeverMuchFollowsTheNumberIsTheSame() throws {
        var random = SeededGenerator(seed: 1)
        for number in Self.numbers(&random) {
            var bytes: [UInt8] = []
            LEB128.append(signed: number, to: &bytes)
            for follower in [[], [0x00], [0xFF, 0xFF], [UInt8](repeating: 0x80, count: 8), [UInt8](0..<20)] {
                let whole = bytes + follower
                let (found, rest) = try whole.withUnsafeBufferPointer { bytes in
                    var reader = LEB128Reader(bytes)
                    let found = try reader.wide()
                    var rest = 0
                    while !reader.isAtEnd, (try? reader.number()) != nil { rest += 1 }
                    return (found, rest)
                }
                #expect(found == number, "\(number) before \(follower)")
                #expect(follower.count < 20 || rest == 20, "the reader stands behind \(number)")
            }
        }
    }

    @Test func manyAreReadOneBehindTheOther() throws {
        var random = SeededGenerator(seed: 2)
        let numbers = Self.numbers(&random)
        var bytes: [UInt8] = []
        for number in numbers {
            LEB128.append(signed: number, to: &bytes)
            LEB128.append(UInt64(truncatingIfNeeded: number), to: &bytes)
        }
        try bytes.withUnsafeBufferPointer { bytes in
            var reader = LEB128Reader(bytes)
            for number in numbers {
                let (signed, plain) = (try reader.wide(), try reader.number())
                #expect(signed == number && plain == UInt64(truncatingIfNeeded: number))
            }
            #expect(reader.isAtEnd)
        }
    }

    /// Bytes that end in a number, and numbers of more than 128 bits, are damage.
    @Test func whatIsCutOrHasNoEndIsRefused() {
        var random = SeededGenerator(seed: 3)
        for number in Self.numbers(&random) {
            var bytes: [UInt8] = []
            LEB128.append(signed: number, to: &bytes)
            let cut = Array(bytes.dropLast())
            #expect(throws: LedgerError.self) {
                try cut.withUnsafeBufferPointer { bytes in
                    var reader = LEB128Reader(bytes)
                    _ = try reader.wide()
                }
            }
        }
        let endless = [UInt8](repeating: 0x80, count: 40)
        #expect(throws: LedgerError.self) {
            try endless.withUnsafeBufferPointer { bytes in
                var reader = LEB128Reader(bytes)
                _ = try reader.wide()
            }
        }
    }
}
