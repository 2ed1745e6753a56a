import Accounts
import Ledger
import Records
import TestSupport
import Testing

/// ledger.md §2, Natural key: the same again is already recorded, the same key with other content a conflict.
@Suite struct IdentityTests {
    /// Each type with a natural key: what is recorded, what shares its key, and what does not.
    static func keys() throws -> [(first: Submission, same: Submission, other: Submission)] {
        let scheme = try TemporaryLedger.builtInScheme()
        return [
            (
                .adopt(scheme, from: "2020-01-01"), .adopt(scheme.setting("title", .string("t")), from: "2020-01-01"),
                .adopt(scheme, from: "2020-02-01")
            ),
            (.register(3, "jiapu"), .register(3, "meishan", from: "2019-01-01"), .register(4, "jiapu")),
            (
                .relocate(1, to: "heping", on: "2020-06-01"), .relocate(1, to: "meishan", on: "2020-06-01"),
                .relocate(1, to: "heping", on: "2020-06-02")
            ),
            (.trade(1, "2020-06", "1"), .trade(1, "2020-06", "2"), .trade(2, "2020-06", "1")),
            (.outsource(1, "2020-06", "1"), .outsource(1, "2020-06", "2"), .outsource(1, "2020-05", "1")),
            (.monitor("jiapu", "2020-06", "1"), .monitor("jiapu", "2020-06", "2"), .monitor("heping", "2020-06", "1")),
            (.rate("jiapu", "2020-06", "0.1"), .rate("jiapu", "2020-06", "0.2"), .rate("jiapu", "2020-05", "0.1")),
            (
                .enterExporter(1, on: "2020-02-01"), .enterExporter(1, on: "2020-03-01"),
                .enterExporter(1, on: "2019-02-01")
            ),
            (
                .enterServiceTrader(1, on: "2020-01-01"), .enterServiceTrader(1, on: "2020-06-30"),
                .enterServiceTrader(1, on: "2019-12-31")
            ),
            (
                // An approval number is unique among all enterprises.
                .invest(1, "1", on: "2020-05-01", no: "N1"), .invest(2, "1", on: "2020-05-01", no: "N1"),
                .invest(1, "1", on: "2020-05-01", no: "N2")
            ),
            (
                .visit(1, "华交会", on: "2020-05-01"), .visit(1, "华交会", on: "2020-05-02"),
                .visit(2, "华交会", on: "2020-05-01")
            ),
            (.insure(1, on: "2020-01-01"), .insure(1, on: "2020-06-01"), .insure(1, on: "2019-06-01")),
            (
                .report("R5", "jiapu", on: "2020-05-01"), .report("R5", "heping", on: "2020-05-01"),
                .report("R6", "jiapu", on: "2020-05-01")
            ),
            (
                .adoptReport("R1", "province", on: "2020-06-01"), .adoptReport("R1", "province", on: "2020-06-02"),
                .adoptReport("R5", "province", on: "2020-06-01")
            ),
            (
                .close("2020-06", on: "2020-06-30", size: 0),
                .close("2020-06", on: "2020-06-30", size: 0)
                    .with("table_sha256", String(repeating: "1", count: 64)),
                .close("2020-04", on: "2020-04-30", size: 0)
            ),
        ] + desk + programmes + plans(try TemporaryLedger.builtInPlan())
    }

