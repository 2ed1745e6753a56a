import Accounts
import Ledger
import Records
import TestSupport
import Testing

/// ledger.md §3, Records: corrections and retractions.
@Suite struct ChangeTests {
    static func record(_ id: String, _ ledger: TemporaryLedger) throws -> Record? {
        try ledger.office.history(of: id)?.record
    }

    @Test func theLatestCorrectionStands() throws {
        let ledger = try StandardLedger.make()
        for amount in ["1.10", "2.20", "3.30"] { try ledger.append(.correct("t1", to: .trade(1, "2020-05", amount))) }
        let record = try #require(try Self.record("t1", ledger))
        #expect(record.data["export_cny"]?.text == "3.3")
        #expect(record.corrections == [12, 13, 14] && record.isLive && record.seq == 4)
        // What was submitted stays in the ledger.
        #expect(try ledger.event(4)?.data["export_cny"]?.text == "100")
        #expect(try ledger.event(12)?.data["data"]?["export_cny"]?.text == "1.1")
    }

    @Test func aCorrectionMayMoveTheEffectiveDate() throws {
        let ledger = try StandardLedger.make()
        try ledger.append(.correct("e2", to: .register(2, "heping", from: "2020-02-01")))
        let record = try #require(try Self.record("e2", ledger))
        #expect(record.effective.description == "2020-02-01" && record.data["township"]?.text == "heping")
        #expect(try ledger.faults(of: [.trade(2, "2020-02", "1")]).isEmpty)
    }

    @Test func everyTypeButSchemesAndClosingsIsCorrectable() {
        for entry in Catalog.types {
            let changes = [EventType.schemeAdopted, .planAdopted, .monthClosed, .eventCorrected, .eventRetracted]
            #expect(entry.isCorrectable == !changes.contains(entry.type), "\(entry.type)")
        }
    }

    @Test func schemesAndClosingsAreRetracted() throws {
        let ledger = try StandardLedger.make()
        try ledger.append([.retract("m1"), .retract("s1")])
        #expect(try Self.record("m1", ledger)?.isLive == false)
        #expect(try Self.record("s1", ledger)?.isLive == false)
        #expect(try ledger.faults(of: [.monitor("jiapu", "2020-06", "1")]).map(\.refusal.problem) == [.noScheme])
    }

    /// Those that name it go first.
    @Test func anEnterpriseGoesAfterItsFacts() throws {
        let ledger = try StandardLedger.make()
        try ledger.append([.retract("t1"), .retract("t2"), .retract("e1")])
        #expect(try ledger.faults(of: [.trade(1, "2020-06")]).map(\.refusal.problem) == [.enterpriseNotRegistered])
        // And it may come back.
        #expect(try ledger.faults(of: [.register(1, "heping"), .trade(1, "2020-06")]).isEmpty)
        #expect(try ledger.office.verify().faults == [])
    }

    @Test(
        arguments: [
            .relocate(5, to: "heping", on: "2020-06-01"), .outsource(5, "2020-05", "1"), .trade(5, "2020-05"),
            .enterExporter(5, on: "2020-05-01"), .enterServiceTrader(5, on: "2020-05-01"),
            .invest(5, "1", on: "2020-05-01", no: "N9"), .visit(5, "f", on: "2020-05-01"), .insure(5, on: "2020-05-01"),
        ] as [Submission])
    func whateverNamesAnEnterpriseHoldsIt(fact: Submission) throws {
        let ledger = try StandardLedger.make()
        try ledger.append(.register(5, "jiapu", id: "e5"))
        var named = fact
        named.id = "f5"
        try ledger.append(named)
        #expect(
            try ledger.faults(of: [.retract("e5")]).map(\.refusal.problem) == [.stillNamed(by: "f5", count: 1)])
        #expect(try ledger.faults(of: [.retract("f5"), .retract("e5")]).isEmpty)
    }

    @Test func aReportGoesAfterItsAdoptions() throws {
        let ledger = try StandardLedger.make()
        try ledger.append(.adoptReport("R1", "province", on: "2020-06-01", id: "a2"))
        #expect(
            try ledger.faults(of: [.retract("r1")]).map(\.refusal.problem) == [.stillNamed(by: "a1", count: 2)])
        #expect(try ledger.faults(of: [.retract("a1"), .retract("a2"), .retract("r1")]).isEmpty)
        #expect(
            try ledger.faults(of: [.adoptReport("R1", "city", on: "2020-06-01")]).map(\.refusal.problem) == [
                .reportUnknown
            ])
    }

    /// A correction that is handed in again with its id is known, even where its record was retracted since, and even
    /// where its amounts are written with needless zeros.
    @Test(arguments: ["9", "9.50"]) func aChangeHandedInAgainIsAlreadyRecorded(amount: String) throws {
        let ledger = try StandardLedger.make()
        let correction = Submission.correct("t1", to: .trade(1, "2020-05", amount), id: "c9")
        let retraction = Submission.retract("t1", id: "x9")
        try ledger.append(correction)
        #expect(try ledger.append(correction).head.size == 12)
        try ledger.append(retraction)
        for (change, seq) in [(correction, Int64(12)), (retraction, 13)] {
            let outcome = try ledger.append(change).outcomes[0]
            guard case .alreadyRecorded(seq, change.id) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
        // The id with other content is not.
        #expect(
            try ledger.faults(of: [.correct("t2", to: .trade(1, "2020-04", "8"), id: "c9")]).map(\.refusal.problem)
                == [.idTaken(seq: 12)])
    }

    /// A record that was corrected is known by its id as it was submitted, and as it is.
    @Test func aCorrectedRecordHandedInAgainIsAlreadyRecorded() throws {
        let ledger = try StandardLedger.make()
        for amount in ["50", "60"] {
            let outcome = try ledger.append(.trade(1, "2020-04", amount, id: "t2")).outcomes[0]
            guard case .alreadyRecorded(5, "t2") = outcome else {
                Issue.record("\(amount): \(outcome)")
                continue
            }
        }
        #expect(try ledger.faults(of: [.trade(1, "2020-04", "70", id: "t2")]).count == 1)
    }
}
