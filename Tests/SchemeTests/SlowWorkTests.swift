import Accounts
import Ledger
import Programmes
import Records
import ReferenceModel
import Scoring
import TestSupport
import Testing

/// Random stories of the work list, told by the program and at the list's word.
@Suite struct SlowWorkTests {
    @Test(arguments: 1...4 as ClosedRange<UInt64>) func everyCellIsRight(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        func day() -> String { (CivilDate(year: 2020, month: pick(1...12), day: pick(1...28)) ?? .first).description }
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_210_101)))
        // Goals that a few visits reach.
        let plan = try TemporaryLedger.builtInPlan()
            .replacing(
                ["worklist", "items", "0", "targets", "half_year", "goals", "0", "at_least"], with: .string("5")
            )
            .replacing(["worklist", "items", "0", "targets", "year", "goals", "0", "at_least"], with: .string("9"))
            .replacing(["worklist", "items", "0", "targets", "year", "goals", "1", "at_least"], with: .string("30.5"))
            .replacing(["worklist", "items", "6", "targets", "half_year", "confirmed"], with: .boolean(true))
            .replacing(
                ["worklist", "items", "6", "targets", "half_year", "goals", "0", "at_least"], with: .string("2"))
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), from: "2020-01-01"), .adoptPlan(plan, from: "2020-01-01"),
        ])
        try ledger.append((1...9).map { .register($0, "jiapu") })
        var ids: [String] = []
        for step in 0..<160 {
            let id = "r\(step)"
            let item = ["fairs", "legal", "exporters", "finance"][pick(0...3)]
            let stage = ["half_year", "third_quarter", "year"][pick(0...2)]
            let submission: Submission =
                switch pick(0...11) {
                case 0, 1, 2: .reportWork(item, stage, on: day(), "进展\(step)", id: id)
                case 3, 4: .confirmWork(item, stage, on: day(), id: id)
                case 5, 6: .visit(pick(1...9), "展\(pick(1...9))", on: day(), orders: "\(pick(0...9)).5", id: id)
                case 7: .enterExporter(pick(1...9), on: day(), id: id)
                case 8: .adoptPlan(plan.setting("id", .string("p\(pick(1...2))")), from: day(), id: id)
                case 9:
                    .correct(ids.randomElement(using: &random) ?? "", to: .reportWork(item, stage, on: day()), id: id)
                default: .retract(ids.randomElement(using: &random) ?? "", id: id)
                }
            do {
                try ledger.append(submission)
                if submission.type.opensRecord { ids.append(id) }
            } catch is BatchRefused {}
        }
        let events = try Qinglan.events(ledger.office)
        #expect(events.count > 70, "seed \(seed)")
        var seen: Set<Substring> = []
        for _ in 0..<40 {
            let known = Int64(pick(12...events.count))
            let on = try #require(CivilDate(day()))
            let expected = try SlowWork(events.prefix(Int(known)), on: on).cells()
            var cells: [String]?
            do {
                let status = try ledger.office.workStatus(on: on, known: .size(known)).status
                cells = status.rows.flatMap { row in
                    row.cells.compactMap { $0 }.map { "\(row.item.id) \($0.stage.id) \($0.state.rawValue)" }
                }
            } catch is NoPlanInForce {}
            #expect(cells == expected, "seed \(seed), on \(on), known \(known)")
            seen.formUnion((cells ?? []).compactMap { $0.split(separator: " ").last })
        }
        #expect(seen.count == 5, "seed \(seed) meets every state: \(seen)")
        #expect(try ledger.office.verify().faults == [])
    }
}
