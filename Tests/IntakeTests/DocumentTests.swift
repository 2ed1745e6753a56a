import Foundation
import Intake
import Sheets
import Testing

/// docs/spreadsheets.md says what the program takes.
struct DocumentTests {
    private static let text = try? String(
        contentsOf: ImportDesk.folder.appendingPathComponent("../../docs/spreadsheets.md"), encoding: .utf8)

    @Test func everyHeadingStandsInTheDocument() throws {
        let text = try #require(Self.text)
        for (field, words) in HeadingWords.synonyms {
            let line = text.split(separator: "\n").first { $0.contains("`\(field)`") } ?? ""
            for word in words { #expect(line.contains(word), "\(field): \(word)") }
        }
        for word in HeadingWords.dates.values.joined() { #expect(text.contains(word), "\(word)") }
    }

    @Test func limitsAreThoseOfTheProgram() throws {
        let text = try #require(Self.text)
        for limit in [
            "| file | \(SheetLimits.fileBytes >> 20) MB |", "| facts of one import | 500,000 |",
            "\(SheetLimits.sheetBytes >> 30) GB", "\(SheetLimits.partBytes >> 20) MB",
            "at most \(SheetLimits.inflation) times", "past the first \(SheetLimits.freeBytes >> 20) MB",
        ] {
            #expect(text.contains(limit), "\(limit)")
        }
        #expect(IntakeRows.limit == 500_000)
    }
}
