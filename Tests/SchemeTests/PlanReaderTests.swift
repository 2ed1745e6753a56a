import Accounts
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// docs/scheme.md: units, groups and work list, in a scheme or in a file of their own.
@Suite struct PlanReaderTests {
    static func builtIn() throws -> JSON { try JSONReader.read(BuiltInPlan.text) }

    /// A scheme that brings the notice's plan, which is how a plan is checked with a scheme.
    static func scheme(_ plan: JSON) throws -> JSON {
        try ["units", "groups", "worklist"].reduce(TemporaryLedger.builtInScheme()) { $0.setting($1, plan[$1]) }
    }

    @Test func theNoticesPlanIsWhole() throws {
        let (scheme, faults) = SchemeReader.read(try Self.scheme(Self.builtIn()))
        #expect(faults == [])
        let plan = try #require(scheme?.plan)
        #expect(plan.units.count == 18 && plan.groups.map(\.members.count) == [15, 14, 9])
        let list = try #require(plan.workList)
        #expect(list.items.count == 9 && list.items.allSatisfy { $0.targets.count == 3 && !$0.lead.isEmpty })
        #expect(list.stages.map(\.by.description) == ["2020-06-30", "2020-09-30", "2020-12-31"])
        #expect(plan.groups.flatMap(\.duties).count == 1 + 8 + 6)
    }

    /// Every cell, name and duty stands in the notice, word for word.
    @Test func theNoticesPlanQuotesTheNotice() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/notice/changxing-2020-17.txt")
        let notice = try String(contentsOf: file, encoding: .utf8).filter { $0 != " " }
        let plan = try #require(SchemeReader.read(try Self.scheme(Self.builtIn())).scheme?.plan)
        let list = try #require(plan.workList)
        var texts = list.stages.map(\.name) + [list.note]
        for item in list.items { texts += [item.name] + item.targets.values.map(\.text) }
        for unit in plan.units { texts += [unit.name] + unit.people }
        for group in plan.groups { texts += [group.leader] + group.duties }
        #expect(texts.count > 80)
        for text in texts { #expect(notice.contains(text.filter { $0 != " " }), "\(text)") }
    }

    @Test func aSchemeWithoutPlanHasNone() throws {
        #expect(SchemeReader.read(try TemporaryLedger.builtInScheme()).scheme?.plan == nil)
    }

    @Test func goalsAndConfirmations() throws {
        let list = try #require(SchemeReader.read(try Self.scheme(Self.builtIn())).scheme?.plan?.workList)
        func target(_ item: String, _ stage: String) throws -> WorkList.Target {
            try #require(list.item(item)?.targets[stage])
        }
        #expect(try target("fairs", "year").goals.map(\.measure) == [.fairVisits, .fairOrders])
        #expect(try target("fairs", "year").isConfirmed == false)
        #expect(try target("legal", "half_year").isConfirmed && target("legal", "half_year").goals.isEmpty)
        #expect(try target("digital_life", "year").isConfirmed && target("digital_life", "year").goals.count == 2)
        let loans = try #require(try target("finance", "year").goals.first)
        #expect(loans.isAbove && loans.limit.millionths == 0)
    }

