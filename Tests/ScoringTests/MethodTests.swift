import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// scoring.md §3: each method at its boundaries.
@Suite struct MethodTests {
    typealias Rule = TinyCounty.Rule

    // MARK: share_of_best

    @Test func theBestGetsAllTheOthersTheirShare() throws {
        let county = try TinyCounty(
            Rule.shareOfTotal, facts: TinyCounty.exports("2020-01", ["100", "50", "0", "33.33"]))
        #expect(try county.points("2020-01-31") == ["10.00", "5.00", "0.00", "3.33"])
    }

    @Test func noValueAboveZeroScoresNothing() throws {
        let county = try TinyCounty(
            Rule.shareOfIncrement,
            facts: TinyCounty.exports("2019-01", ["5", "5", "5", "5"])
                + TinyCounty.exports("2020-01", ["5", "4", "0", "4.99"]))
        #expect(try county.points("2020-01-31") == ["0.00", "0.00", "0.00", "0.00"])
    }

    @Test func aFallScoresNothing() throws {
        let county = try TinyCounty(
            Rule.shareOfIncrement,
            facts: TinyCounty.exports("2019-01", ["10", "10", "10", "10"])
                + TinyCounty.exports("2020-01", ["14", "12", "10", "1"]))
        #expect(try county.points("2020-01-31") == ["10.00", "5.00", "0.00", "0.00"])
    }

    /// §1: rounded half up to 0.01 once. 10 points × 1 / 2000 is 0.005.
    @Test(arguments: [
        ("2000", "1", "0.01"), ("2000.01", "1", "0.00"), ("2000", "0.99", "0.00"), ("2000", "999", "5.00"),
        ("2000", "998.99", "4.99"), ("2000", "1999", "10.00"), ("2000", "1998.99", "9.99"), ("2000", "3", "0.02"),
    ])
    func halfAHundredthGoesUp(best: String, value: String, expected: String) throws {
        let county = try TinyCounty(
            Rule.shareOfTotal, facts: TinyCounty.exports("2020-01", [best, value, "0", "0"]))
        #expect(try county.points("2020-01-31") == ["10.00", expected, "0.00", "0.00"])
    }

    /// §2: a ratio whose denominator is 0 scores 0, is out of the comparison, and is flagged.
    @Test func anUndefinedRatioIsOutOfTheComparison() throws {
        let county = try TinyCounty(
            Rule.shareOfGrowth,
            facts: TinyCounty.exports("2019-01", ["100", "100", "0", "0"])
                + TinyCounty.exports("2020-01", ["110", "105", "999999999", "0"]))
        #expect(try county.points("2020-01-31") == ["10.00", "5.00", "0.00", "0.00"])
        #expect(try county.flags("2020-01-31") == [[], [], [.undefined], [.undefined]])
    }

    // MARK: target_ratio

    @Test func theTargetReachedGetsAllLessItsPart() throws {
        let county = try TinyCounty(
            Rule.growthToTarget, points: 40,
            facts: TinyCounty.exports("2019-05", ["1000", "1000", "1000", "1000"])
                + TinyCounty.exports("2020-05", ["1100", "1050", "1500", "1099.99"]))
        // The target through May is 10 %.
        #expect(try county.points("2020-05-31") == ["40.00", "20.00", "40.00", "40.00"])
        #expect(try county.flags("2020-05-31") == [[], [], [], []])
    }

    @Test func noGrowthAFallAndNoYearBeforeScoreNothing() throws {
        let county = try TinyCounty(
            Rule.growthToTarget, points: 40,
            facts: TinyCounty.exports("2019-05", ["1000", "1000", "0", "1000"])
                + TinyCounty.exports("2020-05", ["1000", "1", "1000", "1000.01"]))
        #expect(try county.points("2020-05-31") == ["0.00", "0.00", "0.00", "0.00"])
        #expect(try county.flags("2020-05-31") == [[], [], [.undefined], []])
    }

    /// 40 × g / 0.1 = 0.005 for g = 0.0000125.
    @Test func aTargetsShareIsRoundedHalfUp() throws {
        let county = try TinyCounty(
            Rule.growthToTarget, points: 40,
            facts: TinyCounty.exports("2019-05", ["80000", "80000", "80000", "80000"])
                + TinyCounty.exports("2020-05", ["80001", "80000.99", "80003", "80002.99"]))
        #expect(try county.points("2020-05-31") == ["0.01", "0.00", "0.02", "0.01"])
    }

    /// §4: the latest column with `through` ≤ Y-m; before the first column ends, the first, flagged provisional.
    @Test func theTargetInForce() throws {
        let months = (1...12).map { $0 < 10 ? "0\($0)" : "\($0)" }
        let county = try TinyCounty(
            Rule.growthToTarget,
            facts: months.flatMap { month in
                [Submission.trade(1, "2019-\(month)", "100"), .trade(1, "2020-\(month)", "105")]
                    + [.trade(1, "2021-\(month)", "110.25")]
            })
        func first(_ on: String) throws -> String {
            let row = try county.table(on).rows[0].items[0]
            return row.points.twoDecimals + (row.flags == [.provisional] ? " provisional" : "")
        }
        // 5 % of 10 % is one half, of 20 % one quarter.
        #expect(try first("2020-01-31") == "5.00 provisional")
        #expect(try first("2020-05-30") == "5.00 provisional")
        #expect(try first("2020-05-31") == "5.00")
        #expect(try first("2020-06-29") == "5.00")
        #expect(try first("2020-06-30") == "2.50")
        #expect(try first("2020-12-31") == "2.50")
        #expect(try first("2021-01-31") == "2.50")
    }

