import Accounts
import Ledger
import Records
import Scoring
import TestSupport
import Testing

@testable import Audits

/// Audits of random ledgers, held against tables that are made by folding the events anew.
@Suite struct AuditProperties {
    /// Tables by full replay in memory: no stored sum, register or account number plays a part. The events are folded
    /// once, and the balances as they stood after each of them are kept.
    private final class Replayed {
        private var schemes: [AdoptedScheme] = []
        private var balances: [FoldedBalances] = []

        init(_ office: Office) throws {
            try office.log.read { reader in
                let replay = try Replay(reader, through: reader.size) { line, postings, chart in
                    if balances.isEmpty { balances.append(FoldedBalances(chart: chart)) }
                    var next = balances[balances.count - 1]
                    next.post(postings)
                    balances.append(next)
                }
                schemes = replay.index.schemes
            }
        }

        func table(on: CivilDate, known: Int64) throws -> ScoreTable? {
            try schemes.inForce(on: on, known: known).map {
                try ScoreTable(on: on, adopted: $0, balances: balances(known: known), rates: [:])
            }
        }

        func balances(known: Int64) -> FoldedBalances { balances[Int(known)] }
    }

    private func randomDay(_ random: inout SeededGenerator) throws -> CivilDate {
        let month = try #require(
            CivilMonth(
                year: [2019, 2020, 2020, 2020, 2021].randomElement(using: &random) ?? 2020,
                month: Int.random(in: 1...12, using: &random)))
        // A month's last day every third time: then its monthly facts begin to count.
        guard Int.random(in: 0..<3, using: &random) > 0 else { return month.end }
        return CivilDate(
            daysSinceEpoch: month.start.daysSinceEpoch + Int.random(in: 0..<28, using: &random))
    }

    /// The effects between two known sizes add up to the difference of two tables that know nothing of effects; each is
    /// the difference right around its event; and events that are not among them made none.
    @Test(arguments: 1...4 as ClosedRange<UInt64>) func effectsAreTheDifferencesOfReplayedTables(seed: UInt64) throws {
        try BalancesTests.withLedger(seed: seed) { office, events in
            var random = SeededGenerator(seed: seed &* 31)
            let replayed = try Replayed(office)
            let size = Int64(events.count)
            var found = 0
            var kinds: Set<Effect.Kind> = []
            for round in 0..<12 {
                // The first round walks all of the ledger, from before any scheme.
                let on = round == 0 ? CivilDate(trusted: 20_201_231) : try randomDay(&random)
                let from = round == 0 ? 0 : Int64.random(in: 0..<size, using: &random)
                let to = round == 0 ? size : Int64.random(in: from...min(size, from + 30), using: &random)
                let difference = try office.difference(on: on, from: from, to: to)
                let place = "seed \(seed), on \(on), \(from) to \(to)"
                let before = try replayed.table(on: on, known: from)
                let after = try replayed.table(on: on, known: to)
                #expect(difference.before == before && difference.after == after, "\(place)")
                let whole = PointChanges(from: before, to: after)
                var sum = PointChanges()
                for effect in difference.effects { sum += effect.changes }
                #expect(sum == whole && difference.total == whole, "\(place)")
                var parts = PointChanges()
                for kind in Effect.Kind.allCases { parts += difference.part(kind) }
                #expect(parts == whole, "\(place)")
                kinds.formUnion(difference.effects.map(\.kind))
                found += difference.effects.count
                guard round > 0 else { continue }
                var effects: [Int64: PointChanges] = [:]
                for effect in difference.effects {
                    let seq = try #require(effect.entry?.event.seq)
                    #expect(effects.updateValue(effect.changes, forKey: seq) == nil, "\(place): event \(seq) once")
                    #expect(!effect.changes.isEmpty)
                }
                guard from < to else { continue }
                for seq in (from + 1)...to {
                    let own = PointChanges(
                        from: try replayed.table(on: on, known: seq - 1), to: try replayed.table(on: on, known: seq))
                    #expect(effects[seq] ?? PointChanges() == own, "\(place), event \(seq)")
                }
            }
            #expect(found > 20, "seed \(seed) has effects enough to mean something")
            #expect(kinds.isSuperset(of: [.newFact, .correction, .rules]), "seed \(seed): \(kinds)")
        }
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>) func statementsBalanceAgainstReplayedScores(seed: UInt64) throws {
        // Recorded while they happen, so that both clocks have something to tell.
        try BalancesTests.withLedger(seed: seed, from: CivilDate(trusted: 20_200_201)) { office, events in
            var random = SeededGenerator(seed: seed &* 37)
            let replayed = try Replayed(office)
            let size = Int64(events.count)
            let recorded = events.map(\.recordedAt.shanghaiDate)
            let first = try #require(recorded.first)
            let last = try #require(recorded.last)
            var lines = 0
            for clock in Clock.allCases {
                for _ in 0..<6 {
                    // On the clock `recorded` things happen while the events are recorded, else while they are effective.
                    let from =
                        clock == .recorded
                        ? CivilDate(
                            daysSinceEpoch: Int.random(
                                in: first.daysSinceEpoch...last.daysSinceEpoch, using: &random))
                        : try randomDay(&random)
                    let to = CivilDate(daysSinceEpoch: from.daysSinceEpoch + Int.random(in: 0...45, using: &random))
                    let yesterday = CivilDate(daysSinceEpoch: from.daysSinceEpoch - 1)
                    func total(_ township: String, _ on: CivilDate) throws -> Int64 {
                        let known = clock == .recorded ? Int64(recorded.prefix { $0 <= on }.count) : size
                        return try replayed.table(on: on, known: known)?.rows.first { $0.id == township }?.total.value
                            ?? 0
                    }
                    for township in ["kaifaqu", "meishan", "jiapu", "heping"] {
                        let statement: Statement
                        do {
                            statement = try office.statement(township, from: from, to: to, clock: clock)
                        } catch is NoSchemeInForce { continue }
                        let place = "seed \(seed), \(township), \(from) to \(to), \(clock)"
                        #expect(try statement.opening == total(township, yesterday), "\(place)")
                        #expect(try statement.closing == total(township, to), "\(place)")
                        var balance = statement.opening
                        for line in statement.lines {
                            balance += line.change
                            #expect(line.balance == balance && line.change == line.effect.changes.total(township))
                        }
                        #expect(balance == statement.closing, "\(place)")
                        // Each day ends where its own table ends.
                        for (index, line) in statement.lines.enumerated() {
                            let day = try #require(line.effect.day)
                            if index + 1 < statement.lines.count, statement.lines[index + 1].effect.day == day {
                                continue
                            }
                            #expect(try line.balance == total(township, day), "\(place), day \(day)")
                        }
                        lines += statement.lines.count
                    }
                }
            }
            #expect(lines > 10, "seed \(seed) has lines enough to mean something")
        }
    }

    /// The numbers of an explanation are sums of records; they must be the balances that a replay makes.
    @Test(arguments: 1...4 as ClosedRange<UInt64>) func explanationsAreMadeOfReplayedBalances(seed: UInt64) throws {
        try BalancesTests.withLedger(seed: seed) { office, events in
            var random = SeededGenerator(seed: seed &* 41)
            let replayed = try Replayed(office)
            var amounts = 0
            for _ in 0..<8 {
                let on = try randomDay(&random)
                let known = Int64.random(in: Int64(events.count / 2)...Int64(events.count), using: &random)
                guard let table = try replayed.table(on: on, known: known) else { continue }
                let adopted = try office.scheme(on: on, known: .size(known)).adopted.seq
                let balances = replayed.balances(known: known)
                for row in table.rows.prefix(4) {
                    let explanation = try office.explain(row.id, on: on, known: .size(known))
                    #expect(explanation.total == row.total && explanation.rank == row.rank)
                    #expect(explanation.items.map(\.points) == row.items.map(\.points))
                    for item in explanation.items {
                        for input in item.inputs {
                            let place = "seed \(seed), \(row.id), \(item.indicator.id), on \(on), known \(known)"
                            let sum = try sum(of: input, item, row.id, on, adopted, balances)
                            #expect(input.amount == sum, "\(place), \(input.counted) \(input.year)")
                            #expect(input.evidence.reduce(0) { $0 + $1.amount } == sum, "\(place)")
                            #expect(input.evidence.allSatisfy { $0.amount != 0 && $0.changedBy <= known }, "\(place)")
                            if sum != 0 { amounts += 1 }
                        }
                    }
                }
            }
            #expect(amounts > 20, "seed \(seed) has numbers enough to mean something")
        }
    }

    /// What a replay says to an input of an explanation.
    private func sum(
        of input: Explanation.Input, _ item: Explanation.Item, _ township: String, _ on: CivilDate,
        _ adopted: Int64, _ balances: FoldedBalances
    ) throws -> Int128 {
        guard case .tally(let tally) = input.counted else {
            Issue.record("the notice asks for no rates: \(input.counted)")
            return 0
        }
        switch tally {
        case .rated, .monitoring:
            let present: Tally = tally == .rated ? .ratedPresent : .monitoringPresent
            return try balances.latest(
                tally, present: present, township, item: tally == .rated ? item.indicator.id : "",
                year: on.year, months: on.wholeMonths) ?? 0
        case .investments:
            let account = Account.investmentItem(scheme: adopted, indicator: item.indicator.id)
            return try balances.sum(.investments, township, item: account, through: on)
        default:
            if tally.isMonthly {
                return try balances.sum(tally, township, year: input.year, months: on.wholeMonths)
            }
            return try balances.sum(tally, township, through: on)
        }
    }

    /// What was known stays known: whatever is recorded later, the tables of earlier sizes stay, by sums and by replay.
    @Test(arguments: 1...3 as ClosedRange<UInt64>) func laterAppendsChangeNoEarlierAnswer(seed: UInt64) throws {
        try BalancesTests.withLedger(seed: seed, from: CivilDate(trusted: 20_200_201)) { office, events in
            var random = SeededGenerator(seed: seed &* 43)
            let size = Int64(events.count)
            let last = try #require(events.last).recordedAt.shanghaiDate
            var questions: [(on: CivilDate, from: Int64, to: Int64)] = []
            for _ in 0..<10 {
                let from = Int64.random(in: 1...size, using: &random)
                questions.append((try randomDay(&random), from, Int64.random(in: from...size, using: &random)))
            }
            func answers() throws -> [[ScoreTable?]] {
                try questions.map { question in
                    let difference = try office.difference(on: question.on, from: question.from, to: question.to)
                    let stored = try? office.score(on: question.on, known: .size(question.to)).table
                    return [difference.before, difference.after, stored]
                }
            }
            let before = try answers()
            let days = questions.map(\.on).filter { $0 < last }
            let stood = try days.map { try office.audit(on: $0).stages.first?.table }
            var clerks = RandomOffice(seed: seed &+ 1000)
            for event in events where event.type != EventType.schemeAdopted.rawValue { clerks.note(id: event.id) }
            var recorded = 0
            for _ in 0..<150 {
                do {
                    recorded += try office.append([.success(clerks.next())], actor: "later").outcomes.count {
                        if case .recorded = $0 { true } else { false }
                    }
                } catch is BatchRefused {}
            }
            #expect(recorded > 5, "seed \(seed) records something later")
            #expect(try answers() == before, "seed \(seed)")
            // How a day stood is no matter of what is known now, for days that have passed.
            #expect(stood.contains { $0 != nil })
            #expect(try days.map { try office.audit(on: $0).stages.first?.table } == stood, "seed \(seed)")
        }
    }

    /// Facts that do not name each other can be recorded in any order: today's score is the same.
    @Test(arguments: 1...6 as ClosedRange<UInt64>) func theOrderOfIndependentFactsChangesNoScore(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 47)
        // What the facts name is recorded first: the scheme and the enterprises.
        let roots: [Submission] =
            [.adopt(try TemporaryLedger.builtInScheme())]
            + (1...6).map {
                .register(
                    $0, ["kaifaqu", "meishan", "jiapu"][$0 % 3], band: $0 % 2 == 0 ? "under_5m_usd" : "from_5m_usd")
            } + (1...3).map { .report("r\($0)", "xiaopu", on: "2020-02-0\($0)") }
        var facts: [Submission] = []
        for number in 1...6 {
            for month in ["2019-01", "2019-05", "2020-01", "2020-05", "2020-06"] {
                let exports = "\(Int.random(in: 0...40, using: &random) * 100_000)"
                facts.append(
                    .trade(
                        number, month, exports, imports: "\(Int.random(in: 0...9, using: &random) * 100_000)",
                        general: exports, epidemic: Bool.random(using: &random) ? exports : "0"))
            }
            facts.append(.outsource(number, "2020-05", "\(number)00000"))
            facts.append(.insure(number, on: "2020-03-0\(number)", policy: "P\(number)"))
            facts.append(.enterExporter(number, on: "2020-04-0\(number)"))
            facts.append(.visit(number, "广交会\(number)", on: "2020-06-1\(number)", orders: "\(number)000"))
            facts.append(.invest(number, "\(number)000000", in: "VN", on: "2020-05-0\(number)", no: "N\(number)"))
            // A relocation on a day of its own: what was reported before and after it goes to where the firm was.
            if number > 3 { facts.append(.relocate(number, to: "heping", on: "2020-05-1\(number)")) }
        }
        for township in ["kaifaqu", "meishan", "jiapu"] {
            facts.append(.monitor(township, "2020-05", "\(Int.random(in: 50...100, using: &random))"))
            facts.append(.rate(township, "2020-06", "0.\(Int.random(in: 1...5, using: &random))"))
        }
        // Each report is adopted at both levels, one after the other: the higher one first or last.
        for number in 1...3 {
            let levels = number == 2 ? ["province", "city"] : ["city", "province"]
            facts.append(.adoptReport("r\(number)", levels[0], on: "2020-03-0\(number)"))
            facts.append(.adoptReport("r\(number)", levels[1], on: "2020-0\(number + 2)-1\(number)"))
        }
        facts += (4...9).map { .report("r\($0)", "meishan", on: "2020-06-0\($0)") }

        let days = [20_200_131, 20_200_305, 20_200_415, 20_200_514, 20_200_531, 20_200_615, 20_200_630].map {
            CivilDate(trusted: Int32($0))
        }
        func scores(_ facts: [Submission]) throws -> (tables: [ScoreTable], counters: [Progress.Counters], root: Hash) {
            let ledger = try TemporaryLedger()
            try ledger.append(roots)
            try ledger.append(facts)
            let tables = try days.map { try ledger.office.score(on: $0, known: .everything).table }
            let counters = try days.map { try ledger.office.progress(on: $0, known: .everything).progress.county }
            return (tables, counters, try ledger.head().root)
        }
        let first = try scores(facts)
        #expect(
            Set(first.tables.map(\.rows)).count == days.count, "the days differ, so that equal tables mean something")
        for _ in 0..<4 {
            let other = try scores(facts.shuffled(using: &random))
            #expect(other.root != first.root, "another order is another ledger")
            #expect(other.tables == first.tables && other.counters == first.counters, "seed \(seed)")
        }
    }
}
