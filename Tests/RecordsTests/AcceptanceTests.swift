import Ledger
import Records
import TestSupport
import Testing

/// ledger.md §3: every type of the catalog, each once with the least that it takes.
@Suite struct AcceptanceTests {
    /// On 2020-07-01, with the effective date that the event must have.
    static func everyType() throws -> [(Submission, effective: String)] {
        [
            (.adopt(try TemporaryLedger.builtInScheme(), from: "2020-01-01", id: "s"), "2020-01-01"),
            (.register(1, "jiapu", id: "e"), "2018-01-01"),
            (.relocate(1, to: "meishan", on: "2020-06-20"), "2020-06-20"),
            (.trade(1, "2020-06", "3", imports: "2", general: "3", epidemic: "3"), "2020-06-30"),
            (.outsource(1, "2020-02", "1"), "2020-02-29"),
            (.monitor("meishan", "2020-06", "100"), "2020-06-30"),
            (.rate("meishan", "2020-06", "0.5"), "2020-06-30"),
            (.enterExporter(1, on: "2020-07-01"), "2020-07-01"),
            (.enterServiceTrader(1, on: "2020-05-01"), "2020-05-01"),
            (.invest(1, "5000000", in: "VN", on: "2020-06-08", no: "N1"), "2020-06-08"),
            (.visit(1, "广交会", on: "2020-06-15", id: "v"), "2020-06-15"),
            (.insure(1, on: "2020-06-01"), "2020-06-01"),
            (.report("R1", "meishan", on: "2020-06-08"), "2020-06-08"),
            (.adoptReport("R1", "city", on: "2020-06-08"), "2020-06-08"),
            (.correct("v", to: .visit(1, "华交会", on: "2020-06-16")).on("2020-06-30"), "2020-06-30"),
            (.retract("v"), "2020-07-01"),
            (.close("2020-06", on: "2020-06-30", size: 0), "2020-06-30"),
            (.visitEnterprise(1, on: "2020-06-10"), "2020-06-10"),
            (.problem("JB1", 1, on: "2020-06-10"), "2020-06-10"),
            (.assign("JB1", due: "2020-06-20", on: "2020-06-11"), "2020-06-11"),
            (.progress("JB1", on: "2020-06-12"), "2020-06-12"),
            (.resolve("JB1", on: "2020-06-18"), "2020-06-18"),
            (.confirm("JB1", on: "2020-06-18"), "2020-06-18"),
            (.reopen("JB1", due: "2020-07-10", on: "2020-06-29"), "2020-06-29"),
            (.list(1, on: "2020-05-18"), "2020-05-18"),
            (.delist(1, on: "2020-06-22"), "2020-06-22"),
            (.fill(1, "2020-W23"), "2020-06-07"),
            (.warn("YJ1", 1, on: "2020-06-08"), "2020-06-08"),
            (.respond("YJ1", on: "2020-06-09"), "2020-06-09"),
            (.clear("YJ1", on: "2020-06-22"), "2020-06-22"),
            (.registerFair("华交会", from: "2020-09-01", to: "2020-09-05", on: "2020-06-01"), "2020-06-01"),
            (.ecommerce("meishan", "2020-06", "1"), "2020-06-30"), (.onlineRetail("2020-05", "1"), "2020-05-31"),
            (.allot("F1", "100", on: "2020-04-20"), "2020-04-20"),
            (.pay("F1", "1", "100", on: "2020-04-20"), "2020-04-20"), (.lend("银行", "2020-05", "1"), "2020-05-31"),
            (.openWarehouse("W1", on: "2020-05-18"), "2020-05-18"),
            (.closeWarehouse("W1", on: "2020-06-28"), "2020-06-28"),
            (.inspect("D1", due: "2020-06-08", on: "2020-06-08"), "2020-06-08"),
            (.follow("D1", .inspectionProgressed, on: "2020-06-09"), "2020-06-09"),
            (.follow("D1", .inspectionMended, on: "2020-06-10"), "2020-06-10"),
            (.follow("D1", .inspectionReopened, on: "2020-06-11"), "2020-06-11"),
            (.publish("推进评价指数", "2020-06", "92.35", rank: 5), "2020-06-30"),
            (.adoptPlan(try TemporaryLedger.builtInPlan()), "2020-05-14"),
            (.reportWork("brands", on: "2020-06-10"), "2020-06-10"),
            (.confirmWork("brands", on: "2020-06-20"), "2020-06-20"),
            (.rateUnit("县财政局", "2020-06", "100"), "2020-06-30"),
        ]
    }