    /// The desk's types. The other record's ticket, list entry or warning stands where `others` has brought it.
    static var desk: [(first: Submission, same: Submission, other: Submission)] {
        [
            (
                .visitEnterprise(1, on: "2020-06-10"), .visitEnterprise(1, on: "2020-06-10", "订单减少"),
                .visitEnterprise(1, by: "县财政局", on: "2020-06-10")
            ),
            (
                .problem("JB1", 1, on: "2020-06-10"), .problem("JB1", 2, on: "2020-06-10"),
                .problem("JB2", 1, on: "2020-06-10")
            ),
            (
                .assign("JB1", due: "2020-06-20", on: "2020-06-11"),
                .assign("JB1", due: "2020-06-21", on: "2020-06-11"),
                .assign("JB1", to: "县税务局", due: "2020-06-20", on: "2020-06-11")
            ),
            (
                .progress("JB1", on: "2020-06-12"), .progress("JB1", on: "2020-06-12", "另有进展"),
                .progress("JB1", on: "2020-06-13")
            ),
            (
                .resolve("JB1", on: "2020-06-18"), .resolve("JB1", on: "2020-06-18", "又"),
                .resolve("JB8", on: "2020-06-18")
            ),
            (
                .confirm("JB1", on: "2020-06-19"), .confirm("JB1", on: "2020-06-19", by: "王"),
                .confirm("JB8", on: "2020-06-19")
            ),
            (
                .reopen("JB1", due: "2020-07-10", on: "2020-06-29"),
                .reopen("JB1", due: "2020-07-11", on: "2020-06-29"),
                .reopen("JB8", due: "2020-07-10", on: "2020-06-29")
            ),
            // One who is on the list has no two records of one day; that the key holds is seen before that.
            (
                .list(1, on: "2020-05-18"), .list(1, on: "2020-05-18").with("enterprise", ExampleEnterprise.code(1)),
                .list(2, on: "2020-05-18")
            ),
            (.delist(1, on: "2020-06-22"), .delist(1, on: "2020-06-22", "停产"), .delist(2, on: "2020-06-22")),
            (.fill(1, "2020-W23"), .fill(1, "2020-W23", workers: 99), .fill(1, "2020-W24")),
            (.warn("YJ1", 1, on: "2020-06-08"), .warn("YJ1", 2, on: "2020-06-08"), .warn("YJ2", 1, on: "2020-06-08")),
            (
                .respond("YJ1", on: "2020-06-09"), .respond("YJ1", on: "2020-06-09", "电话"),
                .respond("YJ1", by: "县税务局", on: "2020-06-09")
            ),
            (.clear("YJ1", on: "2020-06-22"), .clear("YJ1", on: "2020-06-22", "好转"), .clear("YJ8", on: "2020-06-22")),
        ]
    }

    /// The programmes' types.
    static var programmes: [(first: Submission, same: Submission, other: Submission)] {
        [
            (
                .registerFair("华交会", from: "2020-09-01", to: "2020-09-05", on: "2020-06-01"),
                .registerFair("华交会", from: "2020-09-01", to: "2020-09-06", on: "2020-06-01"),
                .registerFair("广交会", from: "2020-09-01", to: "2020-09-05", on: "2020-06-01")
            ),
            (
                .ecommerce("jiapu", "2020-06", "1"), .ecommerce("jiapu", "2020-06", "2"),
                .ecommerce("jiapu", "2020-05", "1")
            ),
            (.onlineRetail("2020-06", "1"), .onlineRetail("2020-06", "2"), .onlineRetail("2020-05", "1")),
            (
                .allot("F1", "100", on: "2020-04-20"), .allot("F1", "100", on: "2020-04-21"),
                .allot("F2", "100", on: "2020-04-20")
            ),
            (
                .pay("F1", "1", "10", on: "2020-05-01"), .pay("F1", "1", "10", on: "2020-05-02"),
                .pay("F8", "1", "10", on: "2020-05-01")
            ),
            (.lend("银行", "2020-05", "1"), .lend("银行", "2020-05", "2"), .lend("又一银行", "2020-05", "1")),
            (
                .openWarehouse("W1", on: "2020-05-18"), .openWarehouse("W1", on: "2020-05-19"),
                .openWarehouse("W2", on: "2020-05-18")
            ),
            (
                .closeWarehouse("W1", on: "2020-06-28"), .closeWarehouse("W1", on: "2020-06-29"),
                .closeWarehouse("W8", on: "2020-06-28")
            ),
            (
                .inspect("D1", due: "2020-06-20", on: "2020-06-08"),
                .inspect("D1", due: "2020-06-21", on: "2020-06-08"),
                .inspect("D2", due: "2020-06-20", on: "2020-06-08")
            ),
            (
                .follow("D1", .inspectionProgressed, on: "2020-06-09"),
                .follow("D1", .inspectionProgressed, on: "2020-06-09", "又"),
                .follow("D1", .inspectionProgressed, on: "2020-06-10")
            ),
            (
                .follow("D1", .inspectionMended, on: "2020-06-12"),
                .follow("D1", .inspectionMended, on: "2020-06-12", "又"),
                .follow("D8", .inspectionMended, on: "2020-06-12")
            ),
            (
                .follow("D1", .inspectionReopened, on: "2020-06-15"),
                .follow("D1", .inspectionReopened, on: "2020-06-15", "又"),
                .follow("D8", .inspectionReopened, on: "2020-06-15")
            ),
            (.publish("工作机制", "2020-06", "1"), .publish("工作机制", "2020-06", "2"), .publish("信保支持", "2020-06", "1")),
        ]
    }

