import Accounts
import Ledger
import Records
import Scoring
import TestSupport
import Testing

@testable import Audits

/// Points from fill rate and response rate, where a scheme says so (订单+清单), at any (on, known).
@Suite struct RatesTests {
    /// Enterprise 1 is of 经济开发区, 2 of 云溪镇, 9 of 经济开发区.
    private static let march: [Submission] = [
        .list(1, on: "2021-02-22"), .list(9, on: "2021-02-22"), .list(2, on: "2021-03-15"),
        // Weeks that end on 7, 14, 21 and 28 March: 8 figures due of the one township, 2 of the other.
        .fill(1, "2021-W09"), .fill(1, "2021-W10"), .fill(1, "2021-W11"), .fill(1, "2021-W12", id: "last"),
        .fill(9, "2021-W09"), .fill(9, "2021-W10"), .fill(2, "2021-W11"), .fill(2, "2021-W12"),
        .warn("Y1", 1, on: "2021-03-10"), .respond("Y1", on: "2021-03-12"),
        .warn("Y2", 2, on: "2021-03-10"), .respond("Y2", on: "2021-04-09"),
    ]

    @Test func pointsComeFromTheRatesOfTheMonth() throws {
        // 60 · 6/8 + 40 · 1/1 = 85; 60 · 2/2 + 40 · 0/1 = 60, until the response of 9 April.
        #expect(try Qinglan.points("platform", "2021-03-31", Self.march)[0...2] == ["3.00", "2.12", "0.00"])
        #expect(try Qinglan.points("platform", "2021-04-10", Self.march)[0...2] == ["2.55", "3.00", "0.00"])
        // A band of one rate alone: 75 % and 100 %.
        #expect(try Qinglan.points("filling", "2021-03-31", Self.march)[0...2] == ["0.00", "2.00", "0.00"])
        // Before the month is over nothing of it counts; February has one Sunday, on which nothing was filled in.
        #expect(try Qinglan.points("platform", "2021-03-30", Self.march)[0...1] == ["3.00", "0.00"])
        #expect(try Qinglan.points("filling", "2021-02-27", Self.march)[0...1] == ["0.00", "0.00"])
    }

    @Test func aTownshipWithoutDutiesIsUndefined() throws {
        let ledger = try Qinglan.ledger(Self.march)
        let table = try ledger.office.score(on: CivilDate(trusted: 20_210_331), known: .everything).table
        let flags = table.rows.map { $0.items.first { $0.id == "platform" }?.flags }
        #expect(flags[0] == [] && flags[2] == [.undefined])
    }

    /// The score page of the month counts the same.
    @Test func explainNamesTheRecords() throws {
        let ledger = try Qinglan.ledger(Self.march)
        let on = CivilDate(trusted: 20_210_331)
        let explained = try ledger.office.explain("kaifaqu", indicator: "platform", on: on, known: .everything)
        let item = try #require(explained.items.first)
        #expect(item.inputs.map(\.counted) == MonitoringNumber.allCases.map { .monitoring($0) })
        #expect(item.inputs.map(\.amount) == [8, 6, 1, 1] && item.inputs.map(\.records) == [2, 6, 1, 1])
        #expect(item.inputs.allSatisfy { $0.month?.description == "2021-03" })
        #expect(item.inputs[1].evidence.contains { $0.record == "last" })
        #expect(item.exact.rounded(0) == "300." && item.value?.rounded(0) == "8500.")
    }

    /// A relocation that is recorded later moves figures and warnings with the enterprise, as known then.
    @Test func townshipsAreAsKnown() throws {
        let ledger = try Qinglan.ledger(Self.march)
        let size = try ledger.head().size
        try ledger.append(.relocate(9, to: "songling", on: "2021-03-08"))
        let on = CivilDate(trusted: 20_210_331)
        func points(_ known: Known) throws -> [String?] {
            try ledger.office.score(on: on, known: known).table.rows[0...2].map {
                $0.items.first { $0.id == "platform" }?.points.twoDecimals
            }
        }
        #expect(try points(.size(size)) == ["3.00", "2.12", "0.00"])
        // kaifaqu 5 of 5, songling 1 of 3: the week that ends on the 7th stays.
        #expect(try points(.everything) == ["3.00", "1.80", "1.80"])
    }

