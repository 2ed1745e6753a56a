import Accounts
import Ledger
import Programmes
import Records
import Scoring
import TestSupport
import Testing

/// The key work list of the notice (Attachment 4) on days of 2020.
@Suite struct WorkStatusTests {
    /// A ledger with the notice's scheme and plan. Today is 2021-02-01.
    static func ledger(_ facts: [Submission] = []) throws -> TemporaryLedger {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_210_201)))
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), from: "2020-01-01", id: "s"),
            .adoptPlan(try TemporaryLedger.builtInPlan(), id: "p"),
        ])
        try ledger.append((1...6).map { .register($0, "jiapu") } + facts)
        return ledger
    }

    static func cell(
        _ ledger: TemporaryLedger, _ item: String, _ stage: String, _ on: String, known: Known = .everything
    ) throws -> WorkStatus.Cell {
        let status = try ledger.office.workStatus(on: try #require(CivilDate(on)), known: known).status
        let cells = try #require(status.rows.first { $0.item.id == item }).cells
        return try #require(cells.compactMap { $0 }.first { $0.stage.id == stage })
    }

    static func state(
        _ ledger: TemporaryLedger, _ item: String, _ stage: String, _ on: String, known: Known = .everything
    ) throws -> WorkStatus.State { try cell(ledger, item, stage, on, known: known).state }

    /// Text alone: progress is reported, then somebody confirms.
    @Test func aCellWithoutNumbersIsDoneWhenConfirmed() throws {
        let ledger = try Self.ledger([
            .reportWork("legal", on: "2020-06-01", id: "r"), .confirmWork("legal", on: "2020-06-20", id: "c"),
        ])
        #expect(try Self.state(ledger, "legal", "half_year", "2020-05-31") == .notStarted)
        #expect(try Self.state(ledger, "legal", "half_year", "2020-06-01") == .underWay)
        #expect(try Self.state(ledger, "legal", "half_year", "2020-06-20") == .done)
        #expect(try Self.state(ledger, "legal", "half_year", "2020-12-31") == .done)
        #expect(try Self.state(ledger, "legal", "year", "2020-12-31") == .notStarted)
        #expect(try Self.state(ledger, "legal", "year", "2021-01-01") == .overdue)
        try ledger.append(.retract("c"))
        #expect(try Self.state(ledger, "legal", "half_year", "2020-06-30") == .underWay)
        #expect(try Self.state(ledger, "legal", "half_year", "2020-07-01") == .overdue)
        #expect(try Self.state(ledger, "legal", "half_year", "2020-07-01", known: .size(10)) == .done, "as it stood")
        try ledger.append(.confirmWork("legal", on: "2020-08-01"))
        #expect(try Self.state(ledger, "legal", "half_year", "2020-07-31") == .overdue)
        #expect(try Self.state(ledger, "legal", "half_year", "2020-08-01") == .doneLate)
    }

    /// 累计完成300家次企业参展: visits decide, nobody has to confirm.
    @Test func aCellWithNumbersIsDoneWhenTheyAreReached() throws {
        let ledger = try Self.ledger((1...299).map { .visit($0 % 6 + 1, "展\($0)", on: "2020-05-01") })
        #expect(try Self.state(ledger, "fairs", "half_year", "2020-06-30") == .underWay)
        #expect(try Self.state(ledger, "fairs", "half_year", "2020-07-01") == .overdue)
        try ledger.append(.visit(1, "华交会", on: "2020-07-10", id: "late"))
        #expect(try Self.state(ledger, "fairs", "half_year", "2020-07-09") == .overdue)
        #expect(try Self.state(ledger, "fairs", "half_year", "2020-07-10") == .doneLate)
        try ledger.append(.correct("late", to: .visit(1, "华交会", on: "2020-06-30")))
        #expect(try Self.state(ledger, "fairs", "half_year", "2020-06-29") == .underWay)
        #expect(try Self.state(ledger, "fairs", "half_year", "2020-06-30") == .done)
        let cell = try Self.cell(ledger, "fairs", "half_year", "2020-12-31")
        #expect(cell.state == .done && cell.goals.first?.value == Ratio(300) && !cell.needsConfirmation)
        #expect(try Self.state(ledger, "fairs", "year", "2020-12-31") == .underWay)
        // The next year's visits do not count for this one.
        #expect(try Self.cell(ledger, "fairs", "year", "2021-01-31").goals.first?.value == Ratio(300))
    }

    /// 累计完成500家次企业参展,意向订单1亿美元以上: both.
    @Test func everyNumberOfACellCounts() throws {
        let visits = (1...500).map { Submission.visit($0 % 6 + 1, "展\($0)", on: "2020-05-01", orders: "199999.99") }
        let ledger = try Self.ledger(visits)
        #expect(try Self.state(ledger, "fairs", "year", "2020-12-31") == .underWay)
        try ledger.append(.visit(1, "最后", on: "2020-12-31", orders: "5"))
        #expect(try Self.state(ledger, "fairs", "year", "2020-12-31") == .done)
    }

    /// A measure without figures decides nothing: it takes a confirmation.
    @Test func withoutFiguresSomebodyConfirms() throws {
        let ledger = try Self.ledger([.reportWork("finance", "year", by: "县金融办", on: "2020-11-01")])
        #expect(try Self.cell(ledger, "finance", "year", "2020-12-31").needsConfirmation)
        #expect(try Self.state(ledger, "finance", "year", "2020-12-31") == .underWay)
        try ledger.append(.confirmWork("finance", "year", on: "2020-12-30"))
        #expect(try Self.state(ledger, "finance", "year", "2020-12-31") == .done)
    }

    /// 确保2020年外贸企业贷款增量高于上年: 60 more than 2019's 50, and not before the year is over.
    @Test func loansAreHeldAgainstLastYears() throws {
        let ledger = try Self.ledger([
            .lend("工行", "2018-12", "100"), .lend("工行", "2019-11", "110"), .lend("工行", "2019-12", "150"),
            .lend("工行", "2020-11", "210"), .lend("工行", "2020-12", "210", id: "last"),
        ])
        #expect(try Self.cell(ledger, "finance", "year", "2020-12-31").goals.first?.value == Ratio(1000, 100))
        #expect(try Self.state(ledger, "finance", "year", "2020-12-30") == .underWay)
        // In November too the whole of last year is what counts, not the 10 that it had added by then.
        #expect(try Self.cell(ledger, "finance", "year", "2020-12-30").goals.first?.value == Ratio(1000, 100))
        #expect(try Self.state(ledger, "finance", "year", "2020-12-31") == .done)
        try ledger.append(.correct("last", to: .lend("工行", "2020-12", "200")))
        #expect(try Self.state(ledger, "finance", "year", "2020-12-31") != .done, "50 is not above 50")
        #expect(try Self.state(ledger, "finance", "year", "2021-01-01") == .overdue)
    }

    /// 实现企业填报率100%,预警响应率100%, and 网络零售额88亿元,同比增长30%左右.
    @Test func ratesAndRetailAreTakenFromTheirRecords() throws {
        let ledger = try Self.ledger([
            .list(1, on: "2020-12-14"), .fill(1, "2020-W51"), .fill(1, "2020-W52", id: "last"),
            .warn("Y1", 1, on: "2020-12-21"), .respond("Y1", on: "2020-12-22"),
            .onlineRetail("2019-12", "6800000000"), .onlineRetail("2020-12", "8840000000"),
        ])
        let rates = try Self.cell(ledger, "monitoring", "year", "2020-12-31").goals.map { $0.value?.rounded(4) }
        #expect(rates == ["1.0000", "1.0000"])
        #expect(try Self.state(ledger, "monitoring", "year", "2020-12-30") == .underWay)
        #expect(try Self.state(ledger, "monitoring", "year", "2020-12-31") == .done)
        try ledger.append(.retract("last"))
        #expect(try Self.state(ledger, "monitoring", "year", "2021-01-01") == .overdue)
        let item = try #require(
            ledger.office.workStatus(on: CivilDate(trusted: 20_201_231), known: .everything).status.rows.last)
        let retail = try Self.cell(ledger, item.item.id, "year", "2020-12-31")
        #expect(retail.goals.map { $0.value?.rounded(2) } == ["8840000000.00", "0.30"])
        #expect(retail.goals.allSatisfy(\.isReached) && retail.needsConfirmation && retail.state == .underWay)
    }

    /// 重点工作清单将动态调整: the list in force on the day, as known then.
    @Test func theListIsAmended() throws {
        let ledger = try Self.ledger([
            .reportWork("brands", on: "2020-06-01"), .confirmWork("brands", on: "2020-06-10"),
        ])
        let items = try #require(try TemporaryLedger.builtInPlan()["worklist"]?["items"]?.array)
        let amended = try TemporaryLedger.builtInPlan()
            .replacing(["worklist", "items"], with: .array(items.filter { $0["id"]?.text != "brands" }))
            .replacing(
                ["worklist", "items", "0", "targets", "half_year", "goals", "0", "at_least"], with: .string("250"))
        try ledger.append(.adoptPlan(amended, from: "2020-08-01"))
        func status(_ on: String, known: Known = .everything) throws -> WorkStatus {
            try ledger.office.workStatus(on: try #require(CivilDate(on)), known: known).status
        }
        #expect(try status("2020-07-31").rows.count == 9)
        #expect(try status("2020-08-01").rows.count == 8)
        #expect(try status("2020-08-01", known: .size(10)).rows.count == 9, "as it stood")
        #expect(try status("2020-08-01").others.map(\.item) == ["brands"], "what was done is not lost")
        #expect(throws: NoPlanInForce.self) { try status("2020-05-13") }
    }

    /// A scheme that brings units and a list is a plan too; a plan of a later date goes before it.
    @Test func aSchemeMayBringTheList() throws {
        let ledger = try Qinglan.ledger()
        let on = CivilDate(trusted: 20_210_630)
        #expect(
            try ledger.office.workStatus(on: on, known: .everything).status.rows.map(\.item.id) == [
                "fairs", "exporters", "loans",
            ])
        #expect(try ledger.faults(of: [.reportWork("loans", "q2", by: "县商务局", on: "2021-06-01")]).isEmpty)
        #expect(try ledger.faults(of: [.reportWork("exporters", "q1", by: "县商务局", on: "2021-06-01")]).count == 1)
        try ledger.append(.adoptPlan(try TemporaryLedger.builtInPlan(), from: "2021-06-30"))
        #expect(try ledger.office.workStatus(on: on, known: .everything).status.rows.count == 9)
    }

    @Test func aUnitAnswersForItsWork() throws {
        let ledger = try Self.ledger([
            .reportWork("policies", by: "县财政局", on: "2020-06-01"), .confirmWork("policies", on: "2020-06-29"),
            .rateUnit("县财政局", "2020-05", "90"), .rateUnit("县财政局", "2020-06", "95.5", "兑付及时"),
            .rateUnit("县财政局", "2019-12", "10"),
        ])
        let (books, _, _) = try ledger.office.unitBooks(on: CivilDate(trusted: 20_200_930), known: .everything)
        #expect(books.count == 18)
        let finance = try #require(books.first { $0.unit.id == "caizheng" })
        #expect(finance.duties.map(\.cell.state) == [.done, .notStarted, .notStarted])
        #expect(finance.groups.map(\.id) == ["zhuanban", "gongjian", "kuajing"])
        #expect(finance.reports.count == 1 && finance.ratings.map(\.month) == ["2020-05", "2020-06"])
        #expect(finance.meanRating == Ratio(18550, 2))
        let commerce = try #require(books.first { $0.unit.id == "shangwu" })
        #expect(commerce.duties.count == 24 && commerce.count(.overdue) == 7)
    }

    /// Tickets that a unit has, by their due dates, and warnings that it responded to.
    @Test func aUnitHasItsTicketsAndWarnings() throws {
        let ledger = try Self.ledger([
            .problem("J1", 1, on: "2020-06-01"), .assign("J1", to: "县财政局", due: "2020-06-20", on: "2020-06-02"),
            .problem("J2", 2, on: "2020-06-01"), .assign("J2", to: "县财政局", due: "2020-06-10", on: "2020-06-02"),
            .problem("J3", 3, on: "2020-06-01"), .assign("J3", to: "县商务局", due: "2020-06-10", on: "2020-06-02"),
            .resolve("J2", on: "2020-06-09"), .list(1, on: "2020-05-01"), .warn("Y1", 1, on: "2020-06-03"),
            .respond("Y1", by: "县财政局", on: "2020-06-04"),
        ])
        func finance(_ on: Int32) throws -> UnitBook {
            let books = try ledger.office.unitBooks(on: CivilDate(trusted: on), known: .everything).books
            return try #require(books.first { $0.unit.id == "caizheng" })
        }
        #expect(try finance(20_200_608).tickets.map(\.number) == ["J2", "J1"])
        #expect(try finance(20_200_608).answered.map(\.number) == ["Y1"])
        #expect(try finance(20_200_603).answered.isEmpty)
        // What is resolved waits for the enterprise's word, and is nobody's delay.
        let july = try finance(20_200_701)
        #expect(july.tickets.map(\.number) == ["J2", "J1"] && july.overdueTickets == 1)
        try ledger.append([.confirm("J2", on: "2020-06-30"), .reopen("J2", due: "2020-07-10", on: "2020-07-02")])
        #expect(try finance(20_200_701).tickets.map(\.number) == ["J1"])
        #expect(try finance(20_200_702).tickets.map(\.number) == ["J1", "J2"])
    }
}
