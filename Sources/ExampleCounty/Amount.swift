/// Money in hundredths as the text of a submission: `12500.5`, `0`. Never a fraction of a hundredth.
func amountText(_ hundredths: Int64) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return String(whole) }
    if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
    return rest < 10 ? "\(whole).0\(rest)" : "\(whole).\(rest)"
}

extension Int64 {
    /// So many thousandths of the amount, rounded down.
    func permille(_ share: Int) -> Int64 { self * Int64(share) / 1000 }
}

/// A number with zeros at the left: `0017`. Longer numbers stay whole.
func numbered(_ value: Int, digits: Int = 4) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