    /// Each event between two sizes did what lies between the tables right around it; together they make the whole, and every
    /// table is what the pencil finds. Statements end where the tables are.
    @Test(arguments: 21...22 as ClosedRange<UInt64>) func auditsAddUp(seed: UInt64) throws {
        let (ledger, events) = try Self.random(seed: seed)
        let office = ledger.office
        var random = SeededGenerator(seed: seed &* 13)
        let size = Int64(events.count)
        var (moved, kinds) = (0, Set<Effect.Kind>())
        for round in 0..<6 {
            let month = try #require(CivilMonth(year: 2020, month: Int.random(in: 5...8, using: &random)))
            let on = round % 2 == 0 ? month.end : month.start.adding(days: Int.random(in: 3...24, using: &random))
            let from = Int64.random(in: 0..<size, using: &random)
            let to = min(size, from + Int64.random(in: 1...60, using: &random))
            let place = "seed \(seed), on \(on), \(from) to \(to)"
            func slow(_ known: Int64) -> [[String]]? { SlowScore(Array(events.prefix(Int(known))), on: on)?.table }
            func fast(_ table: ScoreTable?) -> [[String]]? {
                table?.rows.map { $0.items.map(\.points.twoDecimals) }
            }
            let difference = try office.difference(on: on, from: from, to: to)
            #expect(fast(difference.before) == slow(from) && fast(difference.after) == slow(to), "\(place)")
            var sum = PointChanges()
            for effect in difference.effects { sum += effect.changes }
            #expect(sum == difference.total, "\(place)")
            for effect in difference.effects {
                let seq = try #require(effect.entry?.event.seq)
                let around = PointChanges(
                    from: try? office.score(on: on, known: .size(seq - 1)).table,
                    to: try? office.score(on: on, known: .size(seq)).table)
                #expect(effect.changes == around, "\(place), event \(seq)")
                if effect.changes.townships.values.contains(where: { $0["platform"] != nil }) { moved += 1 }
                kinds.insert(effect.kind)
            }
            if slow(to) != nil {
                let replayed = try office.score(on: on, known: .size(to), basis: .replay).table
                #expect(fast(replayed) == slow(to), "replayed, \(place)")
            }
        }
        // All was recorded on 31 July.
        for (clock, from, to) in [(Clock.effective, 20_200_520, 20_200_705), (.recorded, 20_200_729, 20_200_731)] {
            let statement = try office.statement(
                "kaifaqu", from: CivilDate(trusted: Int32(from)), to: CivilDate(trusted: Int32(to)), clock: clock)
            #expect(statement.lines.reduce(statement.opening) { $0 + $1.change } == statement.closing)
            let table = try office.score(on: statement.to, known: .everything).table
            #expect(table.rows.first { $0.id == "kaifaqu" }?.total.value == statement.closing)
        }
        #expect(moved > 0 && kinds.contains(.correction), "seed \(seed): \(moved) moved, \(kinds)")
    }

    /// What would have been enough: three figures more, of three that lack.
    @Test func itTellsHowManyFiguresLack() throws {
        let ledger = try Qinglan.ledger([.list(1, on: "2021-03-01"), .fill(1, "2021-W09")])
        let on = CivilDate(trusted: 20_210_331)
        let reach = try ledger.office.reach(
            .points(Hundredths(500)), for: "kaifaqu", on: on, known: .everything)
        #expect(reach.ways.first { $0.lever == .fills }?.amount == 3)
        #expect(reach.ways.first { $0.lever == .responses }?.amount == nil)
    }

    @Test func weightsAreChecked() throws {
        func faults(_ weights: String) throws -> [String] {
            let place = try #require(
                try Qinglan.scheme()["indicators"]?.array?.firstIndex { $0["id"]?.text == "platform" })
            let scheme = try Qinglan.scheme().replacing(
                ["indicators", "\(place)", "weights"], with: try JSONReader.read(Array(weights.utf8)))
            return SchemeReader.read(scheme).faults.map {
                $0.path.replacing("indicators[\(place)]", with: "") + " " + $0.allowed
            }
        }
        #expect(try faults(#"{"fill_rate": "62.5", "response_rate": "37.5"}"#) == [])
        #expect(try faults(#"{"fill_rate": "100"}"#) == [])
        #expect(try faults(#"{"fill_rate": "50", "response_rate": "40"}"#) == [".weights weights that come to 100"])
        #expect(try faults(#"{"fill_rate": 100}"#).first?.hasPrefix(".weights.fill_rate a decimal text") == true)
        #expect(try faults(#""50""#).first?.hasPrefix(".weights {") == true)
    }

    /// Clerks of two counties' habits under the other county's scheme, with much of the desk.
    private static func random(seed: UInt64) throws -> (ledger: TemporaryLedger, events: [Event]) {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_200_731)))
        let places = ["kaifaqu", "yunxi", "zhuping"]
        func of(_ type: EventType, _ date: String, _ fields: [(String, String)]) -> Submission {
            Submission(type: type, effective: date, data: .members(fields.map { .init($0.0, .string($0.1)) }))
        }
        try ledger.append(.adopt(try Qinglan.scheme(), from: "2018-01-01"))
        for (place, code) in (0..<6).map(RandomOffice.code).enumerated() {
            try ledger.append([
                of(
                    .enterpriseRegistered, "2018-01-01",
                    [
                        ("enterprise", code), ("name", "示例公司"), ("township", places[place % 3]),
                        ("export_band", "under_5m_usd"),
                    ]), of(.monitoringListed, "2020-05-0\(place + 1)", [("enterprise", code)]),
            ])
        }
        var clerks = RandomOffice(
            seed: seed, townships: places, rated: "policy", years: 2019...2020)
        for step in 0..<360 {
            let submission = step > 60 && step % 3 > 0 ? clerks.nextFurther() : clerks.next()
            do {
                for case .recorded(_, let id) in try ledger.append(submission).outcomes { clerks.note(id: id) }
            } catch is BatchRefused {}
        }
        return (ledger, try Qinglan.events(ledger.office))
    }

    @Test(arguments: 31...33 as ClosedRange<UInt64>) func theTableIsWhatThePencilFinds(seed: UInt64) throws {
        let (ledger, events) = try Self.random(seed: seed)
        var random = SeededGenerator(seed: seed &* 7)
        var points: Set<String> = []
        for _ in 0..<16 {
            let known = Int64.random(in: 1...Int64(events.count), using: &random)
            let on = CivilDate(trusted: 20_200_601).adding(days: Int.random(in: 0...40, using: &random))
            guard let slow = SlowScore(Array(events.prefix(Int(known))), on: on) else { continue }
            let table = try ledger.office.score(on: on, known: .size(known)).table
            #expect(
                table.rows.map { $0.items.map(\.points.twoDecimals) } == slow.table,
                "seed \(seed), on \(on), known \(known)")
            let column = try #require(table.scheme.indicators.firstIndex { $0.id == "platform" })
            points.formUnion(slow.table.map { $0[column] })
        }
        #expect(points.count > 3, "seed \(seed): \(points)")
    }
}
