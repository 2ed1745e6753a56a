import Ledger
import Programmes
import Records
import Scoring
import TestSupport
import Testing

@testable import Reports

/// The programmes' figures, asked of a ledger.
@Suite struct FiguresTests {
    static let june = CivilDate(trusted: 20_200_630)

    static func ledger(_ batch: [Submission]) throws -> TemporaryLedger {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_210_115)))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        try ledger.append(batch)
        return ledger
    }

    static func figures(_ batch: [Submission], on: CivilDate = june) throws -> ProgrammeFigures {
        try ledger(batch).office.figures(on: on, known: .everything).figures
    }

    static func record(_ submission: Submission) -> Record {
        Record(
            seq: 1, id: "r", type: submission.type, effective: submission.effective.flatMap { CivilDate($0) } ?? june,
            data: submission.data, corrections: [], ended: nil)
    }

    // MARK: - E-commerce and online retail

    @Test func growthIsOfTheMonthsToldAndTheSameMonthsOfLastYear() throws {
        let figures = try Self.figures([
            .ecommerce("jiapu", "2019-05", "100"), .ecommerce("jiapu", "2019-06", "100"),
            .ecommerce("jiapu", "2019-07", "9999"), .ecommerce("meishan", "2019-05", "300"),
            .ecommerce("meishan", "2019-06", "100"), .ecommerce("jiapu", "2020-05", "200"),
            .ecommerce("jiapu", "2020-06", "160"), .ecommerce("meishan", "2020-05", "300"),
            .ecommerce("meishan", "2020-06", "120"),
        ])
        let county = figures.ecommerce.county
        #expect(county.total == 78_000 && county.totalBefore == 60_000)
        #expect(county.growth.rounded(4) == "0.3000")
        #expect(figures.ecommerce.places.map(\.township) == ["jiapu", "meishan"])
        #expect(figures.ecommerce.places.map { $0.figures.growth.rounded(2) } == ["0.80", "0.05"])
        // January to April were told in neither year.
        #expect(county.incomplete.map(\.monthOfYear) == [1, 2, 3, 4])
    }

    @Test func aMonthThatHasNotEndedIsNotCounted() throws {
        let figures = try Self.figures(
            [.onlineRetail("2020-01", "5"), .onlineRetail("2020-02", "7"), .onlineRetail("2019-01", "4")],
            on: CivilDate(trusted: 20_200_228))
        #expect(figures.onlineRetail.total == 500 && figures.onlineRetail.totalBefore == 400)
        let whole = try Self.figures(
            [.onlineRetail("2020-01", "5"), .onlineRetail("2020-02", "7"), .onlineRetail("2019-01", "4")],
            on: CivilDate(trusted: 20_200_229))
        #expect(whole.onlineRetail.total == 1200 && whole.onlineRetail.incomplete.map(\.description) == ["2020-02"])
    }

    /// Every measure that has goals here may stand in a scheme.
    @Test func aSchemeMayHaveMilestonesOfEveryProgramme() {
        #expect(Set(ProgrammeGoals.Measure.allCases.map(\.rawValue)).isSubset(of: Scheme.Milestone.measures))
    }

    @Test func goalsAreTheNoticesUnlessASchemeSaysThem() throws {
        let goals = try Self.figures([]).goals
        #expect(goals.onlineRetail?.atLeast == 880_000_000_000 && goals.ecommerceGrowth?.atLeast == 30)
        let other = try TinyScheme.json([TinyScheme.Rule.shareOfTotal]).setting(
            "milestones",
            .array([
                .members([
                    .init("measure", .string("ecommerce.growth")), .init("by", .string("2020-12-31")),
                    .init("at_least", .string("0.15")), .init("clause", .string("二")),
                ])
            ]))
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(other))
        let told = try ledger.office.figures(on: Self.june, known: .everything).figures.goals
        #expect(told.ecommerceGrowth == .init(atLeast: 15, clause: "二") && told.onlineRetail == nil)
    }

    // MARK: - Funds

    @Test func fundsArePaidByAndBy() throws {
        let funds = try Self.figures([
            .allot("F1", "1000", on: "2020-03-01"), .allot("F2", "500", level: "county", on: "2020-04-01"),
            .pay("F1", "第1批", "400", enterprises: 3, on: "2020-05-01"),
            .pay("F1", "第2批", "350.5", enterprises: 2, on: "2020-06-30"),
            .pay("F1", "第3批", "1", on: "2020-07-01"), .allot("F3", "9", on: "2020-07-01"),
        ]).funds
        #expect(funds.funds.map(\.number) == ["F1", "F2"])
        #expect(funds.funds.map(\.paid) == [75_050, 0])
        #expect(funds.funds.first?.enterprises == 5 && funds.funds.first?.left == 24_950)
        #expect(funds.progress.rounded(4) == "0.5003")
        #expect(funds.levels(["central", "county"]).map(\.allotted) == [100_000, 50_000])
    }

    @Test func oldFundsStayUntilTheyArePaidInFull() throws {
        let batch: [Submission] = [
            .allot("old", "100", on: "2019-05-01"), .pay("old", "1", "60", on: "2019-06-01"),
            .pay("old", "2", "40", on: "2020-02-01"), .allot("done", "100", on: "2019-05-01"),
            .pay("done", "1", "100", on: "2019-12-31"),
        ]
        #expect(try Self.figures(batch).funds.funds.map(\.number) == ["old"])
        #expect(
            try Self.figures(batch, on: CivilDate(trusted: 20_191_231)).funds.funds.map(\.number) == ["old", "done"])
        #expect(try Self.figures(batch, on: CivilDate(trusted: 20_210_101)).funds.funds.isEmpty)
    }

    // MARK: - Loans

    @Test func loansAreHeldAgainstLastYear() throws {
        let loans = try Self.figures([
            .lend("甲", "2018-12", "80"), .lend("甲", "2019-06", "90"), .lend("甲", "2019-12", "100"),
            .lend("甲", "2020-06", "130"), .lend("甲", "2020-07", "999"),
        ]).loans
        #expect(loans.month?.description == "2020-06")
        #expect(loans.county.growth.rounded(4) == "0.4444")
        #expect(loans.county.increment == 3000 && loans.county.incrementBefore == 1000)
        #expect(loans.county.incrementOfLastYear == 2000)
    }

    @Test func aBalanceThatLacksLacksInTheSum() throws {
        let loans = try Self.figures([
            .lend("甲", "2019-12", "100"), .lend("甲", "2020-05", "130"), .lend("乙", "2019-12", "50"),
        ]).loans
        #expect(loans.banks.map(\.name) == ["乙", "甲"])
        #expect(loans.county.opening == 15_000 && loans.county.now == nil && loans.county.increment == nil)
        #expect(loans.banks.last?.balances.increment == 3000)
    }

    // MARK: - Warehouses and insurance

    @Test func warehousesInUse() throws {
        let book = try Self.figures([
            .openWarehouse("A", area: 100, on: "2019-05-01"), .openWarehouse("B", area: 200, on: "2020-06-30"),
            .closeWarehouse("A", on: "2020-06-30"), .openWarehouse("C", area: 400, on: "2020-07-01"),
        ]).warehouses
        #expect(book.open.count == 1 && book.open.area == 200)
        #expect(book.openAtYearsStart.count == 1 && book.openAtYearsStart.area == 100)
        #expect(book.warehouses.map(\.name) == ["A", "B"])
    }

    /// Sums of counts of any size: they ended the program.
    @Test func sumsOfCountsHaveRoom() throws {
        let most = CountText.limit
        let funds = FundBook(
            allotments: [Self.record(.allot("F1", "1", on: "2020-03-01"))],
            payments: (0..<1025).map { Self.record(.pay("F1", "\($0)", "0", enterprises: most, on: "2020-05-01")) },
            on: Self.june)
        #expect(funds.funds.first?.enterprises == 1025 * Int128(most))
        let warehouses = WarehouseBook(
            openings: (0..<1025).map { Self.record(.openWarehouse("W\($0)", area: most, on: "2019-05-01")) },
            closings: [], on: Self.june)
        #expect(warehouses.open.area == 1025 * Int128(most) && warehouses.openAtYearsStart == warehouses.open)
        #expect(FundsSection(book: funds, language: .en).json.canonical.count > 0)
        #expect(WarehousesSection(book: warehouses, language: .en).json.canonical.count > 0)
    }

    @Test func coverIsOfExportersOfTheBandThatAreInsured() throws {
        let cover = try Self.figures([
            .register(1, "jiapu"), .register(2, "jiapu"), .register(3, "meishan", band: "from_5m_usd"),
            .register(4, "meishan"), .trade(1, "2020-02", "5"), .trade(2, "2020-03", "5"), .trade(3, "2020-03", "5"),
            .trade(4, "2020-03", "0"), .insure(1, on: "2020-05-01"), .insure(4, on: "2020-05-01"),
            .insure(2, on: "2020-07-01"),
        ]).insurance
        #expect(cover.exporters == 2 && cover.cover.rounded(2) == "0.50")
        #expect(cover.uninsured.map(\.enterprise) == [ExampleEnterprise.code(2)])
        #expect(cover.uninsured.first?.since.description == "2020-03-31")
        #expect(cover.places.map(\.township) == ["jiapu"])
    }

    // MARK: - As known

    @Test func correctionsCountFromTheirRecordingOn() throws {
        let ledger = try Self.ledger([.allot("F1", "1000", on: "2020-03-01", id: "f")])
        let size = try ledger.head().size
        try ledger.append([
            .correct("f", to: .allot("F1", "2000", on: "2020-03-01")), .pay("F1", "1", "1500", on: "2020-05-01"),
        ])
        let old = try ledger.office.figures(on: Self.june, known: .size(size)).figures.funds
        #expect(old.allotted == 100_000 && old.paid == 0)
        let new = try ledger.office.figures(on: Self.june, known: .everything).figures.funds
        #expect(new.allotted == 200_000 && new.paid == 150_000)
    }

    /// A part is asked for by its name for programs or by what it is called in Chinese, and in short.
    @Test func aPartIsMeantByItsNames() {
        for part in FiguresPage.Part.allCases {
            #expect(FiguresPage.Part(word: part.rawValue) == part && FiguresPage.Part(word: part.name(.zh)) == part)
        }
        #expect(FiguresPage.Part(word: "信保") == .insurance && FiguresPage.Part(word: "资金") == .funds)
        #expect(FiguresPage.Part(word: "保险") == nil && FiguresPage.Part(word: "") == nil)
        #expect(FiguresPage.Part.names(.zh) == "跨境电商、网络零售、政策资金、贷款、海外仓、信保覆盖")
    }

    @Test(arguments: Language.allCases) func everyPartFitsTheWidth(language: Language) throws {
        let ledger = try Self.ledger([
            .register(1, "jiapu"), .trade(1, "2020-02", "5"), .ecommerce("jiapu", "2019-05", "100"),
            .ecommerce("jiapu", "2020-05", "200"), .onlineRetail("2020-05", "5"), .lend("甲银行", "2020-06", "5"),
            .allot("浙财企〔2020〕15号", "1000", on: "2020-03-01"), .pay("浙财企〔2020〕15号", "第1批", "400", on: "2020-05-01"),
            .openWarehouse("洛杉矶公共海外仓", on: "2020-05-18"),
        ])
        let (figures, head) = try ledger.office.figures(on: Self.june, known: .everything)
        for part in [nil] + FiguresPage.Part.allCases.map({ Optional($0) }) {
            let page = FiguresPage(figures, part: part, head: head, townships: [], language: language)
            for line in page.text(width: 100, colour: false).split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= 100, "\(line)")
            }
            #expect(!page.csv(withByteOrderMark: false).isEmpty)
            #expect(page.json()["on"]?.text == "2020-06-30")
        }
    }
}
