import Ledger
import Programmes
import Records
import TestSupport
import Testing

@testable import Reports

@Suite struct RegisteredFairTests {
    static let batch: [Submission] = [
        .register(1, "jiapu"), .register(2, "jiapu"),
        .registerFair("第127届广交会(网上)", from: "2020-06-15", to: "2020-06-24", on: "2020-05-20", id: "f1"),
        .registerFair("第128届广交会(网上)", from: "2020-10-15", to: "2020-10-24", on: "2020-06-20"),
        .visit(1, "第127届广交会(网上)", on: "2020-06-15", orders: "100", id: "v1"),
        .visit(2, "第127届广交会", on: "2020-06-15", id: "v2"),
    ]

    static func fairs() throws -> (FairBook, LogHead) {
        let (book, head) = try FiguresTests.ledger(batch).office.fairs(on: FiguresTests.june, known: .everything)
        return (book, head)
    }

    @Test func theRegisterTellsOfFairsToComeToo() throws {
        let book = try Self.fairs().0
        #expect(book.fairs.map(\.name) == ["第127届广交会", "第127届广交会(网上)", "第128届广交会(网上)"])
        #expect(book.fairs.map(\.sum.visits) == [1, 1, 0])
        #expect(book.fairs.last?.firstDay?.description == "2020-10-15")
        #expect(book.sum.visits == 2)
    }

    /// A free-text name is taken as before, and told.
    @Test func aNameThatIsNearlyRegisteredIsTold() throws {
        let (book, head) = try Self.fairs()
        #expect(book.unregistered.map(\.name) == ["第127届广交会"])
        let page = FairsPage(book, head: head, townships: [], language: .zh).text(width: 100, colour: false)
        #expect(page.contains("展会“第127届广交会”未登记；是不是“第127届广交会(网上)”？"))
        #expect(page.contains("未登记"))
    }

    @Test func recordingTellsOfItAtOnce() throws {
        let ledger = try FiguresTests.ledger(Array(Self.batch.dropLast()))
        let known = try ledger.append(.visit(2, "第127届广交会(网上)", on: "2020-06-16"))
        #expect(try ledger.office.unregisteredFairs(in: known).names.isEmpty)
        let near = try ledger.append(.visit(2, "127届广交会", on: "2020-06-16"))
        let found = try ledger.office.unregisteredFairs(in: near)
        #expect(found.names == ["127届广交会"] && found.register.count == 2)
        let words = FaultWords(.zh).words(unregisteredFairs: found.names, register: found.register)
        #expect(words == ["展会“127届广交会”未登记；是不是“第127届广交会(网上)”？"])
        // Where nobody keeps a register, nothing is said.
        let free = try FiguresTests.ledger([.register(1, "jiapu")])
        let receipt = try free.append(.visit(1, "广交会", on: "2020-06-16"))
        #expect(try free.office.unregisteredFairs(in: receipt).names.isEmpty)
    }

    @Test func daysAndModesThatContradictTheRegisterAreTold() throws {
        let ledger = try FiguresTests.ledger(
            Self.batch + [
                .visit(2, "第127届广交会(网上)", on: "2020-06-14", id: "early")
            ])
        let book = try ledger.office.fairs(on: FiguresTests.june, known: .everything).fairs
        #expect(book.fairs.flatMap(\.contradictions).map(\.record) == ["early"])
    }
}