    static let wrong: [(path: String, value: JSON?, faults: [String])] = [
        ("units", .string("x"), ["units"]), ("units/0/id", .string("县委"), ["units[0].id"]),
        ("units/0/name", nil, ["units[0].name"]), ("units/0/people", .string("王"), ["units[0].people"]),
        ("units/1/name", .string("县委"), ["units"]), ("units/1/id", .string("xianwei"), ["units"]),
        ("groups/2/leader", .string(""), ["groups[2].leader"]),
        ("groups/2/members/0", .string("nobody"), ["groups[2].members[0]"]),
        ("groups/2/members/1", .string("shangwu"), ["groups[2].members"]),
        ("groups/1/id", .string("kuajing"), ["groups"]),
        ("worklist", .array([]), ["worklist"]),
        ("worklist/stages/1/by", .string("2020-06-30"), ["worklist.stages[1].by"]),
        ("worklist/stages/0/by", .string("2020-6-30"), ["worklist.stages[0].by"]),
        ("worklist/items/0/lead/0", .string("nobody"), ["worklist.items[0].lead[0]"]),
        ("worklist/items/1/id", .string("fairs"), ["worklist.items"]),
        ("worklist/items/0/targets", nil, ["worklist.items[0].targets"]),
        (
            "worklist/items/0/targets/spring", .object([]),
            ["worklist.items[0].targets.spring", "worklist.items[0].targets.spring.text"]
        ),
        ("worklist/items/0/targets/year/text", nil, ["worklist.items[0].targets.year.text"]),
        ("worklist/items/0/targets/year/confirmed", .string("yes"), ["worklist.items[0].targets.year.confirmed"]),
        (
            "worklist/items/0/targets/year/goals/0/measure", .string("visits"),
            ["worklist.items[0].targets.year.goals[0].measure"]
        ),
        ("worklist/items/0/targets/year/goals/0/above", .string("1"), ["worklist.items[0].targets.year.goals[0]"]),
        (
            "worklist/items/0/targets/year/goals/0/at_least", .string("many"),
            ["worklist.items[0].targets.year.goals[0].at_least"]
        ),
        ("worklist/items/0/targets/year/goals/0/at_least", nil, ["worklist.items[0].targets.year.goals[0]"]),
    ]

    @Test func everyFaultIsToldWithItsPath() throws {
        for (path, value, expected) in Self.wrong {
            let plan = try Self.builtIn().replacing(path.split(separator: "/").map(String.init), with: value)
            let faults = SchemeReader.read(try Self.scheme(plan)).faults
            #expect(faults.map(\.path).sorted() == expected.sorted(), "\(path) \(value?.shown ?? "-")")
        }
    }

    /// A plan is recorded inside an event, with keys that nobody reads: what could not be read again there is refused before.
    @Test func whatCouldNotBeReadAgainIsRefused() throws {
        func nested(_ depth: Int) -> JSON { (0..<depth).reduce(.string("x")) { inner, _ in .array([inner]) } }
        func long(_ texts: Int) -> JSON {
            .array(Array(repeating: .string(String(repeating: "长", count: 600)), count: texts))
        }
        for (extra, isTaken) in [
            (nested(9), true), (nested(10), false), (nested(14), false), (long(270), true), (long(300), false),
            (long(580), false),
        ] {
            let plan = try Self.builtIn().setting("extra", extra)
            #expect(PlanReader.read(plan).faults.map(\.path) == (isTaken ? [] : [""]))
            let ledger = try TemporaryLedger()
            try ledger.append(.adopt(TemporaryLedger.builtInScheme()))
            #expect(try ledger.faults(of: [.adoptPlan(plan)]).isEmpty == isTaken)
            guard isTaken else { continue }
            #expect(try ledger.office.verify().faults == [] && ledger.event(2)?.data["plan"] == plan)
            let restored = try TemporaryLedger()
            let head = try ledger.head()
            #expect(try restored.restore(ledger.lines().map { $0[...] }, expecting: head.root) == head)
            let key = try SigningKey(name: KeyName("test"), seed: Array(0..<32))
            let id = try #require(try ledger.event(2)?.id)
            let receipt = try #require(try ledger.office.receipt(of: id, signedBy: key))
            #expect(try RecordReceipt(receipt.bytes) == receipt)
        }
    }

    @Test func anItemIsMeantByItsNumber() throws {
        let record = Record(
            seq: 1, id: "p", type: .planAdopted, effective: CivilDate(trusted: 20_200_514),
            data: .members([.init("plan", try Self.builtIn())]), corrections: [], ended: nil)
        let adopted = try #require(AdoptedPlan(record))
        let names = PlanNames([adopted])
        let items = adopted.plan.workList?.items.map(\.id) ?? []
        #expect(names.stored("1", .workItem) == items.first && names.stored("9", .workItem) == items.last)
        for text in ["0", "10", "-1", String(Int.min), String(Int.max), "-9223372036854775809"] {
            #expect(names.stored(text, .workItem) == nil, "\(text)")
        }
    }
}
