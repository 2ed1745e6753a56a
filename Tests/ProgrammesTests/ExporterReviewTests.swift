import Ledger
import Programmes
import Records
import Reports
import TestSupport
import Testing

@Suite struct ExporterReviewTests {
    static func day(_ number: Int32) -> CivilDate { CivilDate(trusted: number) }

    /// A claim of a first export on a day, with exports of 1 yuan in some months.
    static func claim(_ first: Int32, _ months: Int32...) -> ExporterClaim {
        ExporterClaim(
            record: "r", seq: 1, enterprise: "e", name: "n", township: "jiapu", channel: "三转", firstExport: day(first),
            exports: Dictionary(uniqueKeysWithValues: months.map { (CivilMonth(trusted: $0), 100) }))
    }

    static func state(_ claim: ExporterClaim, on: Int32) -> ExporterReview.State? {
        ExporterReview([claim], from: day(20_190_101), on: day(on)).findings.first?.state
    }

    /// The three months behind the one claimed have to be over.
    @Test(arguments: [
        (Int32(20_200_115), Int32(20_200_429), ExporterReview.State.waiting), (20_200_115, 20_200_430, .review),
        (20_200_131, 20_200_430, .review), (20_201_101, 20_210_227, .waiting), (20_201_101, 20_210_228, .review),
    ])
    func aClaimWithoutExportsWaitsThreeWholeMonths(first: Int32, on: Int32, state: ExporterReview.State) {
        #expect(Self.state(Self.claim(first), on: on) == state)
    }

    @Test func exportsInTheMonthClaimedOrSinceConfirmIt() {
        #expect(Self.state(Self.claim(20_200_430, 202_004), on: 20_200_731) == .confirmed)
        #expect(Self.state(Self.claim(20_200_430, 202_006), on: 20_200_731) == .confirmed)
    }

    @Test func exportsOfTheYearBeforeAreTold() {
        let review = ExporterReview(
            [Self.claim(20_200_415, 201_912, 202_004)], from: Self.day(20_200_101), on: Self.day(20_200_630))
        #expect(review.findings.map(\.reasons) == [[.exportedYearBefore]])
        #expect(review.findings.first?.claim.exportedYearBefore == 100)
        // Two years before is no matter.
        #expect(Self.state(Self.claim(20_200_415, 201_812, 202_004), on: 20_200_630) == .confirmed)
    }

    @Test func exportsAheadOfTheMonthClaimedAreTold() {
        let review = ExporterReview(
            [Self.claim(20_200_415, 202_003)], from: Self.day(20_200_101), on: Self.day(20_200_731))
        #expect(review.findings.map(\.reasons) == [[.noExports, .exportedEarlier]])
    }

    @Test func channelsCountTheirClaims() {
        let claims = [Self.claim(20_200_105), Self.claim(20_200_105, 202_001), Self.claim(20_200_605)]
        let review = ExporterReview(claims, from: Self.day(20_200_101), on: Self.day(20_200_630))
        let channel = review.channels.first
        #expect(review.channels.count == 1)
        #expect(channel?.claims == 3 && channel?.confirmed == 1 && channel?.waiting == 1 && channel?.review == 1)
    }

    /// What is asked of a ledger: a correction of the month's figures, once known, clears the claim.
    @Test func aLateFigureClearsAClaimFromItsRecordingOn() throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(Self.day(20_200_801)))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        try ledger.append([
            .register(1, "jiapu"), .register(2, "meishan"), .enterExporter(1, on: "2020-04-10", id: "c1"),
            .enterExporter(2, on: "2020-04-20", id: "c2"), .trade(2, "2020-05", "70"), .trade(2, "2019-05", "0"),
        ])
        let size = try ledger.head().size
        try ledger.append(.trade(1, "2020-06", "12.5"))
        let on = Self.day(20_200_731)
        let before = try ledger.office.exporterReview(on: on, known: .size(size)).review
        #expect(before.from == Self.day(20_191_001))
        #expect(before.review.map(\.claim.record) == ["c1"])
        #expect(before.review.map(\.claim.township) == ["jiapu"])
        #expect(before.review.map(\.claim.name) == ["示例公司"])
        let after = try ledger.office.exporterReview(on: on, known: .everything).review
        #expect(after.review.isEmpty)
        #expect(after.findings.map(\.claim.exportedSince) == [1250, 7000])
        // Figures of months that have not ended by the day are not looked at.
        let may = try ledger.office.exporterReview(on: Self.day(20_200_530), known: .everything).review
        #expect(may.findings.map(\.state) == [.waiting, .waiting])
    }

    /// The page says what speaks against a claim, in yuan; what does is red.
    @Test func thePageTellsWhy() throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(Self.day(20_201_001)))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        try ledger.append([
            .register(1, "jiapu"), .register(2, "meishan"), .register(3, "heping"),
            .enterExporter(1, on: "2020-02-10", id: "c1"), .enterExporter(2, on: "2020-04-20", id: "c2"),
            .enterExporter(3, on: "2020-08-01", id: "c3"), .trade(2, "2019-05", "1234567.8"),
            .trade(2, "2020-01", "20"), .trade(2, "2020-05", "70"),
        ])
        let (review, head) = try ledger.office.exporterReview(on: Self.day(20_200_930), known: .everything)
        let townships = try #require(SchemeReader.read(try TemporaryLedger.builtInScheme()).scheme).townships
        for (language, lines) in [
            (
                Language.zh,
                [
                    "需核查的申报 2 家", "夹浦镇  三转  2020-02-10            —         —         0  三个月无出口              c1",
                    "煤山镇  三转  2020-04-20  1,234,567.8        20        70  上年有出口、申报前已出口  c2", "上年出口", "（元）",
                ]
            ), (.en, ["Claims to review: 2", "exports the year before, exports before the month claimed", "(CNY)"]),
        ] {
            let page = ExporterReviewPage(review, head: head, townships: townships, language: language)
            let text = page.text(width: nil, colour: false)
            for line in lines { #expect(text.contains(line), "\(line)\n\(text)") }
            #expect(!text.contains("c3"), "it waits")
            // On a narrow terminal the reason and the record stay.
            let narrow = page.text(width: 80, colour: false)
            #expect(narrow.contains("c2") && narrow.contains(language("上年有出口、申报前已出口", "exports the year befo")))
            let table = try #require(page.document.sections.last?.table)
            #expect(
                table.rows.map { $0[4].style } == [.dim, .red] && table.rows.map { $0[6].style } == [.red, .plain])
        }
    }

    @Test func retractedClaimsAndMovedFiguresAreGone() throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(Self.day(20_200_801)))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        try ledger.append([
            .register(1, "jiapu"), .register(2, "meishan"), .enterExporter(1, on: "2020-01-10", id: "c1"),
            .enterExporter(2, on: "2020-01-10", id: "c2"), .trade(1, "2020-02", "5", id: "t"),
        ])
        try ledger.append([.retract("c2"), .correct("t", to: .trade(2, "2020-02", "5"))])
        let review = try ledger.office.exporterReview(on: Self.day(20_200_731), known: .everything).review
        #expect(review.findings.map(\.claim.record) == ["c1"])
        #expect(review.review.map(\.reasons) == [[.noExports]])
        let page = ExporterReviewPage(review, head: try ledger.head(), townships: [], language: .en)
        let lines = page.csv(withByteOrderMark: false).split(separator: "\r\n")
        #expect(lines.count == 2 && lines[1].hasSuffix(",jiapu,三转,2020-01-10,2020-04-30,review,no_exports,0,0,0"))
    }
}
