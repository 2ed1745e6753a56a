import Ledger
import Programmes
import Records
import Scoring

/// A programme's goal with what is reached, in a sentence.
struct GoalLine {
    let language: Language

    /// `目标：增长 30%以上（一）；现为 32.10%，已达到`
    func growth(_ goal: ProgrammeGoals.Goal?, _ growth: Ratio) -> String? {
        goal.map { goal in
            let wanted = DecimalText.trimmed(Int128(goal.atLeast), decimals: 0) + "%"
            let isReached =
                growth.isDefined && growth.numerator * 100 >= growth.denominator * ExactInteger(goal.atLeast)
            return sentence(
                language("增长 \(wanted)以上", "growth of \(wanted) or more"), goal, Numerals.percent(growth) ?? "—",
                isReached: growth.isDefined ? isReached : nil)
        }
    }

    /// `目标：88 亿元（附件4 第9项）；现为 …`
    func amount(_ goal: ProgrammeGoals.Goal?, _ amount: Int128) -> String? {
        goal.map { goal in
            func yuan(_ value: Int128) -> String {
                // 亿, where that says the amount to the last 分.
                let (hundredths, rest) = value.quotientAndRemainder(dividingBy: 100_000_000)
                if language == .zh, hundredths > 0, rest == 0 {
                    return DecimalText.trimmed(hundredths, decimals: 2) + " 亿元"
                }
                let text = Numerals.grouped(DecimalText.trimmed(value, decimals: 2))
                return language("\(text) 元", "\(text) yuan")
            }
            return sentence(
                language("全年 ", "in the year ") + yuan(Int128(goal.atLeast)), goal, yuan(amount),
                isReached: amount >= Int128(goal.atLeast))
        }
    }

    /// - Parameter isReached: nil where it can't be told.
    private func sentence(
        _ wanted: String, _ goal: ProgrammeGoals.Goal, _ found: String, isReached: Bool?
    ) -> String {
        let clause = goal.clause.isEmpty ? "" : language.bracketed(goal.clause)
        let state =
            switch isReached {
            case true?: language("，已达到", ", reached")
            case false?: language("，尚未达到", ", not reached yet")
            case nil: ""
            }
        return language("目标：\(wanted)\(clause)；现为 \(found)\(state)", "goal: \(wanted)\(clause); now \(found)\(state)")
    }
}
