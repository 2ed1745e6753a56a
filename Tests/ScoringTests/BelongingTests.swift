import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// scoring.md §1–2: where facts belong, and who is an exporter.
@Suite struct BelongingTests {
    /// N of a, b, c and d.
    static func exporters(_ county: TinyCounty, _ on: String, known: Int64? = nil) throws -> [Int128] {
        try ["a", "b", "c", "d"].map { try county.figures($0, on: on, known: known).exporters }
    }

    static func exports(_ county: TinyCounty, _ on: String, known: Int64? = nil) throws -> [Int128] {
        try ["a", "b", "c", "d"].map { try county.figures($0, on: on, known: known).exports / 100 }
    }

    /// Each counted once, in its township at the end of its first month with exports.
    @Test func anExporterCountsOnceWhereItFirstExported() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.shareOfTotal,
            facts: [
                .trade(1, "2020-01"), .trade(1, "2020-02", "1", id: "feb"), .trade(1, "2020-03", "1", id: "mar"),
                .relocate(1, to: "b", on: "2020-03-01"), .trade(5, "2020-03", "0.01"),
                .trade(2, "2020-01", imports: "5"),
            ])
        #expect(
            try Self.exporters(county, "2020-01-31") == [0, 0, 0, 0], "exports of 0, and imports, make no exporter")
        #expect(try Self.exporters(county, "2020-02-29") == [1, 0, 0, 0])
        #expect(try Self.exporters(county, "2020-12-31") == [2, 0, 0, 0], "the move in March changes nothing")
        #expect(try Self.exports(county, "2020-12-31") == [1, 1, 0, 0])
        // With February corrected to nothing the first month is March, when it belonged to b.
        let before = try county.ledger.head().size
        try county.ledger.append(.correct("feb", to: .trade(1, "2020-02", "0")))
        #expect(try Self.exporters(county, "2020-02-29") == [0, 0, 0, 0])
        #expect(try Self.exporters(county, "2020-03-31") == [1, 1, 0, 0])
        #expect(try Self.exporters(county, "2020-03-31", known: before) == [2, 0, 0, 0])
        // And with March retracted it is none.
        try county.ledger.append(.retract("mar"))
        #expect(try Self.exporters(county, "2020-12-31") == [1, 0, 0, 0])
        // An earlier month that comes late moves it again.
        try county.ledger.append([.trade(1, "2020-12", "1"), .trade(1, "2020-04", "1")])
        #expect(try Self.exporters(county, "2020-12-31") == [1, 1, 0, 0])
        #expect(try Self.exporters(county, "2020-03-31") == [1, 0, 0, 0])
    }

    /// N / N′: each year anew, over the same months.
    @Test func exportersOfTheYearBefore() throws {
        let county = try TinyCounty(
            #""method":"share_of_best","measure":"exporters.ratio""#,
            facts: [
                .trade(1, "2019-02", "1"), .trade(5, "2019-01", "1"), .trade(1, "2020-01", "1"),
                .trade(2, "2019-01", "1"),
                .trade(2, "2020-02", "1"), .trade(3, "2020-01", "1"),
            ])
        let january = try county.figures("a", on: "2020-01-31")
        #expect(january.exporters == 1 && january.exportersBefore == 1)
        let february = try county.figures("a", on: "2020-02-29")
        #expect(february.exporters == 1 && february.exportersBefore == 2)
        #expect(try county.points("2020-02-29") == ["5.00", "10.00", "0.00", "0.00"])
        #expect(try county.flags("2020-02-29") == [[], [], [.undefined], [.undefined]])
    }

    /// A relocation recorded late moves the facts that it covers, as known from then on.
    @Test func aRelocationRecordedLateMovesItsFacts() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.tiers,
            facts: [
                .trade(1, "2020-01", "1"), .trade(1, "2020-02", "10"), .trade(1, "2020-03", "100"),
                .outsource(1, "2020-02", "7"), .enterExporter(1, on: "2020-02-15"),
                .visit(1, "f", on: "2020-02-14", orders: "3"),
                .insure(1, on: "2020-02-16"), .enterServiceTrader(1, on: "2020-02-15"),
                .invest(1, "1", on: "2020-02-15", no: "N"),
            ])
        let before = try county.ledger.head().size
        try county.ledger.append(.relocate(1, to: "b", on: "2020-02-15", id: "move"))
        #expect(try Self.exports(county, "2020-03-31") == [1, 110, 0, 0])
        #expect(try Self.exports(county, "2020-03-31", known: before) == [111, 0, 0, 0])
        let old = try county.figures("a", on: "2020-12-31")
        let new = try county.figures("b", on: "2020-12-31")
        #expect(old.fairVisits == 1 && old.fairOrders == 300 && new.fairVisits == 0, "14 February is before the move")
        #expect(old.newExporters == 0 && new.newExporters == 1 && new.insured == 1 && new.serviceTraders == 1)
        #expect(new.outsourcing == 700 && old.outsourcing == 0)
        #expect(try county.points("2020-12-31") == ["0.00", "1.00", "0.00", "0.00"])
        #expect(try Self.exporters(county, "2020-12-31") == [1, 0, 0, 0])
        // Corrected to an earlier day it takes more with it; retracted, nothing.
        try county.ledger.append(.correct("move", to: .relocate(1, to: "c", on: "2020-01-31")))
        #expect(try Self.exports(county, "2020-03-31") == [0, 0, 111, 0])
        #expect(try Self.exporters(county, "2020-12-31") == [0, 0, 1, 0])
        try county.ledger.append(.retract("move"))
        #expect(try Self.exports(county, "2020-03-31") == [111, 0, 0, 0])
        #expect(try county.ledger.office.verify().faults == [])
    }

    /// The latest effective on or before the date, the later seq on a tie.
    @Test func theLatestMoveDecides() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.shareOfTotal,
            facts: [
                .relocate(1, to: "c", on: "2020-03-01", id: "march"),
                .relocate(1, to: "b", on: "2020-02-01", id: "feb"),
                .relocate(5, to: "d", on: "2000-01-01"), .trade(1, "2020-01", "1"), .trade(1, "2020-02", "1"),
                .trade(1, "2020-03", "1"), .trade(5, "2020-01", "10"),
            ])
        #expect(try Self.exports(county, "2020-03-31") == [1, 1, 1, 10])
        #expect(try Self.exports(county, "2020-01-31") == [1, 0, 0, 10], "a move on the day of registration stands")
        try county.ledger.append(.retract("march"))
        #expect(try Self.exports(county, "2020-03-31") == [1, 2, 0, 10])
    }

    /// Facts that belong to no township of the scheme score nothing there, and count for the county.
    @Test func unassignedFactsCountForTheCountyOnly() throws {
        let county = try TinyCounty(
            TinyCounty.Rule.shareOfTotal,
            facts: TinyCounty.exports("2019-01", ["100", "100", "100", "100"])
                + TinyCounty.exports("2020-01", ["150", "100", "100", "200"])
                + [.visit(1, "f", on: "2020-01-10", orders: "5"), .insure(1, on: "2020-01-10")])
        // Enterprise 1 turns out to belong only from February on; d is no township of the next scheme.
        try county.ledger.append([
            .correct("e1", to: .register(1, "a", from: "2020-02-01")),
            .adopt(
                try TinyScheme.json([TinyCounty.Rule.shareOfTotal], id: "three", townships: ["a", "b", "c"]),
                from: "2020-01-01"),
        ])
        #expect(try county.points("2020-01-31") == ["0.00", "10.00", "10.00"])
        #expect(try county.figures("", on: "2020-01-31").exports == 15_000)
        let progress = try county.progress("2020-01-31")
        #expect(progress.townships.map(\.township.id) == ["a", "b", "c"])
        #expect(progress.townships[0].counters.fairVisits == 0)
        #expect(progress.county.fairVisits == 1 && progress.county.fairOrders == 500)
        #expect(progress.county.growth.rounded(4) == "0.3750", "550 after 400, all of them")
        #expect(progress.county.insurance.rounded(4) == "0.2500")
    }
}
