import Accounts
import Audits
import Ledger
import Records
import TestSupport
import Testing

@testable import Reports

@Suite struct ExplanationPageTests {
    /// The points of a township's projects may add up to more than 64 bits hold before the indicator caps them.
    @Test func pointsOfProjectsOfAnySumAreTold() throws {
        let most = "999999999999999"
        let rule =
            #""method":"tiered_sum","measure":"investments","base":"\#(most)","belt_and_road_base":"\#(most)","#
            + #""belt_and_road":["VN"],"tiers":[{"from_usd":"1","points":"\#(most)"}]"#
        let ledger = try TemporaryLedger()
        try ledger.append(
            [.adopt(try TinyScheme.json([rule]), from: "2020-01-01"), .register(1, "a", from: "2020-01-01")]
                + (0..<50).map { .invest(1, "1", on: "2020-06-01", no: "N\($0)") })
        let explanation = try ledger.office.explain("a", on: CivilDate(trusted: 20_200_630), known: .everything)
        #expect(explanation.total.twoDecimals == "10.00")
        for language in Language.allCases {
            let page = ExplanationPage(explanation, language: language)
            // 50 projects of twice 999,999,999,999,999.
            #expect(page.text(width: nil, colour: false).contains("99999999999999900.00"))
            #expect(!page.json().canonical.isEmpty)
        }
    }
}
