import Foundation
import Ledger
import TestSupport
import Testing

/// A record whose enterprise or date was corrected is shown as it is known, wherever it is shown.
@Suite struct CorrectedRecordTests {
    private static func clerk() throws -> Clerk {
        let clerk = try Clerk.withLedger()
        #expect(
            try clerk(
                "append enterprise.registered enterprise=\(ExampleEnterprise.code(3)) name=BBB township=jiapu "
                    + "export_band=under_5m_usd --effective 2018-01-01"
            ).code == 0)
        #expect(try clerk("correct t1 enterprise=\(ExampleEnterprise.code(3)) --reason r").code == 0)
        #expect(
            try clerk(
                "append report.submitted report_no=R1 township=jiapu title=稳外贸 kind=典型案例 --effective 2020-06-10 --id r1"
            ).code == 0)
        #expect(try clerk("correct r1 --effective 2020-06-12 --reason 日期 --id c2").code == 0)
        return clerk
    }

    @Test func evidenceIsOfTheRecordAsKnown() throws {
        let clerk = try Self.clerk()
        let text = try clerk("explain jiapu --on 2020-06-30 --evidence all --wide").output
        let t1 = text.split(separator: "\n").filter { $0.contains("  t1  ") }
        #expect(!t1.isEmpty && t1.allSatisfy { $0.contains("  BBB") && !$0.contains("示例纺织") }, "\(t1)")
        // Before the correction was known it was the other one's.
        let before = try clerk("explain jiapu --on 2020-06-30 --known 6 --evidence all --wide").output
        #expect(before.split(separator: "\n").contains { $0.contains("  t1  ") && $0.contains("示例纺织") }, "\(before)")
        let json = try clerk("explain jiapu --on 2020-06-30 --format csv").output
        #expect(json.contains("2020-06-12") && !json.contains("2020-06-10"), "\(json)")
    }

    /// Every form of a record's history tells of a date that was corrected, and calls townships by the same name.
    @Test(arguments: ["table", "md", "html"]) func everyFormTellsOfTheDate(format: String) throws {
        let text = try Self.clerk()("show c2 --wide --format \(format)").output
        for part in ["2020-06-10", "2020-06-12", "夹浦镇"] { #expect(text.contains(part), "\(part): \(text)") }
    }
}