    /// The work plan's types. Once progress on `legal` is reported it can be confirmed.
    static func plans(_ plan: JSON) -> [(first: Submission, same: Submission, other: Submission)] {
        [
            (
                .adoptPlan(plan), .adoptPlan(plan.setting("title", .string("又"))),
                .adoptPlan(plan, from: "2020-06-01")
            ),
            (
                .reportWork("brands", on: "2020-06-10"), .reportWork("brands", on: "2020-06-10", "又"),
                .reportWork("legal", on: "2020-06-10")
            ),
            (
                .confirmWork("brands", on: "2020-06-20"), .confirmWork("brands", on: "2020-06-20", "又"),
                .confirmWork("legal", on: "2020-06-20")
            ),
            (
                .rateUnit("县财政局", "2020-06", "90"), .rateUnit("县财政局", "2020-06", "91"),
                .rateUnit("县财政局", "2020-05", "90")
            ),
        ]
    }

    /// What the other records of the desk and the programmes need.
    static var others: [Submission] {
        [
            .allot("F8", "100", on: "2020-04-20"), .openWarehouse("W8", on: "2020-05-18"),
            .inspect("D8", due: "2020-06-20", on: "2020-06-08"),
            .problem("JB8", 2, on: "2020-06-10"), .assign("JB8", due: "2020-06-20", on: "2020-06-11"),
            .warn("YJ8", 2, on: "2020-06-08"), .respond("YJ8", on: "2020-06-09"),
        ]
    }

    @Test func everyNaturalKeyIsUniqueAmongLiveRecords() throws {
        let all = try Self.keys()
        let keyed = Catalog.types.filter { $0.naturalKey != nil }.map(\.type)
        #expect(all.map(\.first.type) == keyed)
        let ledger = try StandardLedger.make()
        try ledger.append(Self.others)
        for (first, same, other) in all {
            var named = first
            named.id = "first-\(first.type.rawValue)"
            let seq = try ledger.append(named).head.size

            // The same content is already recorded, whoever submits it and wherever it comes from.
            var again = first
            again.source = "another file"
            again.actor = "another clerk"
            let receipt = try ledger.append(again)
            guard case .alreadyRecorded(seq, named.id) = receipt.outcomes[0] else {
                Issue.record("\(first.type): \(receipt.outcomes)")
                continue
            }
            again.id = "another-id"
            guard case .alreadyRecorded(seq, named.id) = try ledger.append(again).outcomes[0] else {
                Issue.record("\(first.type) with an id of its own")
                continue
            }
            #expect(try ledger.head().size == seq)

            // Other content is a conflict that names the holder; a list entry is nothing but its key.
            guard first.type != .monitoringListed else {
                #expect(try ledger.faults(of: [other]).isEmpty)
                continue
            }
            let faults = try ledger.faults(of: [same])
            #expect(faults.map(\.refusal.problem) == [.conflict(holder: named.id ?? "", seq: seq)], "\(first.type)")

            // Another key is another record.
            #expect(try ledger.faults(of: [other]).isEmpty, "\(first.type)")
            #expect(try ledger.head().size == seq + 1)
        }
        #expect(try ledger.office.verify().faults == [])
    }

    /// The same amount written otherwise, or text with outer space, is the same content.
    @Test func contentIsComparedAsStored() throws {
        let ledger = try StandardLedger.make()
        let size = try ledger.head().size
        for spelling in ["100", "100.0", "100.00", " 100 "] {
            let receipt = try ledger.append(.trade(1, "2020-05", spelling))
            #expect(receipt.head.size == size, "\(spelling)")
        }
    }

    @Test func aBatchHandedInTwiceIsAlreadyRecorded() throws {
        let ledger = try StandardLedger.make()
        let batch: [Submission] = [
            .register(5, "jiapu", id: "b1"), .trade(5, "2020-05", "1", id: "b2"), .visit(5, "f", on: "2020-05-01"),
            .correct("b2", to: .trade(5, "2020-05", "2.50"), id: "b3"), .retract("b2", id: "b4"),
        ]
        let first = try ledger.append(batch)
        // The record that b2 opened is retracted by now, so that its id is taken; the rest is known again.
        let again = try ledger.append(batch.filter { $0.id != "b2" })
        #expect(again.head == first.head)
        #expect(again.outcomes.allSatisfy { if case .alreadyRecorded = $0 { true } else { false } })
    }

