import Ledger
import Programmes
import Records
import TestSupport
import Testing

@testable import Reports

@Suite struct FairBookTests {
    let june = CivilDate(trusted: 20_200_630)

    static func ledger() throws -> TemporaryLedger {
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        try ledger.append([
            .register(1, "jiapu"), .register(2, "jiapu"), .register(3, "meishan"),
            .visit(1, "第127届广交会(网上)", on: "2020-06-15", orders: "100000", id: "v1"),
            .visit(2, "第127届广交会(网上)", on: "2020-06-15", orders: "50000.5", id: "v2"),
            .visit(3, "第127届广交会（网上）", on: "2020-06-16", orders: "1", id: "v3"),
            .visit(1, "网上华交会", on: "2020-05-02", id: "v4"), .visit(1, "2019年华交会", on: "2019-03-01", id: "v5"),
        ])
        return ledger
    }

    @Test func visitsEnterprisesAndOrdersByFair() throws {
        let book = try Self.ledger().office.fairs(on: june, known: .everything).fairs
        #expect(book.fairs.map(\.name) == ["网上华交会", "第127届广交会(网上)", "第127届广交会（网上）"])
        #expect(book.fairs.map(\.sum.visits) == [1, 2, 1])
        #expect(book.fairs.map(\.sum.orders) == [0, 15_000_050, 100])
        // Enterprise 1 went to two fairs and counts once.
        #expect(book.sum.visits == 4 && book.sum.enterprises == 3)
        #expect(book.fairs[1].byTownship.map(\.township) == ["jiapu"])
        #expect(book.fairs[1].visits.map(\.record) == ["v1", "v2"])
    }

    @Test func onlyWhatTheDayAndTheMomentKnow() throws {
        let ledger = try Self.ledger()
        let size = try ledger.head().size
        try ledger.append([
            .retract("v1"),
            .correct("v3", to: .visit(3, "第127届广交会(网上)", on: "2020-06-15", orders: "1"), effective: "2020-06-15"),
        ])
        let old = try ledger.office.fairs(on: june, known: .size(size)).fairs
        #expect(old.fairs.count == 3)
        let new = try ledger.office.fairs(on: june, known: .everything).fairs
        #expect(new.fairs.map(\.sum.visits) == [1, 2])
        #expect(new.fairs.last?.visits.map(\.record) == ["v2", "v3"])
        let may = try ledger.office.fairs(on: CivilDate(trusted: 20_200_601), known: .everything).fairs
        #expect(may.fairs.map(\.name) == ["网上华交会"])
    }

    @Test func visitsAndOrdersAreThoseOfProgress() throws {
        let ledger = try Self.ledger()
        let book = try ledger.office.fairs(on: june, known: .everything).fairs
        let county = try ledger.office.progress(on: june, known: .everything).progress.county
        #expect(Int128(book.sum.visits) == county.fairVisits)
        #expect(book.sum.orders == county.fairOrders)
    }

    /// One fair under two spellings is told; stations of one fair are fairs of their own.
    @Test func namesThatLookAlikeAreTold() {
        func alike(_ names: String...) -> Int { FairWords.alike(names).count }
        #expect(alike("第127届广交会(网上)", "第127届广交会（网上）") == 1)
        #expect(alike("第127届广交会", "第127届广交会(网上)") == 1)
        #expect(alike("第127届广交会", "第128届广交会") == 0)
        #expect(alike("第127届广交会", "第１２７届广交会") == 1)
        #expect(alike("浙江出口网上交易会(德国站·家居)", "浙江出口网上交易会(美国站·家居)") == 0)
        #expect(alike("2020年华交会", "2019年华交会", "华交会") == 0)
    }
}
