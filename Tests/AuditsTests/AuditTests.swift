import Accounts
import Audits
import ExampleCounty
import Foundation
import Ledger
import Records
import Scoring
import Synchronization
import TestSupport
import Testing

/// A small example county of one year, recorded once: late figures, corrections, a relocation, two schemes.
enum County {
    private static let made = Mutex<TemporaryLedger?>(nil)

    static func with<R: Sendable>(_ body: (Office) throws -> R) throws -> R {
        try made.withLock { made in
            let ledger = try made ?? record()
            made = ledger
            return try body(ledger.office)
        }
    }

    private static func record() throws -> TemporaryLedger {
        let county = ExampleCounty(enterprises: 40)
        let adoption = try OfficeDay.adoption(of: BuiltInScheme.text, source: BuiltInScheme.source, county: county)
        let ledger = try TemporaryLedger(now: adoption.recordedAt)
        func take(_ day: OfficeDay) throws {
            ledger.now = day.recordedAt
            _ = try ledger.office.append(day.submissions.map { .success($0) }, actor: day.actor)
        }
        try take(adoption)
        var hasSecond = false
        for day in county.days() {
            if !hasSecond, day.recordedAt.shanghaiDate >= CivilDate(trusted: 20_200_901) {
                // Rules changed afterwards, back to 1 June: an audit has to tell them from facts.
                hasSecond = true
                let text = String(decoding: BuiltInScheme.text, as: UTF8.self)
                    .replacing("\"step\": \"0.2\"", with: "\"step\": \"0.3\"").replacing(
                        "changxing-2020", with: "changxing-2020b")
                try take(
                    OfficeDay.adoption(
                        of: Array(text.utf8), source: "", county: county, from: "2020-06-01", at: day.recordedAt))
            }
            try take(day)
        }
        return ledger
    }
}

extension OfficeDay {
    static func adoption(
        of text: [UInt8], source: String, county: ExampleCounty, from: String, at: Instant
    ) throws -> OfficeDay {
        let first = try adoption(of: text, source: source, county: county)
        return OfficeDay(
            recordedAt: at, actor: first.actor,
            submissions: first.submissions.map {
                Submission(type: $0.type, effective: from, source: source, id: "second-scheme", data: $0.data)
            })
    }
}

@Suite struct AuditTests {
    let june = CivilDate(trusted: 20_200_630)

