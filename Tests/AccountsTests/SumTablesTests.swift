import Foundation
import Ledger
import TestSupport
import Testing

@testable import Accounts

/// Runs of sums against the plain additions that they are packed from.
@Suite struct SumTablesTests {
    private static func read(_ run: SumRun, accounts: Int) throws -> (before: [Int128], changes: [SumChange]) {
        let before = try run.before.withUnsafeBufferPointer { try SumRun.sums($0, accounts: accounts) }
        let changes = try run.changes.withUnsafeBufferPointer { bytes in
            var walk = SumChanges(first: run.first, bytes, accounts: accounts)
            var found: [SumChange] = []
            while let change = try walk.next() { found.append(change) }
            return found
        }
        return (before, changes)
    }

    /// The largest sums that a ledger can hold do not fit 64 bits.
    private static let large = Int128(Int64.max) * 1_000_000

    @Test func whatIsPackedIsReadBack() throws {
        let before: [Int128] = [0, 42, 0, 0, -Self.large, 1, 0]
        let changes = [
            SumChange(seq: 7, account: 0, amount: 125_000_050), SumChange(seq: 7, account: 6, amount: -1),
            SumChange(seq: 8, account: 1, amount: Int128(Int64.max)),
            SumChange(seq: 400, account: 4, amount: Self.large), SumChange(seq: 401, account: 4, amount: -Self.large),
            SumChange(seq: 1 << 32 - 1, account: 2, amount: Int128(Int64.min)),
        ]
        var run = SumRun(first: 7, sums: before)
        for change in changes { run.append(seq: change.seq, account: change.account, amount: change.amount) }
        let found = try Self.read(run, accounts: 7)
        #expect(found.before == before && found.changes == changes)
        #expect(run.sums == [125_000_050, 42 + Int128(Int64.max), Int128(Int64.min), 0, -Self.large, 1, -1])
        let again = try run.before.withUnsafeBufferPointer { before in
            try run.changes.withUnsafeBufferPointer {
                try SumRun(first: 7, before: before, changes: $0, accounts: 7)
            }
        }
        #expect(again.sums == run.sums && again.last == run.last)
        #expect(again.before == run.before && again.changes == run.changes)
    }

