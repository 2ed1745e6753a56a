import ExampleCounty
import Ledger
import Records
import Scoring
import Synchronization
import Testing

/// What the documents and the demo tell of the default county.
@Suite struct Year2020Tests {
    /// Recording the year takes some seconds, so that all tests ask one ledger, one after the other.
    private static let recorded = Mutex<Admitting?>(nil)

    /// Answers from the whole year's ledger, as known at the end of a day where one is given.
    struct Year: Sendable {
        func progress(on: CivilDate) throws -> Progress { try withCounty { try $0.progress(on: on) } }
        func score(on: CivilDate) throws -> ScoreTable { try withCounty { try $0.score(on: on) } }
        func records() throws -> [Record] { try withCounty { try $0.records() } }
        var known: String?

        private func withCounty<R: Sendable>(_ body: (Admitting) throws -> R) throws -> R {
            try Year2020Tests.recorded.withLock { recorded in
                var county = try recorded ?? Admitting(ExampleCounty())
                recorded = county
                county.known = try known.map { .day(try Year2020Tests.date($0)) } ?? .everything
                return try body(county)
            }
        }
    }
    static let all = Year()
    static let knownInJune = Year(known: "2020-06-30")
    static func known(_ day: String) -> Year { Year(known: day) }

    static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    static func record(_ id: String) throws -> Record { try #require(try all.records().first { $0.id == id }) }

    static func rank(_ township: String, _ table: ScoreTable) throws -> Int {
        try #require(table.rows.first { $0.id == township }).rank
    }

    @Test func theGoalsAreMetOrMissed() throws {
        let june = try Self.date("2020-06-30")
        let then = try Self.knownInJune.progress(on: june).county
        let now = try Self.all.progress(on: june).county
        #expect(then.fairVisits == 300 && now.fairVisits == 299)
        #expect(then.newExporters == 97 && now.newExporters == 101)

        let september = try Self.date("2020-09-30")
        let thirdQuarter = try Self.all.progress(on: september).county
        #expect(thirdQuarter.fairVisits == 412 && thirdQuarter.newExporters == 149)

        let year = try Self.all.progress(on: Self.date("2020-12-31")).county
        #expect(year.fairVisits == 523 && year.newExporters == 211)
        // US cents.
        #expect(year.fairOrders >= 10_000_000_000 && year.fairOrders < 11_000_000_000)
        #expect(year.growth.rounded(4) == "0.0901")
        #expect(year.insurance.rounded(4) == "0.9667")
    }

    @Test func threeTownshipsLoseAndTheOthersGain() throws {
        let year = try Self.all.progress(on: Self.date("2020-12-31"))
        let losing = year.townships.filter { !$0.counters.growth.isPositive }.map(\.township.id)
        #expect(losing == ["heping", "hongqiao", "xiaopu"])
    }

    /// (a), and with it the two answers for 30 June.
    @Test func aUnitErrorMovesRanks() throws {
        let june = try Self.date("2020-06-30")
        let then = try Self.knownInJune.score(on: june)
        let afterJuly = try Self.known("2020-07-31").score(on: june)
        #expect(try Self.rank("jiapu", then) == 8)
        #expect(try Self.rank("jiapu", afterJuly) == 3)
        let corrected = try Self.all.records().filter {
            $0.type == .tradeReported && $0.effective == CivilDate("2020-05-31") && !$0.corrections.isEmpty
        }
        #expect(corrected.count == 1)
    }

    /// (b)
    @Test func aFigureOfMayArrivesInJuly() {
        let late = ExampleCounty().days().filter { $0.recordedAt.shanghaiDate == CivilDate("2020-07-02") }
            .flatMap(\.submissions).filter { $0.type == .tradeReported && $0.data["month"]?.text == "2020-05" }
        #expect(late.count == 1)
    }

    /// (c)
    @Test func aMoveOfJuneIsToldInAugust() throws {
        let june = try Self.date("2020-06-30")
        let before = try Self.known("2020-08-17").score(on: june)
        let after = try Self.known("2020-08-18").score(on: june)
        #expect(try Self.rank("heping", before) == 8)
        #expect(try Self.rank("heping", after) == 9)
    }

    /// (d)
    @Test func oneVisitStandsUnderTwoNamesAndIsRetracted() throws {
        let twice = try Self.all.records().filter {
            $0.type == .fairParticipated && !$0.isLive
        }
        #expect(twice.map { $0.data["fair"]?.text } == ["127届网上广交会"])
        let enterprise = try #require(twice.first?.data["enterprise"])
        let visits = try Self.all.records().filter {
            $0.isLive && $0.type == .fairParticipated && $0.data["enterprise"] == enterprise
        }
        #expect(visits.contains { $0.data["fair"]?.text == "第127届广交会(网上)" })
    }

    /// (e)
    @Test func aReportRisesInTheNextMonth() throws {
        #expect(try Self.record("report-jiapu-2020-06-b").effective == CivilDate("2020-06-11"))
        #expect(try Self.record("report-jiapu-2020-06-b-city").effective == CivilDate("2020-06-23"))
        #expect(try Self.record("report-jiapu-2020-06-b-province").effective == CivilDate("2020-07-16"))
    }

    @Test func theRestIsThereToo() throws {
        let records = try Self.all.records()
        func count(_ type: EventType) -> Int { records.count { $0.type == type } }
        #expect(count(.investmentApproved) == 9)
        #expect(count(.serviceTraderEntered) == 25)
        #expect((100...120).contains(count(.reportSubmitted)))
        #expect((30...50).contains(count(.reportAdopted)))
        #expect(count(.monitoringScored) == 132 && count(.pointsRated) == 132)
    }
}
