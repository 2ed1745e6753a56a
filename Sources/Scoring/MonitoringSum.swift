import Accounts
import Records

/// Fills and responses of a place and time, toward 100 % each (填报率、响应率, the notice 一).
public struct MonitoringSum: Sendable, Hashable {
    /// Weekly figures that were due: one for each enterprise on the list on the week's Sunday.
    public var due = 0
    public var filled = 0
    public var warnings = 0
    /// Warnings that somebody has responded to by the day of the question.
    public var answered = 0

    public init() {}

    /// Undefined where nothing was due.
    public var fillRate: Ratio { Ratio(Int128(filled), Int128(due)) }
    /// Undefined where there was no warning.
    public var responseRate: Ratio { Ratio(Int128(answered), Int128(warnings)) }

    /// Both rates weighed, 0–100 in hundredths of a point, exactly. Where there was no warning, none was left without a
    /// response: the response rate counts as whole. Where nothing was due, so does the fill rate. Undefined where there was
    /// neither.
    public func score(_ weights: MonitoringWeights) -> Ratio {
        guard due + warnings > 0 else { return Ratio(0, 0) }
        let (due, warnings) = (ExactInteger(max(due, 1)), ExactInteger(max(warnings, 1)))
        let filled = self.due == 0 ? 1 : ExactInteger(filled)
        let answered = self.warnings == 0 ? 1 : ExactInteger(answered)
        return Ratio(
            exact: ExactInteger(weights.fill.value) * filled * warnings + ExactInteger(weights.response.value)
                * answered * due,
            over: due * warnings)
    }
}
