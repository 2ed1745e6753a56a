import Accounts
import Intake
import Ledger
import Records
import Reports
import TestSupport
import Testing

/// The same file again, and a file that says something else than the ledger.
struct RepeatedImportTests {
    private static let heading = "信用代码,月份,出口额,进口额,一般贸易出口额,防疫物资出口额\n"
    private static func row(_ number: Int, _ exports: String) -> String {
        "\(ExampleEnterprise.code(number)),2020-05,\(exports),0,0,0\n"
    }
    private static func desk() throws -> ImportDesk {
        try ImportDesk([.register(1, "jiapu"), .register(2, "meishan")])
    }

    @Test func theSameFileTwiceRecordsNothingNew() throws {
        for name in ["june.xlsx", "types.xlsx", "wide.xlsx"] {
            let desk = try ImportDesk()
            _ = try desk.take(ImportDesk.fixture(name))
            let head = try desk.ledger.head()
            guard case .taken(let receipt, _) = try desk.take(ImportDesk.fixture(name)) else {
                Issue.record("refused")
                continue
            }
            #expect(receipt.outcomes.allSatisfy { if case .alreadyRecorded = $0 { true } else { false } })
            #expect(try desk.ledger.head() == head)
        }
    }

    @Test func aChangedRowIsProposedThenCorrected() throws {
        let desk = try Self.desk()
        let old = try desk.write("old.csv", Self.heading + Self.row(1, "100") + Self.row(2, "7"))
        _ = try desk.take(old)
        let new = try desk.write("new.csv", Self.heading + Self.row(1, "250.5") + Self.row(2, "7"))
        let head = try desk.ledger.head()
        guard case .refused(let refused) = try desk.take(new) else {
            Issue.record("not refused")
            return
        }
        let page = ImportRefusedPage(FaultWords(.zh))
        #expect(
            page.text(refused) == """
                new.csv!2 与已入账的记录 made-3（第 4 条）不同：
                  出口额  100 元 → 250.5 元
                1 条与账上不同，要作为更正入账请加 --correct --reason 理由；全部未入账

                """)
        #expect(page.json(refused)["changed"]?.array?.first?["changes"]?.array?.first?["new"] == .string("250.5"))
        #expect(try desk.ledger.head() == head)

        guard case .taken(let receipt, let taken) = try desk.take(new, reason: "报关单更正") else {
            Issue.record("refused")
            return
        }
        #expect(receipt.amendments.count == 1)
        #expect(taken.text().contains("new.csv!2 更正记录 made-3：\n  出口额  100 元 → 250.5 元\n"))
        #expect(
            try desk.events().last
                == "event.corrected 2020-07-01 [new.csv!2] {\"data\":{\"enterprise\":\"\(ExampleEnterprise.code(1))\","
                + "\"epidemic_goods_export_cny\":\"0\",\"export_cny\":\"250.5\",\"general_trade_export_cny\":\"0\",\"import_cny\":\"0\","
                + "\"month\":\"2020-05\"},\"effective\":\"2020-05-31\",\"reason\":\"报关单更正\",\"target\":\"made-3\"}")
        guard case .taken(let again, _) = try desk.take(new, reason: "报关单更正") else {
            Issue.record("refused")
            return
        }
        #expect(again.amendments.isEmpty)
        #expect(try desk.ledger.office.verify().faults == [])
    }

    /// A correction is judged as any other: what it may not say is a fault.
    @Test func aCorrectionThatIsRefused() throws {
        let desk = try Self.desk()
        _ = try desk.take(try desk.write("old.csv", Self.heading + Self.row(1, "100")))
        let future = "统一社会信用代码,企业名称,乡镇,出口规模,归属起始日期\n\(ExampleEnterprise.code(1)),新名,夹浦镇,500万美元以下,2020-09-01\n"
        guard case .refused(let refused) = try desk.take(try desk.write("e.csv", future), reason: "改名") else {
            Issue.record("not refused")
            return
        }
        #expect(refused.faults.map(\.refusal.problem) == [.future(today: "2020-07-01")])
        #expect(refused.faults.map(\.column) == [5])
    }

    @Test func twoRowsOfOneFactAreAContradiction() throws {
        let desk = try Self.desk()
        let path = try desk.write("two.csv", Self.heading + Self.row(1, "1") + Self.row(2, "7") + Self.row(1, "2"))
        for reason in [nil, "更正"] {
            guard case .refused(let refused) = try desk.take(path, reason: reason) else {
                Issue.record("not refused")
                continue
            }
            #expect(refused.faults.map(\.refusal.problem) == [.contradicts(row: 2)])
            #expect(refused.faults.map(\.row) == [4])
        }
        // In two files the other file is named, and not a row of this one.
        let first = try desk.write("f1.csv", Self.heading + Self.row(1, "1"))
        let second = try desk.write("f2.csv", Self.heading + Self.row(2, "5") + Self.row(1, "2"))
        guard case .refused(let refused) = try desk.take(first, second) else {
            Issue.record("not refused")
            return
        }
        #expect(refused.faults.map(\.refusal.problem) == [.contradicts(row: 2, file: "f1.csv")])
        #expect(ImportRefusedPage(FaultWords(.zh)).text(refused).contains("在 f1.csv 第 2 行已有"))
        // Also where the first of the two corrects what is recorded.
        _ = try desk.take(try desk.write("old.csv", Self.heading + Self.row(1, "100")))
        guard case .refused = try desk.take(path, reason: "更正") else {
            Issue.record("not refused")
            return
        }
    }

    @Test func enterprisesOfOtherSheetsAndFilesComeFirst() throws {
        let desk = try ImportDesk()
        let trade = try desk.write("a.csv", Self.heading + Self.row(1, "1"))
        let register = try desk.write(
            "b.csv", "统一社会信用代码,企业名称,乡镇,出口规模,归属起始日期\n\(ExampleEnterprise.code(1)),甲,夹浦镇,500万美元以下,2018-01-01\n")
        guard case .taken = try desk.take(trade, register) else {
            Issue.record("refused")
            return
        }
        #expect(try desk.events().map { $0.prefix { $0 != " " } } == ["enterprise.registered", "trade.reported"])
    }
}