    /// What is recorded stays so, whatever was recorded against it since.
    @Test func whatIsRecordedIsKnownAgainUnderOtherRules() throws {
        let ledger = try TemporaryLedger()
        let scheme = try TemporaryLedger.builtInScheme()
        let batch: [Submission] = [
            .adopt(scheme), .register(1, "jiapu", id: "e1"), .trade(1, "2020-01", "5", id: "t1"),
            .rate("jiapu", "2020-01", "0.5"),
        ]
        try ledger.append(batch)
        try ledger.append(.correct("e1", to: .register(1, "jiapu", from: "2020-03-01")))
        let size = try ledger.head().size
        for again in [
            .trade(1, "2020-01", "5", id: "t1"), .trade(1, "2020-01", "5"), .trade(1, "2020-01", "5.0", id: "new"),
        ]
            as [Submission]
        {
            guard case .alreadyRecorded(3, "t1") = try ledger.append(again).outcomes[0] else {
                Issue.record("\(again.id ?? "-")")
                continue
            }
        }
        // Another amount, or the id with another content, is told as before.
        #expect(try ledger.faults(of: [.trade(1, "2020-01", "6")]).map(\.refusal.field) == ["data.enterprise"])
        #expect(
            try ledger.faults(of: [.trade(1, "2020-02", "5", id: "t1")]).map(\.refusal.field) == ["data.enterprise"])
        #expect(try ledger.head().size == size)
    }

    /// A record that others name by its number has the field itself.
    @Test func recordsThatAreNamedByANumberAreShown() throws {
        let ledger = try StandardLedger.make()
        try ledger.append([
            .allot("长财〔2020〕1号", "100", on: "2020-05-01", id: "f1"),
            .pay("长财〔2020〕1号", "1", "50", on: "2020-05-02", id: "p1"),
            .openWarehouse("仓", on: "2020-05-01", id: "w1"), .closeWarehouse("仓", on: "2020-05-02", id: "w2"),
        ])
        for id in ["f1", "p1", "w1", "w2"] {
            let shown = try #require(try ledger.office.history(of: id))
            #expect(shown.entries.map(\.township) == [""])
        }
    }

    /// Within one batch, too.
    @Test func aRowThatRepeatsOneAboveItIsAlreadyRecorded() throws {
        let ledger = try StandardLedger.make()
        let size = try ledger.head().size
        let receipt = try ledger.append([.trade(1, "2020-06", "1"), .trade(1, "2020-06", "1")])
        #expect(receipt.head.size == size + 1)
        #expect(
            try ledger.faults(of: [.trade(1, "2020-03", "1"), .trade(1, "2020-03", "2")]).map(\.row) == [2])
    }

    @Test func aRetractedRecordFreesItsKeyAndKeepsItsID() throws {
        let ledger = try StandardLedger.make()
        try ledger.append(.retract("t1"))
        #expect(
            try ledger.faults(of: [.trade(1, "2020-05", "100", id: "t1")]).map(\.refusal.problem) == [
                .idRetracted(seq: 4, by: 12)
            ])
        let again = try ledger.append(.trade(1, "2020-05", "100", id: "t1-again"))
        guard case .recorded(_, "t1-again") = again.outcomes[0] else {
            Issue.record("\(again.outcomes)")
            return
        }
        #expect(try ledger.faults(of: [.trade(1, "2020-05", "7")]).count == 1, "the key is held again")
        #expect(try ledger.office.verify().faults == [])
    }

    /// A correction moves its record to another key and frees the old one.
    @Test func aCorrectionFreesTheOldKey() throws {
        let ledger = try StandardLedger.make()
        try ledger.append(.correct("t1", to: .trade(1, "2020-06", "100")))
        #expect(
            try ledger.faults(of: [.trade(1, "2020-06", "5")]).map(\.refusal.problem) == [
                .conflict(holder: "t1", seq: 4)
            ])
        #expect(try ledger.faults(of: [.trade(1, "2020-05", "5")]).isEmpty)
    }

    @Test func anIDNamesOneEventOnly() throws {
        let ledger = try StandardLedger.make()
        for id in ["s1", "e1", "x1", "c1", "m1"] {
            let faults = try ledger.faults(of: [.visit(1, "又一展会", on: "2020-06-01", id: id)])
            #expect(faults.map(\.refusal.field) == ["id"], "\(id)")
        }
        #expect(
            try ledger.faults(of: [.retract("t1", id: "t2")]).map(\.refusal.problem) == [.idTaken(seq: 5)])
    }

    /// Behind the calendar's last year none is looked for: it was, without end.
    @Test(.timeLimit(.minutes(1))) func theLastYearIsTheLast() throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 99_991_231)))
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), from: "2020-01-01"), .register(1, "jiapu", id: "e1"),
            .trade(1, "2020-06", "1"), .trade(1, "9999-12", "1", id: "t"),
        ])
        let fault = try #require(try ledger.faults(of: [.retract("e1")]).first)
        #expect(fault.refusal.problem == .stillNamed(by: "made-2", count: 2))
        try ledger.append(.retract("t"))
        #expect(try ledger.office.verify().faults == [])
    }
}
