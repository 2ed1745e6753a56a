import Ledger
import Records
import TestSupport
import Testing

@testable import Scoring

/// scoring.md §1: m whole months, last year's same months, dated facts from 1 January up to the day.
@Suite struct PeriodTests {
    @Test(arguments: [
        ("2020-01-01", 0), ("2020-01-30", 0), ("2020-01-31", 1), ("2020-02-28", 1), ("2020-02-29", 2),
        ("2021-02-27", 1), ("2021-02-28", 2), ("2019-02-28", 2), ("2020-04-29", 3), ("2020-04-30", 4),
        ("2020-12-30", 11), ("2020-12-31", 12),
    ])
    func wholeMonths(on: String, months: Int) throws {
        let county = try TinyCounty(TinyCounty.Rule.shareOfTotal)
        #expect(try county.table(on).months == months)
    }

    @Test func aMonthCountsFromItsLastDayOn() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.shareOfTotal,
            facts: [
                .trade(1, "2020-01", "1"), .trade(1, "2020-02", "10"), .trade(1, "2019-02", "100"),
                .trade(1, "2019-03", "1000"),
            ])
        func exports(_ on: String) throws -> [Int128] {
            let figures = try county.figures("a", on: on)
            return [figures.exports / 100, figures.exportsBefore / 100]
        }
        #expect(try exports("2020-01-30") == [0, 0])
        #expect(try exports("2020-01-31") == [1, 0])
        #expect(try exports("2020-02-28") == [1, 0])
        #expect(try exports("2020-02-29") == [11, 100])
        #expect(try exports("2020-03-30") == [11, 100])
        #expect(try exports("2020-03-31") == [11, 1100])
        #expect(try exports("2021-02-28") == [0, 11])
        #expect(try exports("2019-02-28") == [100, 0])
        #expect(try exports("2019-12-31") == [1100, 0])
    }

    /// m = 0: no month has ended, so that every ratio of monthly sums is undefined.
    @Test func beforeTheFirstMonthEndsRatiosAreUndefined() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.shareOfGrowth,
            facts: [.trade(1, "2019-01", "1"), .trade(1, "2020-01", "2"), .insure(1, on: "2020-01-02")])
        #expect(try county.points("2020-01-30") == ["0.00", "0.00", "0.00", "0.00"])
        #expect(try county.flags("2020-01-30") == Array(repeating: [.undefined], count: 4))
        #expect(try county.points("2020-01-31")[0] == "10.00")
        let progress = try county.progress("2020-01-30").county
        #expect(progress.insurance.rounded(4) == nil && progress.growth.rounded(4) == nil)
    }

    @Test func datedFactsCountFromNewYearToTheDay() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.shareOfTotal,
            facts: [
                .enterExporter(1, on: "2019-12-31"), .enterExporter(1, on: "2020-01-01"),
                .enterExporter(5, on: "2020-06-30"),
                .visit(1, "f", on: "2020-02-29", orders: "7.5"), .visit(1, "g", on: "2020-12-31", orders: "1"),
                .enterServiceTrader(1, on: "2020-03-01"), .insure(1, on: "2020-03-02"),
            ])
        let days: [(String, Int128)] = [
            ("2019-12-31", 1), ("2020-01-01", 1), ("2020-06-29", 1), ("2020-06-30", 2), ("2020-12-31", 2),
            ("2021-01-01", 0),
        ]
        for (on, count) in days { #expect(try county.figures("a", on: on).newExporters == count, "\(on)") }
        #expect(try county.figures("a", on: "2020-02-28").fairOrders == 0)
        #expect(try county.figures("a", on: "2020-02-29").fairOrders == 750)
        #expect(try county.figures("a", on: "2020-12-30").fairVisits == 1)
        #expect(try county.figures("a", on: "2020-12-31").fairVisits == 2)
        #expect(try county.figures("a", on: "2020-03-01").serviceTraders == 1)
        #expect(try county.figures("a", on: "2020-03-01").insured == 0)
        #expect(try county.figures("a", on: "2020-03-02").insured == 1)
    }

    // MARK: - known

    /// ledger.md §1: as it stood, by the end of a day in Asia/Shanghai, an instant or a tree size.
    @Test func knownIsADayAnInstantOrASize() throws {
        let county = try TinyCounty(TinyCounty.Rule.shareOfTotal)
        let ledger = county.ledger
        ledger.now = try #require(Instant(rfc3339: "2022-01-31T15:59:59.999Z"))
        try ledger.append(.trade(1, "2021-06", "100", id: "t"))
        let size = try ledger.head().size
        ledger.now = try #require(Instant(rfc3339: "2022-01-31T16:00:00Z"))
        try ledger.append(.correct("t", to: .trade(1, "2021-06", "0")))
        ledger.now = try #require(Instant(rfc3339: "2022-02-02T04:00:00Z"))
        try ledger.append([.retract("t"), .trade(1, "2021-06", "5")])
        func best(_ known: String) throws -> Int128 {
            let known = try #require(Known(known))
            let head = try ledger.office.score(on: CivilDate(trusted: 20_210_630), known: known).head
            return try county.figures("a", on: "2021-06-30", known: head.size).exports
        }
        let questions: [(String, Int128)] = [
            ("2022-01-30", 0), ("2022-01-31", 10_000), ("2022-02-01", 0), ("2022-02-02", 500),
            ("2022-01-31T15:59:59.998Z", 0), ("2022-01-31T15:59:59.999Z", 10_000),
            ("2022-01-31T23:59:59.999+08:00", 10_000), ("2022-02-01T00:00:00+08:00", 0), ("\(size)", 10_000),
            ("\(size - 1)", 0), ("\(size + 1)", 0), ("\(size + 2)", 0), ("\(size + 3)", 500),
        ]
        for (known, exports) in questions { #expect(try best(known) == exports, "\(known)") }
        let answer = try ledger.office.score(on: CivilDate(trusted: 20_210_630), known: .size(size))
        #expect(answer.head.size == size && answer.head.recordedAt?.description == "2022-01-31T15:59:59.999Z")
        #expect(answer.table.rows[0].items[0].points.twoDecimals == "10.00")
        #expect(throws: LedgerError.noSuchSize(size + 4, size: size + 3)) {
            try ledger.office.score(on: CivilDate(trusted: 20_210_630), known: .size(size + 4))
        }
    }

    // MARK: - The scheme in force

    @Test func aSchemeIsReplacedMidYear() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.shareOfTotal, facts: TinyCounty.exports("2020-01", ["100", "50", "0", "0"]))
        try county.ledger.append(
            .adopt(
                try TinyScheme.json([TinyCounty.Rule.rank("exports.total", step: "1")], id: "second"),
                from: "2020-03-01", id: "second"))
        let before = try county.ledger.head().size
        #expect(try county.table("2020-02-29").scheme.id == "tiny")
        #expect(try county.points("2020-02-29") == ["10.00", "5.00", "0.00", "0.00"])
        #expect(try county.table("2020-03-01").scheme.id == "second")
        #expect(try county.points("2020-03-01") == ["10.00", "9.00", "0.00", "0.00"])
        // On a tie the later seq.
        try county.ledger.append(
            .adopt(try TinyScheme.json([TinyCounty.Rule.rated], id: "third"), from: "2020-03-01", id: "third"))
        #expect(try county.table("2020-03-01").scheme.id == "third")
        #expect(try county.table("2020-03-01", known: .size(before)).scheme.id == "second")
        #expect(try county.table("2020-03-01", known: .size(before - 1)).scheme.id == "tiny")
        // A retracted scheme falls back to the one before.
        try county.ledger.append(.retract("third"))
        #expect(try county.table("2020-03-01").scheme.id == "second")
        #expect(try county.table("2020-03-01", known: .size(before + 1)).scheme.id == "third")
        try county.ledger.append(.retract("second"))
        #expect(try county.table("2020-03-01").scheme.id == "tiny")
    }

    /// Investments recorded before a scheme count under it, too.
    @Test func aSchemeRecordedLaterScoresEarlierInvestments() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.tiers, facts: [.invest(1, "5000000", in: "VN", on: "2020-01-02", no: "N", id: "n")])
        let other = TinyCounty.Rule.tiers.replacing(#""base":"1""#, with: #""base":"4""#).replacing("VN", with: "TH")
        try county.ledger.append(
            .adopt(try TinyScheme.json([other], id: "second"), from: "2020-01-01", id: "second"))
        #expect(try county.points("2020-01-31")[0] == "5.00")
        try county.ledger.append(.correct("n", to: .invest(1, "1", in: "TH", on: "2020-01-02", no: "N")))
        #expect(try county.points("2020-01-31")[0] == "1.50")
        try county.ledger.append(.retract("second"))
        #expect(try county.points("2020-01-31")[0] == "1.00")
    }

    @Test func noSchemeInForceIsAnError() throws {
        let county = try TinyCounty(TinyCounty.Rule.shareOfTotal)
        let size = try county.ledger.head().size
        #expect(throws: NoSchemeInForce(on: CivilDate(trusted: 19_991_231), knownSize: size)) {
            try county.table("1999-12-31")
        }
        #expect(throws: NoSchemeInForce(on: CivilDate(trusted: 20_200_131), knownSize: 0)) {
            try county.table("2020-01-31", known: .size(0))
        }
        try county.ledger.append(.retract("scheme"))
        #expect(throws: NoSchemeInForce(on: CivilDate(trusted: 20_200_131), knownSize: size + 1)) {
            try county.progress("2020-01-31")
        }
        #expect(try county.table("2020-01-31", known: .size(size)).scheme.id == "tiny")
    }
}
