import Ledger
import Records
import Scoring

/// Numbers as people read them. All of it works on exact decimals as text.
enum Numerals {
    /// Thousands apart: `60604818.86` → `60,604,818.86`.
    static func grouped(_ decimal: String) -> String {
        let sign = decimal.hasPrefix("-") ? "-" : ""
        let parts = decimal.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
        var whole = ""
        for (index, digit) in (parts.first ?? "").enumerated() {
            if index > 0, ((parts.first?.count ?? 0) - index) % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        return sign + ([whole] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }

    /// A ratio in percent with two decimals, rounded half away from zero: `8.12%`; nil where undefined.
    static func percent(_ ratio: Ratio) -> String? {
        guard let rounded = ratio.rounded(4) else { return nil }
        let sign = rounded.hasPrefix("-") ? "-" : ""
        let parts = rounded.dropFirst(sign.count).split(separator: ".")
        guard parts.count == 2 else { return nil }
        let digits = parts[0] + parts[1].prefix(2)
        let whole = digits.drop { $0 == "0" }
        return sign + (whole.isEmpty ? "0" : whole) + "." + parts[1].suffix(2) + "%"
    }

    /// A rate of a scheme in percent without needless zeros: `8.5%`.
    static func percent(_ rate: Rate) -> String {
        DecimalText.trimmed(Int128(rate.millionths), decimals: 4) + "%"
    }

    /// A moment in civil time of Asia/Shanghai, UTC+8 (ledger.md §1): `2020-07-03 09:00:00`.
    static func shanghai(_ instant: Instant) -> String {
        let shifted = Instant(milliseconds: instant.milliseconds + 8 * 3_600_000).description
        return shifted.prefix(10) + " " + shifted.dropFirst(11).prefix(8)
    }
}

extension Ratio {
    /// Whether the value is the rate or more, exactly; an undefined ratio reaches nothing.
    func reaches(_ rate: Rate) -> Bool {
        isDefined && numerator * 1_000_000 >= denominator * ExactInteger(rate.millionths)
    }
}
