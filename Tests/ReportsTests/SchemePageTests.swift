import Foundation
import Ledger
import Programmes
import Records
import Scoring
import TestSupport
import Testing

@testable import Reports

/// A scheme as a clerk reads it: measures and methods by their names, values with their units.
@Suite struct SchemePageTests {
    private static func page(_ json: JSON, _ language: Language) throws -> SchemePage {
        let ledger = try TemporaryLedger(now: Instant.startOfDay(CivilDate(trusted: 20_220_131)))
        try ledger.append(.adopt(json, from: "2020-01-01", id: "s"))
        let (adopted, _) = try ledger.office.scheme(on: CivilDate(trusted: 20_210_630), known: .everything)
        return SchemePage(adopted, source: json, language: language)
    }

    private static let other = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("SchemeTests/Resources/qinglan-2021.json")

    /// Whatever a scheme can measure by has words; programs get the names that schemes use.
    @Test func everyMeasureHasWords() throws {
        let all =
            Measure.allCases.map(\.rawValue) + TaskTarget.allCases.map(\.rawValue)
            + ProgrammeGoals.Measure.allCases.map(\.rawValue) + WorkMeasure.allCases.map(\.rawValue)
            + ["fair.visits", "fair.intended_orders_usd"]
        #expect(Set(all).isSubset(of: MeasureWords.known))
        for json in [try TemporaryLedger.builtInScheme(), try JSONReader.read(Data(contentsOf: Self.other))] {
            for language in Language.allCases {
                let page = try Self.page(json, language)
                let text = page.text(width: nil, colour: false)
                // In English an indicator is called by its id, which may be a measure's name too.
                let indicators = try #require(SchemeReader.read(json).scheme).indicators.map(\.id)
                for name in all where name.contains(".") && !indicators.contains(name) {
                    #expect(!text.contains(name), "\(name)")
                }
                for method in ["target_ratio", "share_of_best", "rank_step", "banded", "tiered_sum"] {
                    #expect(!text.contains(method), "\(method)")
                }
                #expect(page.csv(withByteOrderMark: false).contains("target_ratio exports."))
            }
        }
    }

    @Test func valuesHaveTheirUnits() throws {
        let zh = try Self.page(try TemporaryLedger.builtInScheme(), .zh).text(width: nil, colour: false)
        for line in [
            "按名次，每名次递减 0.2 分：进口增量", "第一名满分，其余按比例：出口增幅",
            "夹浦镇                      18        8%         90%             100%",
            "企业参展（家次）    2020-06-30          300  附件4 第1项", "意向订单（美元）    2020-12-31  100,000,000  附件4 第1项",
        ] {
            #expect(zh.contains(line), "\(line)\n\(zh)")
        }
        let other = try Self.page(try JSONReader.read(Data(contentsOf: Self.other)), .en).text(
            width: nil, colour: false)
        #expect(other.contains("by bands: export growth, "))
        #expect(other.contains("exports (CNY)") && other.contains("105,600,000"))
    }

    /// A measure that the program does not know keeps its own name, and its values stay as they are.
    @Test func whatIsUnknownKeepsItsName() throws {
        let words = MeasureWords(language: .zh)
        #expect(words.heading("made.up") == "made.up")
        #expect(words.value(try Rate("0.085"), of: "made.up").text == "0.085")
        #expect(words.value(try Rate("0.085"), of: "exports.growth").text == "8.5%")
    }
}
