import Accounts
import Ledger
import TestSupport
import Testing

/// What sums are made of, told in one pass, against the rows themselves.
@Suite struct EvidenceProperties {
    @Test(arguments: 1...6 as ClosedRange<UInt64>) func aSummaryIsThatOfItsRows(seed: UInt64) throws {
        try BalancesTests.withLedger(seed: seed) { office, events in
            var random = SeededGenerator(seed: seed &* 17)
            var (changed, gone, most) = (0, 0, 0)
            try office.read { _, books in
                for account in books.balances(known: .max).chart.accounts {
                    for round in 0..<4 {
                        let known =
                            round == 0 ? Int64(events.count) : Int64.random(in: 1...Int64(events.count), using: &random)
                        let years = [2018, 2019, 2020, 2021].shuffled(using: &random).prefix(2).sorted()
                        let from = CivilDate(trusted: Int32(years[0] * 10_000 + 101))
                        let through = CivilDate(trusted: Int32((round == 1 ? years[0] : years[1]) * 10_000 + 630))
                        func rows(_ known: Int64) throws -> [EvidenceRow] {
                            try books.evidence(
                                account.tally, account.township, item: account.item, from: from, through: through,
                                known: known)
                        }
                        let found = try rows(known)
                        for limit in [0, 1, 3, 15] {
                            let summary = try books.summary(
                                account.tally, account.township, item: account.item, from: from, through: through,
                                known: known, largest: limit)
                            #expect(
                                summary == EvidenceSummary(found, largest: limit),
                                "seed \(seed), \(account), \(from) to \(through), \(known) events, \(limit) rows")
                        }
                        changed += found.count { $0.seq != $0.record }
                        gone += try rows(known - known / 4).count { old in !found.contains { $0.record == old.record } }
                        most = max(most, found.count)
                    }
                }
            }
            // Records that others changed, records that add nothing any more, and more of them than are wanted.
            #expect(changed > 0 && gone > 0 && most > 3, "\(changed), \(gone), \(most)")
        }
    }
}
