import Ledger
import Records
import Scoring

/// Cells whose text is made from what they stand for.
extension TextTable.Cell {
    /// `12`
    static func count(_ value: some BinaryInteger, _ style: TextTable.Style = .plain) -> Self {
        .init(String(value), style, .count(Int128(value)))
    }

    /// `+3`
    static func countChange(_ change: Int) -> Self {
        .init(change > 0 ? "+\(change)" : "\(change)", change == 0 ? .dim : .plain, .countChange(Int128(change)))
    }

    /// `12.5`; a dash where nothing was counted.
    static func average(_ ratio: Ratio) -> Self {
        ratio.rounded(1).map { .init($0, .plain, .average($0)) } ?? .init("—", .dim)
    }

    /// `12.50`
    static func points(
        _ points: Hundredths, _ style: TextTable.Style = .plain, formula: CellFormula? = nil
    ) -> Self {
        .init(points.twoDecimals, style, .points(points.value), formula: formula)
    }

    /// `+1.25`, green where it rose and red where it fell; nothing to show is a dash.
    static func change(_ hundredths: Int64, zero: String = "—", formula: CellFormula? = nil) -> Self {
        .init(
            hundredths == 0 ? zero : DifferencePage.signed(hundredths),
            hundredths > 0 ? .green : hundredths < 0 ? .red : .dim,
            .change(hundredths), formula: formula)
    }

    /// `1,250.5`
    static func money(_ hundredths: Int128, _ style: TextTable.Style = .plain) -> Self {
        .init(Numerals.grouped(DecimalText.trimmed(hundredths, decimals: 2)), style, .money(hundredths))
    }

    /// `8.12%`; a dash where the ratio is undefined.
    static func percent(_ ratio: Ratio, _ style: TextTable.Style = .plain) -> Self {
        guard let text = Numerals.percent(ratio), let value = ratio.rounded(4) else { return .init("—", .dim) }
        return .init(text, style, .ratio(value))
    }

    static func percent(_ rate: Rate?) -> Self {
        rate.map { .init(Numerals.percent($0), .dim, .ratio($0.description)) } ?? .init("—", .dim)
    }

    static func day(_ day: CivilDate, _ style: TextTable.Style = .plain) -> Self {
        .init(day.description, style, .day(day))
    }

    static func moment(_ instant: Instant, _ style: TextTable.Style = .plain) -> Self {
        .init(Numerals.shanghai(instant), style, .moment(instant))
    }

    /// `8 → 3`, green where the place became better, red where worse.
    static func ranks(_ before: Int?, _ after: Int?) -> Self {
        let texts = [before, after].map { $0.map(String.init) ?? "—" }
        guard let before, let after, before != after else {
            return .init(texts[0] == texts[1] ? texts[0] : texts.joined(separator: " → "))
        }
        return .init(texts.joined(separator: " → "), after < before ? .green : .red)
    }

    /// The cell's number in its smallest unit, for pictures; nil for texts and dates.
    var number: Int128? {
        switch value {
        case .count(let value): value * 100
        case .points(let value), .change(let value): Int128(value)
        case .money(let value): value
        case .countChange, .average, .places, .ratio, .day, .moment, nil: nil
        }
    }

    /// The value as a program reads it, without thousands separators: for CSV.
    var plain: String {
        switch value {
        case .count(let value), .countChange(let value): String(value)
        case .points(let value), .change(let value): DecimalText.fixed(Int128(value), decimals: 2)
        case .places(let value): String(value)
        case .money(let value): DecimalText.trimmed(value, decimals: 2)
        case .ratio(let text), .average(let text): text
        case .day(let day): day.description
        case .moment(let instant): instant.description
        case nil: text
        }
    }
}
