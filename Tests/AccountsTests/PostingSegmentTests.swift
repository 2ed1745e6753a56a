import Foundation
import Ledger
import TestSupport
import Testing

@testable import Accounts

/// Runs of postings against the plain list that they are packed from.
@Suite struct PostingSegmentTests {
    private static func read(_ segment: PostingSegment) throws -> [PostingEntry] {
        try segment.bytes.withUnsafeBufferPointer { bytes in
            var entries = PostingEntries(first: segment.first, bytes: bytes)
            var found: [PostingEntry] = []
            while let entry = try entries.next() { found.append(entry) }
            return found
        }
    }

    @Test func whatIsPackedIsReadBack() throws {
        let entries = [
            PostingEntry(seq: 7, record: 7, amount: 125_000_050), PostingEntry(seq: 7, record: 3, amount: -1),
            PostingEntry(seq: 8, record: 9_000_000_000, amount: Int64.max),
            PostingEntry(seq: 400, record: 1, amount: Int64.min), PostingEntry(seq: 1 << 40, record: 2, amount: 64),
            PostingEntry(seq: 1 << 40 + 1, record: 5, amount: 0),
        ]
        var segment = PostingSegment(first: 7)
        for entry in entries { segment.append(seq: entry.seq, record: entry.record, amount: entry.amount) }
        #expect(try Self.read(segment) == entries)
        #expect(segment.last == 1 << 40 + 1)
        let again = try segment.bytes.withUnsafeBufferPointer { try PostingSegment(first: segment.first, bytes: $0) }
        #expect(again.last == segment.last && again.bytes == segment.bytes)
    }

    @Test func aRunThatIsCutIsDamaged() throws {
        var segment = PostingSegment(first: 1)
        segment.append(seq: 1, record: 1, amount: Int64.max)
        for count in 1..<segment.bytes.count {
            let cut = Array(segment.bytes.prefix(count))
            #expect(throws: LedgerError.self) {
                try cut.withUnsafeBufferPointer { bytes in
                    var entries = PostingEntries(first: 1, bytes: bytes)
                    while try entries.next() != nil {}
                }
            }
        }
    }

    /// The postings of one event stand in one run, however many there are.
    @Test func anEventIsNeverParted() {
        var segment = PostingSegment(first: 5)
        while segment.bytes.count < 2 * PostingSegment.fullAt {
            #expect(!segment.isFull(for: 5))
            segment.append(seq: 5, record: Int64(segment.bytes.count), amount: 1)
        }
        #expect(segment.isFull(for: 6))
    }

    /// A thousand events to one account and day: its postings as known at any size, across many runs.
    @Test func evidenceIsRightAcrossRuns() throws {
        let ledger = try TemporaryLedger()
        var random = SeededGenerator(seed: 11)
        try ledger.office.log.rehearse { writer in
            let tables = try PostingTables(writer.connection)
            let number = tables.chart.number(.fairOrders, "meishan")
            let day = CivilDate(trusted: 20_200_615)
            var expected: [PostingEntry] = []
            for seq in 1...1500 as ClosedRange<Int64> {
                let amount = Int64.random(in: -5_000_000...5_000_000, using: &random)
                try tables.post([Posting(account: number, day: day, record: seq / 2, amount: amount)], seq: seq)
                expected.append(PostingEntry(seq: seq, record: seq / 2, amount: amount))
            }
            for known in [0, 1, 2, 97, 701, 1499, 1500, 2000] {
                var found: [PostingEntry] = []
                try tables.forEach(account: number, from: day, through: day, known: Int64(known)) { found.append($0) }
                #expect(found == Array(expected.prefix(known)))
            }
        }
    }
}