    @Test func aRunThatIsCutOrNamesOthersIsDamaged() throws {
        var run = SumRun(first: 1, sums: [0, 0, 300])
        run.append(seq: 1, account: 2, amount: Self.large)
        #expect(throws: LedgerError.self, "changes of an account that is not there") {
            try run.changes.withUnsafeBufferPointer { bytes in
                var walk = SumChanges(first: 1, bytes, accounts: 2)
                while try walk.next() != nil {}
            }
        }
        #expect(throws: LedgerError.self, "the sum of an account that is not there") {
            try run.before.withUnsafeBufferPointer { try SumRun.sums($0, accounts: 2) }
        }
        for count in 1..<run.changes.count {
            let cut = Array(run.changes.prefix(count))
            #expect(throws: LedgerError.self) {
                try cut.withUnsafeBufferPointer { bytes in
                    var walk = SumChanges(first: 1, bytes, accounts: 3)
                    while try walk.next() != nil {}
                }
            }
        }
        for count in 1..<run.before.count {
            let cut = Array(run.before.prefix(count))
            #expect(throws: LedgerError.self) {
                try cut.withUnsafeBufferPointer { try SumRun.sums($0, accounts: 3) }
            }
        }
    }

    /// The changes of one event stand in one run, however many there are.
    @Test func anEventIsNeverParted() {
        var run = SumRun(first: 5, sums: [])
        while run.changes.count < 2 * SumRun.fullAt {
            #expect(!run.isFull(for: 5))
            run.append(seq: 5, account: Int32(run.changes.count), amount: 1)
        }
        #expect(run.isFull(for: 6))
    }

    /// Thousands of events to accounts kept by months and by days, on days that are crowded, few or recorded late: every sum
    /// as known at many sizes, against balances that are folded from the same postings; read while they are posted, and
    /// again by tables that take up what is stored.
    @Test(arguments: [1, 2, 3] as [UInt64]) func sumsAreThoseThatAreFolded(seed: UInt64) throws {
        let ledger = try TemporaryLedger()
        var random = SeededGenerator(seed: seed)
        try ledger.office.log.rehearse { writer in
            var postings = try PostingTables(writer.connection)
            var tables = SumTables(writer.connection, chart: postings.chart)
            let tallies: [Tally] = [.exports, .imports, .fairVisits, .fairOrders, .journal]
            var events: [[Posting]] = []
            let sizes: Set<Int> = [1, 2, 40, 700, 1999, 2000, 2999, 4000]
            for seq in 1...4000 as ClosedRange<Int64> {
                if seq == 2000 {
                    try postings.flush()
                    try tables.flush()
                    postings = try PostingTables(writer.connection)
                    tables = SumTables(writer.connection, chart: postings.chart)
                }
                // Half of all is about two days, so that these have dozens of runs; the first days are recorded last.
                let number =
                    Bool.random(using: &random)
                    ? [9, 20].randomElement(using: &random) ?? 9 : 1 + Int(4000 - seq) / 150
                let day = CivilDate(trusted: Int32((Bool.random(using: &random) ? 20_200_500 : 20_200_700) + number))
                var event: [Posting] = []
                for tally in tallies where Int.random(in: 0...2, using: &random) == 0 {
                    let account = postings.chart.number(tally, ["meishan", "sian"][Int(seq) % 2])
                    for record in [seq, seq / 2 + 5000] {
                        let date = tally.isMonthly ? day.month.end : day
                        let amount = Int64.random(in: -3...3, using: &random) * (1 << Int64(seq % 50))
                        event.append(Posting(account: account, day: date, record: record, amount: amount))
                    }
                }
                event.sort { ($0.account, $0.day, $0.record) < ($1.account, $1.day, $1.record) }
                try tables.post(event[...], seq: seq)
                events.append(event)
                if sizes.contains(Int(seq)) {
                    try Self.compare(tables, postings.chart, events, known: Int(seq))
                    try Self.compare(tables, postings.chart, events, known: Int(seq) / 2)
                }
            }
            try postings.flush()
            let again = SumTables(writer.connection, chart: try PostingTables(writer.connection).chart)
            for known in [0, 1, 39, 1000, 2000, 3999, 4000, 9000] {
                try Self.compare(again, postings.chart, events, known: known)
            }
            var changes = 0
            try SumTables.forEachStored(writer.connection) { _, _, _ in changes += 1 }
            #expect(changes > 4000)
        }
    }

    private static func compare(
        _ tables: SumTables, _ chart: Chart, _ events: [[Posting]], known: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var folded = FoldedBalances(chart: chart)
        for event in events.prefix(known) { folded.post(event) }
        let stored = StoredBalances(tables, chart: chart, known: Int64(known))
        for month in [20_200_500, 20_200_600, 20_200_700] as [Int32] {
            for account in chart.accounts.indices.map({ Int32($0) }) {
                for day in 0...31 as ClosedRange<Int32>
                where day == 0 || CivilDate("2020-0\(month / 100 % 10)-\(day < 10 ? "0" : "")\(day)") != nil {
                    #expect(
                        try stored.total(account: account, bucket: month + day)
                            == folded.total(account: account, bucket: month + day), sourceLocation: sourceLocation)
                }
                for (from, through) in [(1, 1), (1, 9), (4, 30), (20, 30)] as [(Int32, Int32)] {
                    #expect(
                        try stored.total(account: account, from: month + from, through: month + through)
                            == folded.total(account: account, from: month + from, through: month + through),
                        sourceLocation: sourceLocation)
                }
            }
        }
    }

    /// What an audit asks: the changes between two sizes, whichever runs they lie in.
    @Test func changesBetweenTwoSizes() throws {
        let ledger = try TemporaryLedger()
        try ledger.office.log.rehearse { writer in
            let postings = try PostingTables(writer.connection)
            let tables = SumTables(writer.connection, chart: postings.chart)
            let account = postings.chart.number(.exports, "meishan")
            let day = CivilDate(trusted: 20_200_630)
            for seq in 1...3000 as ClosedRange<Int64> {
                try tables.post([Posting(account: account, day: day, record: seq, amount: seq)][...], seq: seq)
            }
            for (after, known) in [(0, 3000), (0, 1), (700, 703), (2999, 3000), (3000, 3000), (5, 2500), (0, 9000)] {
                var found: [Int64] = []
                try tables.forEachChange(20_200_600, after: Int64(after), known: Int64(known)) { found.append($0.seq) }
                #expect(found == (1...3000).filter { $0 > after && $0 <= known })
            }
        }
    }
}