    // MARK: rank_step

    @Test func tiesShareAPlace() throws {
        let county = try TinyCounty(
            Rule.rank("exports.total", step: "0.2"), facts: TinyCounty.exports("2020-01", ["5", "9", "5", "3"]))
        #expect(try county.points("2020-01-31") == ["9.80", "10.00", "9.80", "9.40"])
    }

    @Test func firstPlacesTie() throws {
        let county = try TinyCounty(
            Rule.rank("exports.total", step: "0.2"), facts: TinyCounty.exports("2020-01", ["7", "7", "0", "6.99"]))
        #expect(try county.points("2020-01-31") == ["10.00", "10.00", "0.00", "9.60"])
    }

    @Test func notBelowZero() throws {
        let county = try TinyCounty(
            Rule.rank("exports.total", step: "4"), facts: TinyCounty.exports("2020-01", ["4", "3", "2", "1"]))
        #expect(try county.points("2020-01-31") == ["10.00", "6.00", "2.00", "0.00"])
    }

    /// Equal ratios of other numbers tie, and ratios that differ in the 17th digit do not.
    @Test func ratiosAreComparedExactly() throws {
        let county = try TinyCounty(
            Rule.rank("epidemic.share", step: "1"),
            facts: [
                .trade(1, "2020-01", "3", general: "3", epidemic: "1"),
                .trade(2, "2020-01", "999999999999999", general: "999999999999999", epidemic: "333333333333333"),
                .trade(3, "2020-01", "999999999999999", general: "999999999999999", epidemic: "333333333333333.01"),
                .trade(4, "2020-01", "3", general: "0", epidemic: "3"),
            ])
        #expect(try county.points("2020-01-31") == ["9.00", "9.00", "10.00", "0.00"])
        #expect(try county.flags("2020-01-31") == [[], [], [], [.undefined]])
    }

    @Test func noGrowthNoPlace() throws {
        let county = try TinyCounty(
            Rule.rank("imports.increment", step: "1"),
            facts: (1...4).flatMap { number -> [Submission] in
                [
                    .trade(number, "2019-01", imports: "10"),
                    .trade(number, "2020-01", imports: ["10", "9", "10.01", "12"][number - 1]),
                ]
            })
        #expect(try county.points("2020-01-31") == ["0.00", "0.00", "9.00", "10.00"])
    }

    // MARK: rated, and the latest month

    @Test func theLatestMonthStands() throws {
        let county = try TinyCounty(
            Rule.rated, Rule.monitoring,
            facts: [
                .rate("a", "2020-01", "9", item: "i0"), .rate("a", "2020-03", "4.5", item: "i0", id: "march"),
                .rate("b", "2019-12", "9", item: "i0"), .rate("c", "2020-01", "10", item: "i0"),
                .rate("c", "2020-02", "0", item: "i0"),
                .monitor("a", "2020-01", "80"), .monitor("b", "2020-01", "40"), .monitor("a", "2020-03", "20"),
                .monitor("c", "2019-12", "100"), .monitor("d", "2020-03", "0"),
            ])
        #expect(try county.points("2020-01-30") == ["0.00", "0.00", "0.00", "0.00"])
        #expect(try county.points("2020-01-31") == ["9.00", "0.00", "10.00", "0.00"])
        #expect(try county.points("2020-03-30") == ["9.00", "0.00", "0.00", "0.00"])
        #expect(try county.points("2020-03-31") == ["4.50", "0.00", "0.00", "0.00"])
        #expect(try county.points("2020-12-31") == ["4.50", "0.00", "0.00", "0.00"])
        #expect(try county.points("2021-01-31") == ["0.00", "0.00", "0.00", "0.00"])

        #expect(try county.points("2020-02-29", 1) == ["10.00", "5.00", "0.00", "0.00"])
        #expect(try county.points("2020-03-31", 1) == ["5.00", "10.00", "0.00", "0.00"])

        // A retracted month leaves the one before it, a corrected one its new points.
        try county.ledger.append(.correct("march", to: .rate("a", "2020-03", "1", item: "i0")))
        #expect(try county.points("2020-12-31") == ["1.00", "0.00", "0.00", "0.00"])
        try county.ledger.append(.retract("march"))
        #expect(try county.points("2020-12-31") == ["9.00", "0.00", "0.00", "0.00"])
    }

    // MARK: tiered_sum