    @Test func everyTypeIsTaken() throws {
        let all = try Self.everyType()
        #expect(all.map(\.0.type) == Catalog.types.map(\.type))
        #expect(Set(all.map(\.0.type)) == Set(EventType.allCases))
        let ledger = try TemporaryLedger()
        for (index, (submission, effective)) in all.enumerated() {
            try ledger.append(submission)
            let event = try #require(try ledger.event(Int64(index + 1)))
            #expect(event.type == submission.type.rawValue)
            #expect(event.effective.description == effective, "\(event.type)")
            #expect(event.data == submission.data, "\(event.type)")
            #expect(event.actor == "test" && event.source == "" && event.recordedAt == ledger.now)
        }
        #expect(try ledger.office.verify().faults == [])
    }

    /// A submission's own keys are kept: id, source and actor.
    @Test func theFrameIsKept() throws {
        let ledger = try StandardLedger.make()
        let line = """
            {"type":"trade.reported","id":"my:id-1.A_b","source":"may.csv:7","actor":"王","effective":"2020-06-30",
            "data":{"enterprise":"\(ExampleEnterprise.code(1))","month":"2020-06","export_cny":"1","import_cny":"0",
            "general_trade_export_cny":"1.00","epidemic_goods_export_cny":"1"}}
            """
        let receipt = try ledger.office.append([Submission.read(line.utf8)], actor: "test")
        let event = try #require(try ledger.event(receipt.head.size))
        #expect(event.id == "my:id-1.A_b" && event.source == "may.csv:7" && event.actor == "王")
    }

    /// The ends of what is allowed.
    @Test(
        arguments: [
            .trade(1, "2020-07"),
            .monitor("jiapu", "2020-07", "0"),
            .monitor("jiapu", "2020-06", "100.00"),
            .rate("jiapu", "2020-06", "0.50"),
            .trade(1, "2020-06", "999999999999999.99", general: "999999999999999.99", epidemic: "999999999999999.99"),
            .trade(2, "2020-03"),
            .relocate(2, to: "jiapu", on: "2020-03-01"),
            .enterExporter(1, on: "2020-07-01"),
            .adoptReport("R1", "province", on: "2020-05-10"),
            .register(3, "jiapu").with("name", String(repeating: "名", count: 200)),
            .visit(1, "f", on: "2020-06-01", id: String(repeating: "a", count: 64)),
            .trade(1, "2020-06").on("2020-06-30"),
            .trade(1, "1999-12").with("enterprise", ExampleEnterprise.code(4)),
        ] as [Submission])
    func isStillAllowed(submission: Submission) throws {
        let ledger = try StandardLedger.make()
        try ledger.append(.register(4, "jiapu", from: "1990-01-01"))
        #expect(try ledger.faults(of: [submission]).isEmpty)
    }

    /// `effective` in the future is refused, except for `scheme.adopted` and month ends of the current month.
    @Test func aSchemeMayBeAdoptedAhead() throws {
        let ledger = try StandardLedger.make()
        let next = try TemporaryLedger.builtInScheme().setting("id", .string("changxing-2021"))
        #expect(try ledger.faults(of: [.adopt(next, from: "2021-01-01")]).isEmpty)
    }

    /// Today is the civil date in Asia/Shanghai: at 16:00 UTC its next day begins.
    @Test func todayIsShanghais() throws {
        let ledger = try StandardLedger.make()
        ledger.now = try #require(Instant(rfc3339: "2020-07-02T15:59:59.999Z"))
        #expect(try ledger.faults(of: [.enterExporter(1, on: "2020-07-03")]).count == 1)
        ledger.now = try #require(Instant(rfc3339: "2020-07-02T16:00:00Z"))
        #expect(try ledger.faults(of: [.enterExporter(1, on: "2020-07-03")]).isEmpty)
    }
}
