import Ledger
import Records
import Scoring

/// Cross-border online retail exports by township (一, 二(四): growth of 30 %). A pure function of the records and the day.
public struct EcommerceBook: Sendable {
    public struct Place: Sendable {
        /// The township's id.
        public let township: String
        public let figures: MonthlyFigures
    }

    public let on: CivilDate
    public let county: MonthlyFigures
    /// In order of the township's id; all over the county's months.
    public let places: [Place]

    /// - Parameter reports: the live `ecommerce.reported` of the day's year and the year before, effective up to the day.
    public init(_ reports: [Record], on: CivilDate) {
        self.on = on
        var amounts: [String: [CivilMonth: Int128]] = [:]
        var sums: [CivilMonth: Int128] = [:]
        for report in reports where report.effective <= on {
            let amount = report.amount("retail_export_cny")
            amounts[report.text("township"), default: [:]][report.effective.month] = amount
            sums[report.effective.month, default: 0] += amount
        }
        let county = MonthlyFigures(sums, on: on)
        self.county = county
        places = amounts.sorted { $0.key < $1.key }.map { township, amounts in
            Place(township: township, figures: MonthlyFigures(amounts, months: county.months.map(\.month)))
        }
    }

    /// The townships that lack a month which others told, this year or last.
    public var incomplete: [Place] { places.filter { !$0.figures.incomplete.isEmpty } }
}
