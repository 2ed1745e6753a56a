import Accounts
import Ledger
import Records
import ReferenceModel
import Scoring
import TestSupport
import Testing

/// What holds after *each* append of a random ledger, not only at its end.
@Suite struct PrefixProperties {
    /// A ledger into which a random office records `submissions` submissions, one at a time.
    /// - Parameter each: called after each one that was recorded.
    private func record(
        seed: UInt64, submissions: Int, each: (TemporaryLedger, _ size: Int64) throws -> Void = { _, _ in }
    ) throws -> TemporaryLedger {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_211_231)))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        var clerks = RandomOffice(seed: seed)
        for _ in 0..<submissions {
            ledger.now = Instant(milliseconds: ledger.now.milliseconds + 40_000_000)
            do {
                let receipt = try ledger.append(clerks.next())
                for case .recorded(let seq, let id) in receipt.outcomes {
                    clerks.note(id: id)
                    try each(ledger, seq)
                }
            } catch is BatchRefused {}
        }
        return ledger
    }

    /// INV-5: after every append the stored register and balances are those that a fresh fold of all events makes.
    @Test(arguments: 1...3 as ClosedRange<UInt64>) func everyPrefixEqualsItsRebuild(seed: UInt64) throws {
        var prefixes = 0
        let ledger = try record(seed: seed &* 53, submissions: 160) { ledger, size in
            let (head, faults) = try ledger.office.verify()
            #expect(faults == [] && head.size == size, "seed \(seed), after event \(size)")
            prefixes += 1
        }
        #expect(prefixes > 40, "seed \(seed) records enough to mean something")
        // And `rebuild` writes what was there before it.
        let on = CivilDate(trusted: 20_201_231)
        let before = try ledger.office.score(on: on, known: .everything).table
        #expect(try ledger.office.rebuild() == ledger.head())
        #expect(try ledger.office.verify().faults == [])
        #expect(try ledger.office.score(on: on, known: .everything).table == before)
    }

    /// INV-6: the books of every prefix are the sums that the plain model holds after that many events, in every account
    /// and bucket that it posted to.
    @Test(arguments: 1...3 as ClosedRange<UInt64>) func everySumOfEveryPrefixIsThePlainOne(seed: UInt64) throws {
        let ledger = try record(seed: seed &* 59, submissions: 310)
        let events = try ledger.lines().map { try Event(line: $0) }
        var book = ReferenceBook()
        var touched: Set<Place> = []
        var sums = 0
        try ledger.office.read { _, books in
            for event in events {
                var fresh: Set<Place> = []
                for posting in book.fold(event) {
                    fresh.insert(Place(posting.account, Bucket.day(posting.day)))
                    if !posting.account.tally.isMonthly {
                        fresh.insert(Place(posting.account, Bucket.month(posting.day.month)))
                    }
                }
                touched.formUnion(fresh)
                // What the event touched, and all that was ever touched now and then.
                let balances = books.balances(known: event.seq)
                for place in event.seq % 29 == 0 ? touched : fresh {
                    let account = try #require(
                        balances.chart.find(place.account.tally, place.account.township, item: place.account.item))
                    let plain = try #require(
                        book.chart.find(place.account.tally, place.account.township, item: place.account.item))
                    #expect(
                        try balances.total(account: account, bucket: place.bucket)
                            == book.total(account: plain, bucket: place.bucket),
                        "seed \(seed), known \(event.seq), \(place)")
                    sums += 1
                }
            }
        }
        #expect(sums > 500, "seed \(seed) has sums enough to mean something")
    }

    private struct Place: Hashable {
        let account: Account
        let bucket: Int32
        init(_ account: Account, _ bucket: Int32) {
            self.account = account
            self.bucket = bucket
        }
    }

    /// INV-4: what is exported restores to the same bytes and the same root, at every moment.
    @Test(arguments: 1...3 as ClosedRange<UInt64>) func exportThenRestoreIsTheSameLedger(seed: UInt64) throws {
        let ledger = try record(seed: seed &* 61, submissions: 370)
        let lines = try ledger.lines()
        #expect(lines.count > 60, "seed \(seed) records enough to mean something")
        var random = SeededGenerator(seed: seed)
        for size in [lines.count, Int.random(in: 1..<lines.count, using: &random)] {
            let root = try ledger.office.log.read { try $0.root(at: Int64(size)) }
            let copy = try TemporaryLedger()
            #expect(try copy.restore(lines.prefix(size).map { $0[...] }, expecting: root).root == root)
            #expect(try copy.lines() == Array(lines.prefix(size)))
            #expect(try copy.office.verify().faults == [])
            for on in [20_200_630, 20_201_231] {
                let on = CivilDate(trusted: Int32(on))
                #expect(
                    try copy.office.score(on: on, known: .everything).table
                        == ledger.office.score(on: on, known: .size(Int64(size))).table)
            }
        }
    }
}
