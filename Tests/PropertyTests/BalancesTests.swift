import Accounts
import Ledger
import Records
import ReferenceModel
import Scoring
import TestSupport
import Testing

/// Random ledgers, recorded through the front door, held against the plain model in `ReferenceModel`.
@Suite struct BalancesTests {
    /// The events of a random office of 400 submissions with two schemes, and the ledger they are in.
    /// - Parameter day: when the office opens; it records for 185 days.
    static func withLedger(
        seed: UInt64, from day: CivilDate = CivilDate(trusted: 20_211_231), _ body: (Office, [Event]) throws -> Void
    ) throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(day))
        let office = ledger.office
        let scheme = try JSONReader.read(BuiltInScheme.text)
        // The second one counts places and reports otherwise, so that the change of rules moves points.
        let text = String(decoding: BuiltInScheme.text, as: UTF8.self)
            .replacing("\"step\": \"0.2\"", with: "\"step\": \"0.3\"")
            .replacing("\"submitted\": \"1\"", with: "\"submitted\": \"1.5\"").replacing(
                "changxing-2020", with: "changxing-2020b")
        let second = try JSONReader.read(text.utf8)
        func adopt(_ scheme: JSON, _ date: String) -> Submission {
            Submission(type: .schemeAdopted, effective: date, data: .members([.init("scheme", scheme)]))
        }
        _ = try office.append([.success(adopt(scheme, "2019-01-01"))], actor: "test")
        var clerks = RandomOffice(seed: seed)
        for step in 0..<400 {
            if step == 200 { _ = try office.append([.success(adopt(second, "2020-03-01"))], actor: "test") }
            let submission = clerks.next()
            ledger.now = Instant(milliseconds: ledger.now.milliseconds + 40_000_000)
            do {
                let receipt = try office.append([.success(submission)], actor: "test")
                for case .recorded(_, let id) in receipt.outcomes { clerks.note(id: id) }
            } catch is BatchRefused {}
        }
        let events = try office.log.read { reader in
            var events: [Event] = []
            try reader.forEachLine { _, line in events.append(try Event(line: line)) }
            return events
        }
        try body(office, events)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>) func storedReplayedAndPlainBalancesAreEqual(seed: UInt64) throws {
        try Self.withLedger(seed: seed) { office, events in
            #expect(events.count > 100, "seed \(seed) records enough to mean something")
            #expect(try office.verify().faults == [], "seed \(seed)")
            var book = ReferenceBook()
            try office.log.read { reader in
                let poster = Poster(index: RecordIndex(lines: reader.connection), chart: Chart())
                let books = try Books(reader)
                var postings: [Posting] = []
                var random = SeededGenerator(seed: seed)
                for event in events {
                    let plain = book.fold(event)
                    try reader.withLine(event.seq) { bytes in
                        try poster.evolve(Entry(bytes, seq: event.seq), into: &postings)
                    }
                    let fast = postings.map {
                        ReferencePosting(
                            account: poster.chart.accounts[Int($0.account)], day: $0.day, record: $0.record,
                            amount: $0.amount)
                    }
                    #expect(Set(fast) == Set(plain), "seed \(seed), event \(event.seq) \(event.type)")
                    #expect(fast.count == plain.count)
                    guard event.seq % 37 == 0 else { continue }
                    // As known now, on a random day, from all three.
                    let on = try #require(
                        CivilDate(
                            year: Int.random(in: 2019...2021, using: &random),
                            month: Int.random(in: 1...12, using: &random), day: Int.random(in: 1...28, using: &random)))
                    let monthEnd = on.month.end
                    for day in [on, monthEnd] {
                        guard let adopted = book.register.schemes.inForce(on: day) else { continue }
                        let expected = try ScoreTable(on: day, adopted: adopted, balances: book, rates: [:])
                        #expect(
                            try ScoreTable(
                                on: day, adopted: adopted, balances: books.balances(known: event.seq), rates: [:])
                                == expected,
                            "stored, seed \(seed), on \(day), known \(event.seq)")
                        let replay = try Replay(reader, through: event.seq)
                        #expect(
                            try ScoreTable(on: day, adopted: adopted, balances: replay.balances, rates: [:])
                                == expected,
                            "replayed, seed \(seed), on \(day), known \(event.seq)")
                        let plain = try Progress(on: day, scheme: adopted.scheme, balances: book)
                        let stored = try Progress(
                            on: day, scheme: adopted.scheme, balances: books.balances(known: event.seq))
                        #expect(plain.county == stored.county, "county, seed \(seed), on \(day), known \(event.seq)")
                    }
                }
            }
        }
    }

    /// The months of a year are kept added up: whatever was asked for before, months and years give the plain sums.
    @Test(arguments: 1...3 as ClosedRange<UInt64>) func monthsAreAddedUpInWhateverOrderTheyAreAskedFor(seed: UInt64)
        throws
    {
        try Self.withLedger(seed: seed) { office, events in
            try office.read { reader, books in
                var random = SeededGenerator(seed: seed)
                let accounts = Int32(books.balances(known: 0).chart.accounts.count)
                #expect(accounts > 20)
                for known in [reader.size / 2, reader.size] {
                    let (stored, single) = (books.balances(known: known), books.balances(known: known))
                    var isNone = true
                    for _ in 0..<4000 {
                        let account = Int32.random(in: 0..<accounts, using: &random)
                        let (year, months) = (
                            Int.random(in: 2018...2022, using: &random), Int.random(in: 0...13, using: &random)
                        )
                        let buckets = (0..<min(months, 12)).map {
                            Bucket.month(CivilMonth(trusted: Int32(year * 100 + $0 + 1)))
                        }
                        // Of a monthly account the month is asked for by its last day.
                        func month(_ balances: StoredBalances, _ bucket: Int32) throws -> Int128 {
                            let isMonthly = balances.chart.isMonthly(account)
                            let end = CivilMonth(trusted: bucket / 100).end
                            return try balances.total(account: account, bucket: isMonthly ? Bucket.day(end) : bucket)
                        }
                        let plain = try buckets.map { try month(single, $0) }
                        let sum = try stored.total(account: account, year: year, months: months)
                        #expect(sum == plain.reduce(0, +), "account \(account), \(year), \(months) months")
                        if sum != 0 { isNone = false }
                        if let last = buckets.last {
                            let found = try month(stored, last)
                            #expect(found == plain.last, "account \(account), \(last)")
                        }
                    }
                    #expect(!isNone)
                }
            }
        }
    }

    /// What was answered stays answered: later events change nothing of what was known.
    @Test func laterEventsChangeNoEarlierAnswer() throws {
        try Self.withLedger(seed: 99) { office, events in
            let size = Int64(events.count)
            let questions = stride(from: size / 4, through: size, by: 23).map { known in
                (known, CivilDate(trusted: 20_200_630))
            }
            let before = try questions.map { try office.score(on: $0.1, known: .size($0.0)).table }
            let fact = Submission(
                type: .monitoringScored,
                data: .members([
                    .init("township", .string("heping")), .init("month", .string("2020-06")),
                    .init("score", .string("77")),
                ]))
            _ = try office.append([.success(fact)], actor: "test")
            #expect(try questions.map { try office.score(on: $0.1, known: .size($0.0)).table } == before)
            #expect(try office.score(on: CivilDate(trusted: 20_200_630), known: .everything).table != before.last)
        }
    }

    @Test func rebuildMakesTheSameTables() throws {
        try Self.withLedger(seed: 7) { office, events in
            let on = CivilDate(trusted: 20_201_231)
            let before = try office.score(on: on, known: .everything).table
            try office.log.write {
                try $0.connection.execute(
                    "UPDATE postings SET day = day + 1 WHERE first = 3; DELETE FROM sums; DELETE FROM live")
            }
            #expect(try office.score(on: on, known: .everything).table != before)
            #expect(try office.verify().faults.contains(.derived(table: "live")))
            let head = try office.rebuild()
            #expect(head.size == Int64(events.count))
            #expect(try office.verify().faults == [])
            #expect(try office.score(on: on, known: .everything).table == before)
        }
    }
}
