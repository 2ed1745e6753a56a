import Ledger
import Reports
import Testing

@testable import Accounts

@Suite struct ReceiptPageTests {
    static let head = LogHead(size: 7, root: MerkleTree.emptyRoot, recordedAt: nil)
    static let root = MerkleTree.emptyRoot.base64

    static func receipt(_ outcomes: Outcome...) -> Receipt { Receipt(outcomes: Outcomes(outcomes), head: head) }

    @Test func aSingleEvent() {
        let new = ReceiptPage(Self.receipt(.recorded(seq: 7, id: "t-1")), language: .zh)
        #expect(new.text() == "已入账：第 7 条，编号 t-1\n账本共 7 条事件，树根 \(Self.root)\n")
        let old = ReceiptPage(Self.receipt(.alreadyRecorded(seq: 3, id: "t-1")), language: .en)
        #expect(
            old.text()
                == "already recorded: event 3, id t-1; nothing added\nthe ledger has 7 events, root \(Self.root)\n")
    }

    @Test func aBatch() {
        let receipt = Self.receipt(
            .recorded(seq: 6, id: "a"), .alreadyRecorded(seq: 2, id: "b"), .recorded(seq: 7, id: "c"))
        #expect(
            ReceiptPage(receipt, language: .en).text().hasPrefix(
                "2 recorded, 1 already recorded\nthe ledger has 7 events"))
        #expect(ReceiptPage(receipt, language: .zh).text().hasPrefix("入账 2 条，此前已入账 1 条\n"))
        let json = ReceiptPage(receipt, language: .zh).json()
        #expect(json["recorded"] == .integer(2) && json["already_recorded"] == .integer(1))
        #expect(json["head"]?["size"] == .integer(7))
        #expect(
            json["events"]?.array?[1]
                == .members([
                    .init("row", .integer(2)), .init("status", .string("already_recorded")), .init("seq", .integer(2)),
                    .init("id", .string("b")),
                ]))
    }

    /// A rehearsal must not read like a recording.
    @Test func aRehearsalSaysSo() {
        let page = ReceiptPage(Self.receipt(.recorded(seq: 7, id: "a")), language: .en, isRehearsal: true)
        #expect(page.text() == "would be recorded as event 7\nrehearsal, nothing recorded\n")
        #expect(page.json()["head"] == nil && page.json()["rehearsal"] == .boolean(true))
    }
}
