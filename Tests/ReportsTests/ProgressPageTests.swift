import Ledger
import Records
import Scoring
import Testing

@testable import Reports

@Suite struct ProgressPageTests {
    static func page(_ name: String, on: Int32, _ language: Language) throws -> ProgressPage {
        let (progress, head) = try Fixture.progress(name, on: on)
        return ProgressPage(progress, head: head, language: language)
    }

    @Test func goalsStandAgainstTheCalendar() throws {
        let text = try Self.page("county-150", on: 20_200_630, .zh).text(width: 80, colour: false)
        #expect(
            text.contains(
                """

                企业参展（家次）
                  ██░░░░░░░░░░░░░░░░░░   10.0%  30 / 300（2020-06-30 前），还差 270
                  全年目标 500：第 182 天（共 366 天），按日历应达 249，落后 219

                新增出口企业（家）

                """))
        let english = try Self.page("county-150", on: 20_200_630, .en).text(width: 120, colour: false)
        #expect(
            english.contains(
                """
                  █░░░░░░░░░░░░░░░░░░░    6.7%  6,772,263.23 of 100,000,000 by 2020-12-31, 93,227,736.77 left
                  year's goal 100,000,000: 49,726,775.96 expected on day 182 of 366, 42,954,512.73 behind

                """))
    }

    @Test func townshipsStandAgainstTheirTargets() throws {
        let text = try Self.page("county-150", on: 20_200_630, .zh).text(width: 80, colour: false)
        #expect(
            text.contains(
                """
                乡镇              新增企业          出口增幅    投保完成率  500万美元以下
                ─────────────────────────────────────────────────────────────────────────
                全县              10 / 100   ✓ 19.87% / 8%    31.09% / 90%  30.85% / 100%
                开发区(太湖街道)   2 / 27    ✓ 39.94% / 8.5%  33.33% / 90%  40.00% / 100%
                南太湖(李家巷镇)   0 / 9     ✓ 26.20% / 9%     0.00% / 90%   0.00% / 100%
                煤山镇             0 / 7       -0.84% / 8.5%  62.50% / 90%  71.43% / 100%

                """))
        #expect(!text.contains("†"))
        let early = try Self.page("county-150", on: 20_200_531, .zh).text(width: 80, colour: false)
        #expect(early.contains("至 2020-05") && !early.contains("†"))
        #expect(try Self.page("county-150", on: 20_200_530, .zh).text(width: 80, colour: false).contains("出口增幅†"))
    }

    @Test(arguments: Language.allCases) func fitsTheWidth(language: Language) throws {
        for (name, on) in [("small-13", Int32(20_200_430)), ("county-150", 20_200_630)] {
            let page = try Self.page(name, on: on, language)
            for width in 76...140 {
                for line in page.text(width: width, colour: false).split(separator: "\n") {
                    #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
                }
            }
        }
    }

    /// The milestone in force is the first that is not past; behind the last one it stays.
    @Test(arguments: [
        (Int32(20_200_101), 300, 1), (20_200_630, 300, 182), (20_200_701, 400, 183), (20_201_231, 500, 366),
        (20_210_105, 500, 366),
    ])
    func theMilestoneInForce(on: Int32, goal: Int64, elapsed: Int) throws {
        let visits = try #require(Goal.all(Fixture.progress("small-13", on: on).progress).first)
        #expect(visits.measure == "fair.visits")
        #expect(visits.inForce.atLeast.value == goal * 100)
        #expect(visits.elapsed == elapsed && visits.days == 366)
        // Rounded up to whole visits, and never one too many.
        let expected = visits.expected / 100
        #expect(expected * 366 >= 500 * Int128(elapsed) && (expected - 1) * 366 < 500 * Int128(elapsed))
        #expect(visits.bar.count == 20)
    }

    @Test func ratesAreReachedExactly() throws {
        let rate = try Rate("0.085")
        #expect(Ratio(85, 1000).reaches(rate))
        #expect(!Ratio(84_999_999, 1_000_000_000).reaches(rate))
        #expect(!Ratio(1, 0).reaches(rate))
        #expect(!Ratio(-1, 10).reaches(rate))
        #expect(Numerals.percent(Ratio(-1, 1000)) == "-0.10%")
        #expect(Numerals.percent(Ratio(12_345, 10_000)) == "123.45%")
        #expect(Numerals.percent(Ratio(1, 0)) == nil)
        #expect(Numerals.percent(rate) == "8.5%")
    }

    @Test(arguments: [
        ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.5", "-1,234,567.5"), ("100000", "100,000"),
    ])
    func groupsThousands(number: String, grouped: String) { #expect(Numerals.grouped(number) == grouped) }

    @Test func timesAreShanghais() throws {
        let instant = try #require(Instant(rfc3339: "2020-06-30T16:00:00Z"))
        #expect(Numerals.shanghai(instant) == "2020-07-01 00:00:00")
    }

    @Test func csvHasTheCountyFirst() throws {
        let lines = try Self.page("county-150", on: 20_200_630, .zh).csv().split(separator: "\r\n")
        #expect(lines.count == 13)
        #expect(lines[1] == "county,全县,30,6772263.23,10,100,0.1987,0.08,0.3109,0.9,0.3085,1,2020-06,false")
        #expect(lines[4].hasPrefix("meishan,煤山镇,3,1525925.54,0,7,-0.0084,0.085,"))
        let small = try Self.page("small-13", on: 20_200_430, .zh).csv().split(separator: "\r\n")
        #expect(small[2] == "kaifaqu,开发区(太湖街道),0,0,0,12,,0.085,,0.6,,0.7,2020-05,true")
    }
}
