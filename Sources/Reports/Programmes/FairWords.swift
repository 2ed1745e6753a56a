import Intake
import Ledger
import Programmes
import Records

/// Words for fairs, and fairs for programs.
enum FairWords {
    /// The mode by the register, else those of the participations: `线上`.
    static func mode(_ fair: Fair, _ language: Language) -> String {
        guard case .choice(let choices)? = Catalog[.fairRegistered].field("mode")?.kind else { return "" }
        let modes = fair.registered.map { [$0.mode] } ?? fair.visits.map(\.mode)
        return language.list(choices.filter { modes.contains($0.value) }.map { language($0.zh, $0.en) })
    }

    static func json(_ fair: RegisteredFair) -> JSON {
        .members([
            .init("record", .string(fair.record)), .init("organiser", .string(fair.organiser)),
            .init("mode", .string(fair.mode)), .init("first_day", .string(fair.firstDay.description)),
            .init("last_day", .string(fair.lastDay.description)),
        ])
    }

    static func json(_ sum: FairSum) -> [JSON.Member] {
        [
            .init("visits", .integer(Int64(sum.visits))), .init("enterprises", .integer(Int64(sum.enterprises))),
            .init("intended_orders_usd", .string(DecimalText.trimmed(sum.orders, decimals: 2))),
        ]
    }

    /// Names that are one but for brackets, spaces and widths, or of which one lies within the other, with the same
    /// numbers: what people write for one and the same fair. Stations of one fair differ by a word, and are not alike.
    static func alike(_ names: [String]) -> [(String, String)] {
        let folded = names.map { name in
            String(
                FoldedText.of(name).unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                })
        }
        var pairs: [(String, String)] = []
        for (index, name) in folded.enumerated() where name.count > 2 {
            for other in folded.indices.dropFirst(index + 1) where folded[other].count > 2 {
                let isPart = name.contains(folded[other]) || folded[other].contains(name)
                if isPart, digits(name) == digits(folded[other]) { pairs.append((names[index], names[other])) }
            }
        }
        return pairs
    }

    private static func digits(_ name: String) -> [Substring] { name.split { !$0.isNumber } }
}
