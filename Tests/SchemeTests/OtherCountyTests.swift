import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// Another county's notice is a file and not a program.
@Suite struct OtherCountyTests {
    @Test func itsSchemeIsValid() throws {
        let (scheme, faults) = SchemeReader.read(try Qinglan.scheme())
        #expect(faults == [])
        #expect(scheme?.townships.count == 8 && scheme?.total.description == "125" && scheme?.targets.count == 4)
        #expect(scheme?.plan?.units.count == 4 && scheme?.plan?.workList?.stages.count == 4)
    }

    /// 出口总额完成季度累计任务的得25分，未完成的按比例得分: targets in yuan, though amounts are kept in 分.
    @Test func aQuarterlyTargetInYuan() throws {
        let facts: [Submission] = [
            .trade(1, "2021-01", "132000000"), .trade(2, "2021-03", "105600000"), .trade(3, "2021-02", "105600000"),
            .trade(1, "2021-04", "444000000"),
        ]
        #expect(
            try Qinglan.points("volume", "2021-03-31", facts) == [
                "12.50", "25.00", "25.00", "0.00", "0.00", "0.00", "0.00", "0.00",
            ])
        // From the end of June the second column is in force: 576,000,000 for 经济开发区, 230,400,000 for 云溪镇.
        #expect(try Qinglan.points("volume", "2021-06-29", facts)[0...1] == ["25.00", "25.00"])
        #expect(try Qinglan.points("volume", "2021-06-30", facts)[0...1] == ["25.00", "11.46"])
    }

    /// 增长5%（含）以上得10分: a band includes its limit; a township's band does not depend on the others.
    @Test func bandsIncludeTheirLimit() throws {
        let now = ["100", "100.01", "104.99", "105", "110", "119.99", "120", "99.99"]
        let facts = (1...8).flatMap {
            [Submission.trade($0, "2020-01", "100"), .trade($0, "2021-01", now[$0 - 1])]
        }
        #expect(
            try Qinglan.points("growth", "2021-01-31", facts) == [
                "0.00", "4.00", "4.00", "10.00", "15.00", "15.00", "20.00", "0.00",
            ])
        // Last year's exports missing: undefined, not full marks.
        let table = try Qinglan.ledger([.trade(1, "2021-01", "100")]).office.score(
            on: CivilDate(trusted: 20_210_131), known: .everything
        ).table
        let item = try #require(table.rows[0].items.first { $0.id == "growth" })
        #expect(item.points.twoDecimals == "0.00" && item.flags == [.undefined])
    }

    /// A band of a ratio of counts: two of three, three of five.
    @Test func bandsOfShares() throws {
        func enterprises(_ count: Int, insured: Int, at place: Int) -> [Submission] {
            (0..<count).map { .trade(place + 8 * $0, "2021-01", "1") }
                + (0..<insured).map { .insure(place + 8 * $0, on: "2021-02-01") }
        }
        let facts =
            enterprises(3, insured: 2, at: 1) + enterprises(5, insured: 3, at: 2) + enterprises(5, insured: 1, at: 3)
            + enterprises(1, insured: 1, at: 4) + enterprises(4, insured: 1, at: 5)
        #expect(
            try Qinglan.points("insurance", "2021-02-28", facts) == [
                "8.00", "8.00", "0.00", "12.00", "0.00", "0.00", "0.00", "0.00",
            ])
    }

    /// A target of points: 90 is met by a score of 90, not by 0.9.
    @Test func aTargetInPoints() throws {
        let facts: [Submission] = [
            .monitor("kaifaqu", "2021-03", "90"), .monitor("yunxi", "2021-03", "45"),
            .monitor("songling", "2021-03", "100"),
        ]
        #expect(try Qinglan.points("monitoring", "2021-03-31", facts)[0...3] == ["7.00", "3.50", "7.00", "0.00"])
        #expect(try Qinglan.points("monitoring", "2021-09-30", facts)[0...1] == ["6.63", "3.32"])
    }

    @Test func itsOwnParametersOfTheOldMethods() throws {
        let facts: [Submission] = [
            .invest(1, "999999.99", in: "VN", on: "2021-02-01", no: "1"),
            .invest(2, "1000000", in: "VN", on: "2021-02-01", no: "2"),
            .invest(3, "3000000", on: "2021-02-01", no: "3"),
            .invest(3, "3000000", on: "2021-02-02", no: "4"),
            .report("r1", "nandu", on: "2021-02-01"), .adoptReport("r1", "province", on: "2021-02-03"),
            .report("r2", "nandu", on: "2021-02-01"), .rate("wanghu", "2021-01", "3.5", item: "policy"),
            .rate("wanghu", "2021-01", "1.25", item: "cooperation"),
        ]
        #expect(try Qinglan.points("investment", "2021-02-28", facts)[0...2] == ["2.00", "3.00", "6.00"])
        #expect(try Qinglan.points("briefing", "2021-02-28", facts)[5] == "2.00")
        #expect(try Qinglan.points("policy", "2021-02-28", facts)[7] == "3.50")
        #expect(try Qinglan.points("cooperation", "2021-02-28", facts)[7] == "1.25")
    }

    /// Bands that can't be meant are refused, with the place.
    @Test func bandsAreChecked() throws {
        func faults(_ bands: String) throws -> [SchemeFault] {
            let scheme = try Qinglan.scheme().replacing(
                ["indicators", "1", "bands"], with: try JSONReader.read(Array(bands.utf8)))
            return SchemeReader.read(scheme).faults
        }
        let path = "indicators[1].bands"
        #expect(try faults("[]").map(\.path) == [path])
        #expect(
            try faults(#"[{"from":"0","points":"4"},{"from":"0.05","points":"10"}]"#).first?.allowed.contains(
                "highest band") == true)
        #expect(
            try faults(#"[{"from":"0.1","points":"4"},{"from":"0.05","points":"20"}]"#).map(\.allowed) == [
                "more points than the band below it", "the indicator's points in the highest band",
            ])
        #expect(
            try faults(#"[{"from":"0.1","points":"4"},{"from":"0.10","points":"20"}]"#).map(\.allowed) == [
                "each id once"
            ])
        #expect(
            try faults(#"[{"from":"5%","points":"4"},{"points":"20"}]"#).map(\.path) == [
                path + "[0].from", path + "[1].from",
            ])
        #expect(try faults(#"[{"from":"0","points":20}]"#).map(\.path) == [path + "[0].points"])
    }
}
