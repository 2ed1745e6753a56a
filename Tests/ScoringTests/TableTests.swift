import Ledger
import Records
import Scoring
import TestSupport
import Testing

@testable import Reports

/// scoring.md §1, §5 and §6: totals, ranks, exactness, progress and the JSON shapes.
@Suite struct TableTests {
    typealias Rule = TinyCounty.Rule

    /// A total is the sum of the rounded points: three thirds of 10 × 1/3.
    @Test func aTotalIsTheSumOfRoundedPoints() throws {
        let county = try TinyCounty(
            Rule.shareOfTotal, Rule.shareOfTotal, Rule.shareOfTotal,
            facts: TinyCounty.exports("2020-01", ["3", "1", "2", "0"]))
        let rows = try county.table("2020-01-31").rows
        #expect(rows.map(\.total.twoDecimals) == ["30.00", "9.99", "20.01", "0.00"])
        for row in rows { #expect(row.total.value == row.items.reduce(0) { $0 + $1.points.value }) }
    }

    /// Rank is competition rank by total, highest first, whatever the scheme's order.
    @Test(arguments: [
        (["1", "3", "2", "2"], [4, 1, 2, 2]), (["1", "1", "1", "1"], [1, 1, 1, 1]),
        (["0", "0", "5", "5"], [3, 3, 1, 1]),
        (["4", "4", "4", "1"], [1, 1, 1, 4]),
        // Totals that are equal once rounded tie.
        (["100000", "99999.99", "50000", "50000.01"], [1, 1, 3, 3]),
    ])
    func ranks(exports: [String], ranks: [Int]) throws {
        let county = try TinyCounty(Rule.shareOfTotal, facts: TinyCounty.exports("2020-01", exports))
        #expect(try county.table("2020-01-31").rows.map(\.rank) == ranks)
    }

    /// 200 events of the largest amount: sums stay exact where neither 64 bits nor binary fractions hold them.
    @Test func hugeAmountsStayExact() throws {
        let largest = "999999999999999.99"
        var facts: [Submission] = []
        for number in stride(from: 1, through: 37, by: 4) {
            for month in 1...12 {
                let text = month < 10 ? "0\(month)" : "\(month)"
                facts.append(
                    .trade(number, "2020-\(text)", largest, imports: largest, general: largest, epidemic: largest))
                if facts.count <= 80 { facts.append(.trade(number, "2019-\(text)", largest)) }
            }
        }
        // The same amounts in b, less one 分.
        for number in stride(from: 2, through: 38, by: 4) {
            for month in 1...12 {
                let text = month < 10 ? "0\(month)" : "\(month)"
                let amount = number == 2 && month == 1 ? "999999999999999.98" : largest
                facts.append(.trade(number, "2020-\(text)", amount))
            }
        }
        #expect(facts.count > 200)
        facts += (0..<200).map { .visit(3, "f\($0)", on: "2020-06-01", orders: largest) }
        let county = try TinyCounty(
            Rule.rank("exports.total", step: "1"), Rule.shareOfTotal, Rule.shareOfGrowth, facts: facts)
        let on = "2020-12-31"
        #expect(try county.figures("a", on: on).exports == 120 * 99_999_999_999_999_999)
        #expect(try county.figures("b", on: on).exports == 120 * 99_999_999_999_999_999 - 1)
        #expect(try county.points(on, 0) == ["10.00", "9.00", "0.00", "0.00"], "one 分 decides")
        #expect(try county.points(on, 1) == ["10.00", "10.00", "0.00", "0.00"])
        let before = try county.figures("a", on: on).exportsBefore
        #expect(before == 40 * 99_999_999_999_999_999)
        let progress = try county.progress(on)
        #expect(progress.townships[0].counters.growth.rounded(4) == "2.0000")
        let json = progress.json(head: try county.ledger.head())
        #expect(json["county"]?["fair.intended_orders_usd"]?.text == "199999999999999998")
        #expect(try county.ledger.office.verify().faults == [])
        let (replayed, _) = try county.ledger.office.score(
            on: try #require(CivilDate(on)), known: .everything, basis: .replay)
        #expect(try county.table(on) == replayed)
    }

    // MARK: - Progress

    /// §6: half up, away from zero, to 4 decimals.
    @Test(
        arguments: [
            ("20000", "20001", "0.0001"), ("20000", "20000.99", "0.0000"), ("20000", "19999", "-0.0001"),
            ("20000", "19999.01", "0.0000"), ("3", "4", "0.3333"), ("3", "5", "0.6667"), ("3", "2", "-0.3333"),
            ("3", "1", "-0.6667"), ("1", "0", "-1.0000"), ("1", "3", "2.0000"),
            ("0.01", "999999999999999.99", "99999999999999998.0000"),
            ("0", "5", nil),
        ] as [(String, String, String?)])
    func growthIsRoundedToFourDecimals(before: String, now: String, growth: String?) throws {
        let county = try TinyCounty(
            Rule.shareOfTotal, facts: [.trade(1, "2019-01", before), .trade(1, "2020-01", now)])
        let progress = try county.progress("2020-01-31")
        #expect(progress.county.growth.rounded(4) == growth)
        let json = progress.json(head: try county.ledger.head())
        #expect(json["county"]?["exports.growth"] == growth.map { .string($0) } ?? .null)
        #expect(json["townships"]?.array?[0]["exports.growth"] == growth.map { .string($0) } ?? .null)
        #expect(json["townships"]?.array?[1]["exports.growth"] == .null)
    }

    /// 附件3 备注:投保完成率=出口信用保险累计投保企业家数/累计出口企业家数.
    @Test func insuranceCompletionByBand() throws {
        let county = try TinyCounty(Rule.shareOfTotal)
        try county.ledger.append([
            .register(41, "a", from: "2000-01-01", band: "from_5m_usd", id: "e41"), .trade(1, "2020-01", "1"),
            .trade(5, "2020-01", "1"), .trade(41, "2020-01", "1"), .insure(1, on: "2020-01-05"),
            .insure(41, on: "2020-01-31"),
        ])
        let place = try county.progress("2020-01-31").townships[0].counters
        #expect(place.insurance.rounded(4) == "0.6667" && place.insuranceUnderFiveMillion.rounded(4) == "0.5000")
        // A band that is corrected counts from the correction's own recording.
        let size = try county.ledger.head().size
        try county.ledger.append(.correct("e41", to: .register(41, "a", from: "2000-01-01")))
        #expect(try county.progress("2020-01-31").county.insuranceUnderFiveMillion.rounded(4) == "0.6667")
        #expect(
            try county.progress("2020-01-31", known: .size(size)).county.insuranceUnderFiveMillion.rounded(4)
                == "0.5000")
    }

    /// §5: the milestone in force is the first whose `by` ≥ X, else the last.
    @Test(arguments: [
        ("2020-01-01", 300), ("2020-06-30", 300), ("2020-07-01", 400), ("2020-09-30", 400), ("2020-10-01", 500),
        ("2020-12-31", 500), ("2021-06-30", 500),
    ])
    func theMilestoneInForce(on: String, visits: Int64) throws {
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        let progress = try ledger.office.progress(on: try #require(CivilDate(on)), known: .everything).progress
        let goals = Goal.all(progress)
        #expect(goals.map(\.measure) == ["fair.visits", "exporters.new", "fair.intended_orders_usd"])
        #expect(goals[0].inForce.atLeast.value == visits * 100)
        #expect(goals[0].final.atLeast.value == 50_000)
        #expect(goals[2].inForce.atLeast.description == "100000000")
    }

    // MARK: - JSON

    @Test func theScoresJSON() throws {
        let county = try TinyCounty(
            Rule.growthToTarget, Rule.shareOfTotal, facts: TinyCounty.exports("2020-01", ["3", "1", "0", "0"]))
        let (table, head) = try county.ledger.office.score(on: CivilDate(trusted: 20_200_131), known: .everything)
        let json = table.json(head: head)
        #expect(json.object?.map(\.key) == ["known", "months", "on", "scheme", "townships"])
        #expect(json["on"]?.text == "2020-01-31" && json["months"]?.integer == 1 && json["scheme"]?.text == "tiny")
        #expect(json["known"]?["size"]?.integer == head.size && json["known"]?["root"]?.text == head.root.base64)
        #expect(json["known"]?["recorded_at"]?.text == "2021-12-30T16:00:00.000Z")
        #expect(
            json["townships"]?.array?[1]
                == (try JSONReader.read(
                    Array(
                        """
                        {"id":"b","name":"镇b","rank":2,"total":"3.33","items":[
                        {"id":"i0","points":"0.00","flags":["undefined","provisional"]},
                        {"id":"i1","points":"3.33","flags":[]}]}
                        """.utf8))))
        #expect(table.json(head: head, township: "c")["townships"]?.array?.map { $0["id"]?.text } == ["c"])
        let empty = try county.ledger.office.log.read { try $0.head(known: .size(0)) }
        #expect(empty.json["recorded_at"] == nil && empty.json["size"] == .integer(0))
    }

    @Test func theProgressJSON() throws {
        let county = try TinyCounty(
            Rule.shareOfTotal,
            facts: [
                .trade(1, "2019-01", "100"), .trade(1, "2020-01", "108.12"),
                .visit(1, "f", on: "2020-01-05", orders: "60604818.86"),
                .enterExporter(1, on: "2020-01-05"), .insure(1, on: "2020-01-05"),
            ])
        let (progress, head) = try county.ledger.office.progress(on: CivilDate(trusted: 20_200_131), known: .everything)
        let json = progress.json(head: head)
        #expect(json.object?.map(\.key) == ["county", "known", "on", "townships"])
        let counters =
            #""fair.visits":1,"fair.intended_orders_usd":"60604818.86","exporters.new":1,"#
            + #""insurance.completion":"1.0000","insurance.completion_under_5m":"1.0000","exports.growth":"0.0812""#
        #expect(json["county"] == (try JSONReader.read(Array("{\(counters)}".utf8))))
        #expect(json["townships"]?.array?[0] == (try JSONReader.read(Array(#"{"id":"a",\#(counters)}"#.utf8))))
        let none =
            #"{"id":"b","fair.visits":0,"fair.intended_orders_usd":"0","exporters.new":0,"#
            + #""insurance.completion":null,"insurance.completion_under_5m":null,"exports.growth":null}"#
        #expect(json["townships"]?.array?[1] == (try JSONReader.read(Array(none.utf8))))
    }
}
