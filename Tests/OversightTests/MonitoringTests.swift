import Accounts
import Ledger
import Oversight
import Records
import TestSupport
import Testing

/// Fill rate, response rate and classes of the monitoring system (the notice 二(七), 三(二); docs/monitoring.md).
@Suite struct MonitoringTests {
    private static func ledger(_ submissions: Submission...) throws -> TemporaryLedger {
        let ledger = try TemporaryLedger()
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), id: "s"), .register(1, "jiapu"), .register(2, "meishan"),
        ])
        try ledger.append(submissions)
        return ledger
    }

    private static func book(_ ledger: TemporaryLedger, on day: String, weeks: Int = 4) throws -> MonitoringBook {
        try ledger.office.monitoring(on: try #require(CivilDate(day)), weeks: weeks, known: .everything).book
    }

    /// 2020-W23 is 1–7 June.
    @Test func figuresAreDueFromWhoIsOnTheListOnSunday() throws {
        let ledger = try Self.ledger(
            .list(1, on: "2020-06-07"), .list(2, on: "2020-06-01"), .delist(2, on: "2020-06-14"), .fill(1, "2020-W24"))
        #expect(try Self.book(ledger, on: "2020-06-06").sum().due == 0, "the week is not over")
        #expect(try Self.book(ledger, on: "2020-06-07").sum().due == 2)
        let later = try Self.book(ledger, on: "2020-06-14", weeks: 2)
        #expect(later.weeks.map(\.description) == ["2020-W23", "2020-W24"])
        #expect(later.sum().due == 3 && later.sum().filled == 1)
        #expect(later.sum { _, week in week.description == "2020-W24" }.fillRate.rounded(2) == "1.00")
        #expect(later.overdue.map(\.concerned.enterprise) == [ExampleEnterprise.code(1), ExampleEnterprise.code(2)])
        #expect(later.sum { township, _ in township == "meishan" }.due == 1)
    }

    @Test func aWarningIsAnsweredByItsFirstResponse() throws {
        let ledger = try Self.ledger(
            .warn("YJ1", 1, on: "2020-06-02"), .warn("YJ2", 2, on: "2020-06-03"), .respond("YJ1", on: "2020-06-10"))
        let before = try Self.book(ledger, on: "2020-06-09")
        #expect(before.sum().warnings == 2 && before.sum().answered == 0)
        #expect(before.open.map { $0.age(on: before.on) } == [7, 6])
        let after = try Self.book(ledger, on: "2020-06-10")
        #expect(after.sum().responseRate.rounded(2) == "0.50" && after.open.map(\.number) == ["YJ2"])
        // An old warning leaves the weeks, but stays open.
        let late = try Self.book(ledger, on: "2020-08-31")
        #expect(late.sum().warnings == 0 && late.open.map(\.number) == ["YJ2"])
    }

    static let trends: [(before: Int64, after: Int64, isBurden: Bool, Trend)] = [
        (100, 105, false, .stable), (100, 106, false, .better), (100, 95, false, .stable), (100, 94, false, .worse),
        (100, 81, false, .worse), (100, 80, false, .severe), (0, 0, false, .stable), (0, 1, false, .better),
        (1, 0, false, .severe), (0, 0, true, .stable), (0, 1, true, .severe), (2, 1, true, .better),
        (100, 119, true, .worse), (100, 120, true, .severe), (.max, 0, false, .severe), (0, .max, true, .severe),
    ]

    @Test(arguments: trends) func changesHaveClasses(before: Int64, after: Int64, isBurden: Bool, trend: Trend) {
        #expect(Trend(from: before, to: after, isBurden: isBurden) == trend)
    }

    @Test func theWorstFigureClassesAnEnterprise() throws {
        let ledger = try Self.ledger(
            .list(1, on: "2020-05-18"), .list(2, on: "2020-05-18"),
            .fill(1, "2020-W23", orders: "1000", workers: 100), .fill(1, "2020-W24", orders: "1200", workers: 90),
            .fill(2, "2020-W23"), .fill(2, "2020-W24", disputes: 1))
        let book = try Self.book(ledger, on: "2020-06-14")
        #expect(book.changes.map(\.worst) == [.severe, .worse])
        #expect(book.changes.map(\.concerned.township) == ["meishan", "jiapu"])
        #expect(book.count(.orders, .better) == 1 && book.count(.disputes, .severe) == 1)
    }

    static let scores: [(due: Int, filled: Int, warnings: Int, answered: Int, weight: Int, score: String?)] = [
        (0, 0, 0, 0, 50, nil), (4, 4, 0, 0, 50, "100"), (4, 3, 0, 0, 50, "87.5"), (4, 3, 2, 1, 50, "62.5"),
        (3, 1, 3, 2, 40, "53.33"), (3, 2, 0, 0, 100, "66.67"), (0, 0, 3, 0, 50, "50"), (8, 7, 1, 1, 0, "100"),
    ]

    /// Score = 100 · (w · filled/due + (100 − w) · answered/warnings) / 100, rounded half up to hundredths.
    @Test(arguments: scores)
    func theScoreWeighsBothRates(
        due: Int, filled: Int, warnings: Int, answered: Int, weight: Int, score: String?
    ) throws {
        var submissions: [Submission] = []
        for number in 1...12 { submissions.append(.register(number, "jiapu")) }
        let ledger = try TemporaryLedger()
        try ledger.append([.adopt(try TemporaryLedger.builtInScheme(), id: "s")] + submissions)
        for number in 1...12 where number <= due { try ledger.append(.list(number, on: "2020-06-22")) }
        for number in 1...12 where number <= filled { try ledger.append(.fill(number, "2020-W26")) }
        for number in 1...12 where number <= warnings { try ledger.append(.warn("Y\(number)", 1, on: "2020-06-10")) }
        for number in 1...12 where number <= answered { try ledger.append(.respond("Y\(number)", on: "2020-06-30")) }
        let (scores, _) = try ledger.office.monitoringScores(
            CivilMonth(trusted: 202_006), townships: ["jiapu"], fillWeight: weight, on: CivilDate(trusted: 20_200_701),
            known: .everything)
        #expect(scores.map { $0.score?.description } == [score])
        // It is recorded as it stands.
        if let submission = scores[0].submission {
            try ledger.append(submission)
            #expect(try ledger.event(try ledger.head().size)?.data["score"]?.text == score)
        }
    }

    /// The weeks of a month are those whose Sunday lies in it: four in June 2020, five in May.
    @Test func aMonthHasTheWeeksThatEndInIt() throws {
        let ledger = try Self.ledger(.list(1, on: "2020-01-01"))
        for (month, weeks) in [("2020-05", 5), ("2020-06", 4), ("2020-02", 4)] {
            let (scores, _) = try ledger.office.monitoringScores(
                try #require(CivilMonth(month)), townships: ["jiapu"], fillWeight: 50,
                on: CivilDate(trusted: 20_200_701), known: .everything)
            #expect(scores[0].sum.due == weeks, "\(month)")
        }
    }

    /// A month may be asked about when its year is over: its warnings count, and responses up to the day.
    @Test func aMonthOfLastYearKeepsItsWarnings() throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_220_301)))
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), id: "s"), .register(1, "jiapu"), .list(1, on: "2020-11-01"),
            .warn("Y1", 1, on: "2020-12-10"), .warn("Y2", 1, on: "2020-12-30"), .respond("Y1", on: "2020-12-11"),
            .respond("Y2", on: "2021-01-04"),
        ])
        for (day, answered) in [(20_201_231, 1), (20_210_103, 1), (20_210_104, 2), (20_220_228, 2)] as [(Int32, Int)] {
            let sum = try ledger.office.monitoringScores(
                CivilMonth(trusted: 202_012), townships: ["jiapu"], fillWeight: 50, on: CivilDate(trusted: day),
                known: .everything
            ).scores[0].sum
            #expect(sum.due == 4 && sum.warnings == 2 && sum.answered == answered, "\(day)")
        }
    }
}
