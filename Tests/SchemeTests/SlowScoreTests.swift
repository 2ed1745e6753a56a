import Accounts
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// Random ledgers under both schemes, scored by the program and at the notice's word.
@Suite struct SlowScoreTests {
    /// - Parameter year: the later one of the two years that the clerks report.
    private static func scores(
        _ scheme: JSON, _ clerks: RandomOffice, year: Int, seed: UInt64, steps: Int = 300
    ) throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: Int32((year + 2) * 10_000 + 101))))
        try ledger.append(.adopt(scheme, from: "2018-01-01"))
        var clerks = clerks
        for _ in 0..<steps {
            do {
                for case .recorded(_, let id) in try ledger.append(clerks.next()).outcomes { clerks.note(id: id) }
            } catch is BatchRefused {}
        }
        let events = try Qinglan.events(ledger.office)
        #expect(events.count > steps / 3, "seed \(seed) records enough to mean something")
        var random = SeededGenerator(seed: seed &+ 77)
        var points: Set<String> = []
        for round in 0..<8 {
            let known = round == 0 ? Int64(events.count) : Int64.random(in: 1...Int64(events.count), using: &random)
            let month = try #require(CivilMonth(year: year, month: Int.random(in: 1...12, using: &random)))
            let on = round % 2 == 0 ? month.end : month.start
            let table = try ledger.office.score(on: on, known: .size(known)).table
            let slow = try #require(SlowScore(Array(events.prefix(Int(known))), on: on))
            #expect(
                table.rows.map { $0.items.map(\.points.twoDecimals) } == slow.table,
                "seed \(seed), on \(on), known \(known)")
            points.formUnion(slow.table.joined())
        }
        #expect(points.count > 12, "seed \(seed): \(points)")
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>) func theOtherCountyScoresRight(seed: UInt64) throws {
        let clerks = RandomOffice(
            seed: seed, townships: ["kaifaqu", "yunxi", "zhuping", "shiqiao"], rated: "policy", years: 2020...2021)
        try Self.scores(try Qinglan.scheme(), clerks, year: 2021, seed: seed)
    }

    @Test(arguments: 11...12 as ClosedRange<UInt64>) func theNoticeScoresRight(seed: UInt64) throws {
        try Self.scores(try TemporaryLedger.builtInScheme(), RandomOffice(seed: seed), year: 2020, seed: seed)
    }
}
