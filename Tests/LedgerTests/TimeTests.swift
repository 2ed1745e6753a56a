import Testing

@testable import Ledger

@Suite struct TimeTests {
    @Test func datesThatExist() {
        #expect(CivilDate("2020-02-29")?.number == 20_200_229)
        #expect(CivilDate("2000-02-29") != nil)
        for text in [
            "2019-02-29", "1900-02-29", "2020-13-01", "2020-00-10", "2020-6-1", "2020-06-31", "0000-01-01",
            "２０20-01-01",
        ] {
            #expect(CivilDate(text) == nil, "\(text)")
        }
    }

    @Test func everyDayOfFourCenturiesReadsBack() {
        var date = CivilDate(daysSinceEpoch: -200_000)
        for days in -200_000..<(-200_000 + 146_097) {
            let again = CivilDate(daysSinceEpoch: days)
            #expect(again.daysSinceEpoch == days && CivilDate(again.description) == again && again >= date)
            date = again
        }
    }

    @Test func monthEnds() {
        #expect(CivilMonth("2020-02")?.end.description == "2020-02-29")
        #expect(CivilMonth("2021-02")?.end.description == "2021-02-28")
        #expect(CivilDate("2020-06-30")?.wholeMonths == 6)
        #expect(CivilDate("2020-06-29")?.wholeMonths == 5)
        #expect(CivilMonth("2020-12")?.next.description == "2021-01")
        #expect(CivilMonth("2020-01")?.previous.description == "2019-12")
    }

    /// The last millisecond of a day in Asia/Shanghai is 15:59:59.999 UTC.
    @Test func theDayEndsInShanghai() throws {
        let date = try #require(CivilDate("2020-06-30"))
        let end = Instant.endOfDay(date)
        #expect(end.description == "2020-06-30T15:59:59.999Z")
        #expect(end.shanghaiDate == date)
        #expect(Instant(milliseconds: end.milliseconds + 1).shanghaiDate.description == "2020-07-01")
    }

    @Test func instants() {
        #expect(Instant(rfc3339: "2020-06-30T23:59:59.9999+08:00")?.description == "2020-06-30T15:59:59.999Z")
        #expect(Instant(rfc3339: "2020-06-30T15:59:59Z")?.description == "2020-06-30T15:59:59.000Z")
        #expect(Instant(rfc3339: "2020-06-30T23:59:60Z") == nil)
        #expect(Instant(stored: "2020-06-30T15:59:59.9Z") == nil)
        #expect(Instant.latest.description == "9999-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
    }
}
