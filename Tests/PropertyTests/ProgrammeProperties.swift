import Accounts
import Ledger
import Programmes
import Records
import ReferenceModel
import TestSupport
import Testing

/// Answers of the programmes at random (on, known), held against a plain reading of all events up to then.
@Suite struct ProgrammeProperties {
    /// The live records of a type as the first `known` events make them.
    static func live(_ type: EventType, _ events: [Event], known: Int64) -> (ReferenceRegister, [ReferenceRecord]) {
        var register = ReferenceRegister()
        for event in events.prefix(Int(known)) { register.evolve(event) }
        let records = register.records.values.filter { $0.isLive && $0.type == type }.sorted { $0.seq < $1.seq }
        return (register, records)
    }

    /// Calls `body` with random days and sizes of a random office's ledger.
    static func ask(seed: UInt64, _ body: (Office, [Event], CivilDate, Int64) throws -> Void) throws {
        try BalancesTests.withLedger(seed: seed) { office, events in
            var random = SeededGenerator(seed: seed)
            for _ in 0..<12 {
                let on = try #require(
                    CivilDate(
                        year: Int.random(in: 2019...2021, using: &random),
                        month: Int.random(in: 1...12, using: &random), day: Int.random(in: 1...28, using: &random)))
                let known = Int64.random(in: 1...Int64(events.count), using: &random)
                try body(office, events, on, known)
                try body(office, events, on.month.end, known)
            }
        }
    }

    @Test(arguments: 21...24 as ClosedRange<UInt64>) func claimsAreReviewedByTheFigures(seed: UInt64) throws {
        var reviewed = 0
        try Self.ask(seed: seed) { office, events, on, known in
            let review = try office.exporterReview(on: on, known: .size(known)).review
            let (register, claims) = Self.live(.exporterEntered, events, known: known)
            let trade = register.records.values.filter { $0.isLive && $0.type == .tradeReported && $0.effective <= on }
            func exported(_ code: String?, _ months: (CivilMonth) -> Bool) -> Bool {
                trade.contains { record in
                    record.data["enterprise"]?.text == code && record.data["export_cny"]?.text != "0"
                        && months(record.effective.month)
                }
            }
            let from = try #require(CivilDate(year: on.year - 1, month: 10, day: 1))
            let expected = claims.filter { $0.effective >= from && $0.effective <= on }.filter { claim in
                let code = claim.data["enterprise"]?.text
                let month = claim.effective.month
                let isOver = on >= month.next.next.next.end
                return isOver && !exported(code) { $0 >= month } || exported(code) { $0.year == month.year - 1 }
                    || exported(code) { $0.year == month.year && $0 < month }
            }
            reviewed += expected.count
            #expect(
                Set(review.review.map(\.claim.seq)) == Set(expected.map(\.seq)),
                "seed \(seed), on \(on), known \(known)")
        }
        #expect(reviewed > 0, "seed \(seed) asks enough to mean something")
    }

    @Test(arguments: 31...34 as ClosedRange<UInt64>) func fairsHoldTheYearsVisits(seed: UInt64) throws {
        try Self.ask(seed: seed) { office, events, on, known in
            let book = try office.fairs(on: on, known: .size(known)).fairs
            let visits = Self.live(.fairParticipated, events, known: known).1.filter {
                $0.effective.year == on.year && $0.effective <= on
            }
            var expected: [String: [Int64]] = [:]
            for visit in visits { expected[visit.data["fair"]?.text ?? "", default: []].append(visit.seq) }
            let found = Dictionary(
                uniqueKeysWithValues: book.fairs.filter { !$0.visits.isEmpty }.map {
                    ($0.name, $0.visits.map(\.seq).sorted())
                })
            #expect(found == expected, "seed \(seed), on \(on), known \(known)")
            let orders = visits.reduce(Int128(0)) { sum, visit in
                if case .fair(_, let orders) = visit.facts { return sum + Int128(orders) }
                return sum
            }
            #expect(book.sum.orders == orders)
        }
    }
}
