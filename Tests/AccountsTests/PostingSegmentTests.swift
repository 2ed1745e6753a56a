import Foundation
import Ledger
import TestSupport
import Testing

@testable import Accounts

/// Runs of postings against the plain list that they are packed from.
@Suite struct PostingSegmentTests {
    private struct Step {
        let seq: Int64
        let record: Int64
        let amount: Int128
    }

    private static func read(_ segment: PostingSegment, bucket: Int32) throws -> [PostingEntry] {
        try segment.bytes.withUnsafeBufferPointer { bytes in
            var entries = PostingEntries(first: segment.first, before: segment.before, bytes: bytes, bucket: bucket)
            var found: [PostingEntry] = []
            while let entry = try entries.next() { found.append(entry) }
            return found
        }
    }

    @Test(arguments: [20_200_630, 20_200_600] as [Int32]) func whatIsPackedIsReadBack(bucket: Int32) throws {
        // The largest sums that a ledger can hold do not fit 64 bits.
        let large = Int128(Int64.max) * 1_000_000
        let steps = [
            Step(seq: 7, record: 7, amount: 125_000_050), Step(seq: 7, record: 3, amount: -1),
            Step(seq: 8, record: 9_000_000_000, amount: Int128(Int64.max)), Step(seq: 400, record: 1, amount: large),
            Step(seq: 401, record: 401, amount: -large), Step(seq: 1 << 40, record: 2, amount: Int128(Int64.min)),
            Step(seq: 1 << 40 + 1, record: 5, amount: 0),
        ]
        var segment = PostingSegment(first: 7, before: -42)
        var total: Int128 = -42
        var expected: [PostingEntry] = []
        for step in steps {
            segment.append(seq: step.seq, record: step.record, amount: step.amount, bucket: bucket)
            total += step.amount
            expected.append(
                PostingEntry(
                    seq: step.seq, record: Bucket.isMonth(bucket) ? 0 : step.record, amount: step.amount, total: total))
        }
        #expect(try Self.read(segment, bucket: bucket) == expected)
        #expect(segment.total == total && segment.last == 1 << 40 + 1)
        let again = try segment.bytes.withUnsafeBufferPointer {
            try PostingSegment(first: segment.first, before: segment.before, bytes: $0, bucket: bucket)
        }
        #expect(again.total == total && again.last == segment.last && again.bytes == segment.bytes)
    }

    @Test func aRunThatIsCutIsDamaged() throws {
        var segment = PostingSegment(first: 1, before: 0)
        segment.append(seq: 1, record: 1, amount: Int128(Int64.max) * 9, bucket: 20_200_630)
        for count in 1..<segment.bytes.count {
            let cut = Array(segment.bytes.prefix(count))
            #expect(throws: LedgerError.self) {
                try cut.withUnsafeBufferPointer { bytes in
                    var entries = PostingEntries(first: 1, before: 0, bytes: bytes, bucket: 20_200_630)
                    while try entries.next() != nil {}
                }
            }
        }
    }

    /// The postings of one event stand in one run, however many there are.
    @Test func anEventIsNeverParted() {
        var segment = PostingSegment(first: 5, before: 0)
        while segment.bytes.count < 2 * PostingSegment.fullAt {
            #expect(!segment.isFull(for: 5))
            segment.append(seq: 5, record: Int64(segment.bytes.count), amount: 1, bucket: 20_200_630)
        }
        #expect(segment.isFull(for: 6))
    }

    /// Sums over a thousand events to one account, as known at every size, against adding up.
    @Test func sumsAreRightAtEverySizeAcrossRuns() throws {
        let ledger = try TemporaryLedger()
        let chart = Chart()
        let account = chart.number(.fairOrders, "meishan")
        var random = SeededGenerator(seed: 11)
        var sum: Int128 = 0
        var sums: [Int128] = [0]
        try ledger.office.log.rehearse { writer in
            let tables = try PostingTables(writer.connection)
            let number = tables.chart.number(.fairOrders, "meishan")
            #expect(number == account)
            for seq in 1...1500 as ClosedRange<Int64> {
                let amount = Int64.random(in: -5_000_000...5_000_000, using: &random)
                let posting = Posting(
                    account: number, day: CivilDate(trusted: 20_200_615), record: seq, amount: amount)
                try tables.post([posting], seq: seq)
                sum += Int128(amount)
                sums.append(sum)
                if seq % 97 == 0 {
                    #expect(try tables.total(account: number, bucket: 20_200_615, known: seq) == sum)
                }
            }
            for (known, expected) in sums.enumerated() {
                let day = try tables.total(account: number, bucket: 20_200_615, known: Int64(known))
                let month = try tables.total(account: number, bucket: 20_200_600, known: Int64(known))
                #expect(day == expected && month == expected)
            }
            var after: [Int64] = []
            try tables.forEach(account: number, from: 20_200_615, through: 20_200_615, after: 700, known: 703) {
                after.append($1.seq)
            }
            #expect(after == [701, 702, 703])
        }
    }

    /// A month's days at once, among them crowded ones and ones recorded late, as known at many sizes: as day by day.
    @Test(arguments: [1, 2, 3] as [UInt64]) func daysAtOnceAreDayByDay(seed: UInt64) throws {
        let ledger = try TemporaryLedger()
        var random = SeededGenerator(seed: seed)
        try ledger.office.log.rehearse { writer in
            let tables = try PostingTables(writer.connection)
            let accounts = [Tally.fairOrders, .fairVisits].map { tables.chart.number($0, "meishan") }
            for seq in 1...6000 as ClosedRange<Int64> {
                // Half of all is about two days, so that these have dozens of runs; the first days are recorded last.
                let day =
                    Bool.random(using: &random)
                    ? [9, 20].randomElement(using: &random) ?? 9 : 1 + Int(6000 - seq) / 220
                let account = accounts[Int.random(in: 0...1, using: &random)]
                let posting = Posting(
                    account: account, day: CivilDate(trusted: Int32(20_200_500 + day)), record: seq,
                    amount: Int64.random(in: -5_000_000...5_000_000, using: &random))
                try tables.post([posting], seq: seq)
            }
            for known in [0, 1, 40, 700, 2999, 5400, 6000, 9000] as [Int64] {
                for from in 1...31 as ClosedRange<Int32> where from % 4 == 1 {
                    for through in from...31 where through % 3 == 0 {
                        let (first, last) = (20_200_500 + from, 20_200_500 + through)
                        for account in accounts {
                            let plain = try (first...last).reduce(Int128(0)) {
                                try $0 + tables.total(account: account, bucket: $1, known: known)
                            }
                            #expect(
                                try tables.total(account: account, from: first, through: last, known: known) == plain)
                        }
                    }
                }
            }
        }
    }
}