    /// 附件2 境外投资 1–2: 以上 includes the number itself.
    @Test(arguments: [
        ("0", "1.00", "1.50"), ("1999999.99", "1.00", "1.50"), ("2000000", "1.50", "2.00"),
        ("4999999.99", "1.50", "2.00"), ("5000000", "2.00", "2.50"), ("9999999.99", "2.00", "2.50"),
        ("10000000", "3.00", "3.50"), ("999999999999999.99", "3.00", "3.50"),
    ])
    func tiersIncludeTheirLimit(amount: String, elsewhere: String, beltAndRoad: String) throws {
        let county = try TinyCounty(
            Rule.tiers,
            facts: [
                .invest(1, amount, in: "US", on: "2020-06-08", no: "N1"),
                .invest(2, amount, in: "VN", on: "2020-06-08", no: "N2"),
            ])
        #expect(try county.points("2020-06-07") == ["0.00", "0.00", "0.00", "0.00"])
        #expect(try county.points("2020-06-08") == [elsewhere, beltAndRoad, "0.00", "0.00"])
    }

    /// The notice's own cap of 3 points, and its list of countries.
    @Test func investmentsSumUpToTheCap() throws {
        let ledger = try TemporaryLedger()
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme()), .register(1, "jiapu"), .register(2, "heping"),
            .register(3, "sian"),
            .invest(1, "1", in: "US", on: "2020-01-01", no: "1"), .invest(1, "1", in: "TH", on: "2020-01-02", no: "2"),
            .invest(2, "1", in: "US", on: "2020-01-03", no: "3"),
            .invest(2, "2000000", in: "US", on: "2020-01-04", no: "4"),
            .invest(2, "1", in: "US", on: "2020-01-05", no: "5"),
            .invest(3, "10000000", in: "RU", on: "2020-01-06", no: "6"),
        ])
        func points(_ township: String, _ on: String) throws -> String? {
            try ledger.office.score(on: try #require(CivilDate(on)), known: .everything).table.rows
                .first { $0.id == township }?.items.first { $0.id == "investment" }?.points.twoDecimals
        }
        #expect(try points("jiapu", "2020-06-30") == "2.50")
        #expect(try points("heping", "2020-01-04") == "2.50")
        #expect(try points("heping", "2020-01-05") == "3.00", "3.5, at most 3")
        #expect(try points("sian", "2020-06-30") == "3.00", "3.5, at most 3")
        #expect(try points("sian", "2020-01-05") == "0.00")
    }

    // MARK: tally

    @Test func aReportCountsAtTheHighestLevelReached() throws {
        let county = try TinyCounty(
            Rule.tally,
            facts: [
                .report("A", "a", on: "2020-03-01", id: "A"), .adoptReport("A", "city", on: "2020-04-01", id: "A1"),
                .adoptReport("A", "province", on: "2020-05-01", id: "A2"),
                .report("B", "b", on: "2020-03-01"), .adoptReport("B", "province", on: "2020-03-01"),
                .adoptReport("B", "city", on: "2020-06-01"),
                .report("C", "c", on: "2020-12-31"), .adoptReport("C", "province", on: "2021-01-01"),
            ])
        let days: [(String, [String])] = [
            ("2020-02-29", ["0.00", "0.00", "0.00"]), ("2020-03-01", ["1.00", "3.00", "0.00"]),
            ("2020-03-31", ["1.00", "3.00", "0.00"]), ("2020-04-01", ["2.00", "3.00", "0.00"]),
            ("2020-05-01", ["3.00", "3.00", "0.00"]), ("2020-12-30", ["3.00", "3.00", "0.00"]),
            // An adoption in the next year does not count, and then the report itself no more.
            ("2020-12-31", ["3.00", "3.00", "1.00"]), ("2021-01-01", ["0.00", "0.00", "0.00"]),
            ("2021-12-31", ["0.00", "0.00", "0.00"]),
        ]
        for (on, expected) in days { #expect(try Array(county.points(on).prefix(3)) == expected, "\(on)") }
        try county.ledger.append(.retract("A2"))
        #expect(try county.points("2020-12-31")[0] == "2.00")
        try county.ledger.append(.correct("A", to: .report("A", "d", on: "2020-03-15")))
        #expect(try county.points("2020-12-31") == ["0.00", "3.00", "1.00", "2.00"])
        #expect(try county.points("2020-03-14") == ["0.00", "3.00", "0.00", "0.00"])
        try county.ledger.append([.retract("A1"), .retract("A")])
        #expect(try county.points("2020-12-31") == ["0.00", "3.00", "1.00", "0.00"])
    }

    /// 累计不超过8分.
    @Test func reportsSumUpToTheCap() throws {
        let county = try TinyCounty(
            Rule.tally, points: 8,
            facts: (1...9).map { .report("a\($0)", "a", on: "2020-01-0\($0)") }
                + (1...3).flatMap {
                    [Submission.report("b\($0)", "b", on: "2020-01-0\($0)")]
                        + [.adoptReport("b\($0)", "province", on: "2020-01-0\($0)")]
                })
        #expect(try county.points("2020-01-07") == ["7.00", "8.00", "0.00", "0.00"])
        #expect(try county.points("2020-01-09") == ["8.00", "8.00", "0.00", "0.00"])
        #expect(try county.points("2020-01-02") == ["2.00", "6.00", "0.00", "0.00"])
    }
}
