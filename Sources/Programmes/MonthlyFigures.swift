import Ledger
import Scoring

/// A figure that is told month by month, this year against last year: a pure function of the amounts and the day.
public struct MonthlyFigures: Sendable, Hashable {
    public struct Month: Sendable, Hashable {
        public let month: CivilMonth
        /// 分; nil where the month was not told.
        public let amount: Int128?
        /// The same month of last year.
        public let before: Int128?
        public var growth: Ratio { MonthlyFigures.growth(amount, before) }
    }

    /// The months of the year from January to the last one that was told and has ended by the day.
    public let months: [Month]

    /// - Parameter amounts: 分 by month, of any years.
    public init(_ amounts: [CivilMonth: Int128], on: CivilDate) {
        let ended = CivilMonth.ended(of: on)
        let last = ended.last { amounts[$0] != nil }
        months = ended.filter { $0 <= last ?? $0.previous }.map { month in
            Month(month: month, amount: amounts[month], before: amounts[month.yearBefore])
        }
    }

    /// - Parameter through: the last month counted, where another series' months are taken.
    init(_ amounts: [CivilMonth: Int128], months: [CivilMonth]) {
        self.months = months.map { Month(month: $0, amount: amounts[$0], before: amounts[$0.yearBefore]) }
    }

    /// The sum of the year's months, and of the same months of last year, in 分.
    public var total: Int128 { months.reduce(0) { $0 + ($1.amount ?? 0) } }
    public var totalBefore: Int128 { months.reduce(0) { $0 + ($1.before ?? 0) } }
    /// The growth of the sum; undefined where last year has nothing.
    public var growth: Ratio { months.isEmpty ? Ratio(0, 0) : Ratio(total - totalBefore, totalBefore) }
    /// Months that lack a figure of this year or of last year: the sums are not of the same months there.
    public var incomplete: [CivilMonth] { months.filter { $0.amount == nil || $0.before == nil }.map(\.month) }

    static func growth(_ amount: Int128?, _ before: Int128?) -> Ratio {
        guard let amount, let before else { return Ratio(0, 0) }
        return Ratio(amount - before, before)
    }
}

extension CivilMonth {
    /// The months of a day's year that have ended on or before it.
    static func ended(of day: CivilDate) -> [CivilMonth] {
        (1...12).filter { $0 <= day.wholeMonths }.compactMap { CivilMonth(year: day.year, month: $0) }
    }

    /// The same month of the year before.
    var yearBefore: CivilMonth { CivilMonth(trusted: number - 100) }
}