    @Test func effectsAddUpToTheDifferenceAndSoDoItsThreeParts() throws {
        try County.with { office in
            for on in [
                june, CivilDate(trusted: 20_200_531), CivilDate(trusted: 20_200_715), CivilDate(trusted: 20_201_231),
            ] {
                let audit = try office.audit(on: on)
                let whole = audit.whole
                #expect(whole.before == (try? office.score(on: on, known: .day(on)).table))
                #expect(try whole.after == office.score(on: on, known: .everything).table)
                var sum = PointChanges()
                for effect in whole.effects { sum += effect.changes }
                #expect(sum == whole.total, "effects, on \(on)")
                var parts = PointChanges()
                for kind in Effect.Kind.allCases { parts += whole.part(kind) }
                #expect(parts == whole.total, "parts, on \(on)")
                #expect(
                    whole.effects.map { $0.entry?.event.seq ?? 0 }
                        == whole.effects.map { $0.entry?.event.seq ?? 0 }.sorted())
            }
        }
    }

    @Test func rulesChangedAfterwardsAreTheirOwnPart() throws {
        try County.with { office in
            let difference = try office.audit(on: june).whole
            let rules = difference.effects.filter { $0.kind == .rules }
            #expect(rules.map { $0.entry?.event.id } == ["second-scheme"])
            #expect(!difference.part(.rules).isEmpty && !difference.part(.correction).isEmpty)
            #expect(!difference.part(.newFact).isEmpty)
        }
    }

    /// Each effect is what the score itself says right before and right after the event.
    @Test func eachEffectIsTheScoreBeforeAndAfterItsEvent() throws {
        try County.with { office in
            for effect in try office.audit(on: june).whole.effects {
                let seq = try #require(effect.entry?.event.seq)
                let before = try office.score(on: june, known: .size(seq - 1)).table
                let after = try office.score(on: june, known: .size(seq)).table
                #expect(effect.changes == PointChanges(from: before, to: after), "event \(seq)")
            }
        }
    }

    /// When one township's figure moves, the others' relative points move too, and the line says whose event it was.
    @Test func anEventMovesOtherTownshipsToo() throws {
        try County.with { office in
            let effects = try office.audit(on: june).whole.effects
            #expect(
                effects.contains { effect in
                    guard let own = effect.entry?.township, !own.isEmpty else { return false }
                    return effect.changes.townships.keys.contains { $0 != own }
                })
        }
    }

    @Test(arguments: Clock.allCases) func aStatementBalances(clock: Clock) throws {
        try County.with { office in
            for (from, to) in [(20_200_601, 20_200_630), (20_200_510, 20_200_820)] {
                let from = CivilDate(trusted: Int32(from))
                let to = CivilDate(trusted: Int32(to))
                for township in ["jiapu", "meishan", "kaifaqu"] {
                    let statement = try office.statement(township, from: from, to: to, clock: clock)
                    let yesterday = CivilDate(daysSinceEpoch: from.daysSinceEpoch - 1)
                    func total(_ on: CivilDate) throws -> Int64? {
                        let known: Known = clock == .recorded ? .day(on) : .everything
                        return try office.score(on: on, known: known).table.rows.first { $0.id == township }?.total
                            .value
                    }
                    #expect(try statement.opening == total(yesterday))
                    #expect(try statement.closing == total(to), "\(township) \(clock)")
                    #expect(statement.lines.reduce(statement.opening) { $0 + $1.change } == statement.closing)
                    #expect(statement.lines.last?.balance ?? statement.opening == statement.closing)
                }
            }
        }
    }

    @Test func explanationsSayWhatTheTableSays() throws {
        try County.with { office in
            for known in [Known.everything, .day(june)] {
                let table = try office.score(on: june, known: known).table
                for row in table.rows {
                    let explanation = try office.explain(row.id, on: june, known: known)
                    #expect(explanation.total == row.total && explanation.rank == row.rank)
                    for (item, explained) in zip(row.items, explanation.items) {
                        #expect(explained.points == item.points && explained.flags == item.flags)
                        for input in explained.inputs {
                            #expect(input.evidence.reduce(0) { $0 + $1.amount } == input.amount)
                            #expect(input.evidence.count == input.records)
                        }
                        #expect(
                            explained.comparison.map(\.points)
                                == table.rows.map { $0.items.first { $0.id == item.id }?.points })
                    }
                }
            }
            #expect(throws: NoSuchTownship.self) { try office.explain("nowhere", on: june, known: .everything) }
        }
    }

    @Test func aMonthIsToldDayByDay() throws {
        try County.with { office in
            let month = CivilMonth(trusted: 202_006)
            let recorded = try office.replay(month, clock: .recorded, today: CivilDate(trusted: 20_210_101))
            #expect(recorded.days.count == 30)
            #expect(try recorded.days.last?.table == office.score(on: june, known: .day(june)).table)
            let count = try office.read { reader, _ in
                try reader.size(known: .day(june)) - reader.size(known: .day(CivilDate(trusted: 20_200_531)))
            }
            #expect(recorded.days.reduce(0) { $0 + Int64($1.entries.count) } == count)
            let effective = try office.replay(month, clock: .effective, today: CivilDate(trusted: 20_200_610))
            #expect(effective.days.count == 10)
        }
    }

    @Test func aClosedMonthIsTrueLaterAndASecondEditionFollowsACorrection() throws {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_200_705)))
        let scheme = try JSONReader.read(BuiltInScheme.text)
        try ledger.append(
            Submission(type: .schemeAdopted, effective: "2020-01-01", data: .members([.init("scheme", scheme)])))
        func report(_ number: Int) throws {
            try ledger.append(
                Submission(
                    type: .reportSubmitted, effective: "2020-06-0\(number)",
                    data: .members([
                        .init("report_no", .string("r\(number)")), .init("township", .string("meishan")),
                        .init("title", .string("t")), .init("kind", .string("典型案例")),
                    ])))
        }
        try report(1)
        let month = CivilMonth(trusted: 202_006)
        let office = ledger.office
        let today = CivilDate(trusted: 20_200_705)
        #expect(throws: ClosingFault.notOver(month, today: june)) { try office.close(month, today: june, actor: "t") }
        let first = try office.close(month, today: today, actor: "t")
        #expect(first.edition == 1 && first.known.size == 2)
        #expect(throws: ClosingFault.unchanged(month, edition: 1, seq: 3)) {
            try office.close(month, today: today, actor: "t")
        }
        try report(2)
        #expect(try office.close(month, today: today, actor: "t").edition == 2)
        let snapshots = try office.snapshots()
        #expect(snapshots.map(\.snapshot.edition) == [1, 2] && snapshots.allSatisfy(\.isTrue))
        #expect(snapshots.first?.snapshot.json(scheme: scheme) == first.json(scheme: scheme))
        let audit = try office.audit(on: june)
        #expect(audit.stages.count == 4)
        // One line of the closed table is proved by the heading alone.
        let closed = ClosedTable(first.table, head: first.known)
        #expect(closed.lines.count == 11 && closed.sha256 == first.closing.data["table_sha256"]?.text)
    }

    @Test func whatIfRecordsNothing() throws {
        try County.with { office in
            let head = try office.read { reader, _ in try reader.head() }
            let fact = Submission(
                type: .monitoringScored,
                data: .members([
                    .init("township", .string("meishan")), .init("month", .string("2020-06")),
                    .init("score", .string("1")),
                ]))
            #expect(throws: BatchRefused.self) { try office.whatIf([.success(fact)], actor: "t", on: [june]) }
            let report = Submission(
                type: .reportSubmitted, effective: "2020-06-30",
                data: .members([
                    .init("report_no", .string("what-if")), .init("township", .string("xiaopu")),
                    .init("title", .string("t")), .init("kind", .string("典型案例")),
                ]))
            let what = try #require(try office.whatIf([.success(report)], actor: "t", on: [june]).first)
            #expect(
                what.changes.townships.keys.contains("xiaopu")
                    || what.after?.rows.first { $0.id == "xiaopu" }?.items.last?.points.value == 800)
            #expect(try office.read { reader, _ in try reader.head() } == head)
        }
    }
}
