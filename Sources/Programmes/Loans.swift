import Ledger
import Records
import Scoring

/// The banks' loans to foreign-trade enterprises (二(六), Attachment 4 no. 8: 贷款增量高于上年). A pure function of the records
/// and the day.
public struct LoanBook: Sendable {
    /// Balances in 分 at the ends of five months; nil where one was not told.
    public struct Balances: Sendable, Hashable {
        /// At the end of the month told.
        public let now: Int128?
        /// At the end of the same month of last year.
        public let yearBefore: Int128?
        /// At the end of last year, and of the year before it.
        public let opening: Int128?
        public let openingBefore: Int128?

        /// What the year has added up to the month.
        public var increment: Int128? { Self.difference(now, opening) }
        /// What last year had added up to the same month.
        public var incrementBefore: Int128? { Self.difference(yearBefore, openingBefore) }
        /// What all of last year added: the goal of the year.
        public var incrementOfLastYear: Int128? { Self.difference(opening, openingBefore) }
        public var growth: Ratio { MonthlyFigures.growth(now, yearBefore) }

        static func difference(_ a: Int128?, _ b: Int128?) -> Int128? {
            guard let a, let b else { return nil }
            return a - b
        }
    }

    public struct Bank: Sendable {
        public let name: String
        public let balances: Balances
    }

    public let on: CivilDate
    /// The last month told of the day's year that has ended by the day; nil where there is none.
    public let month: CivilMonth?
    /// In order of name: every bank that told a balance of one of the months looked at.
    public let banks: [Bank]
    /// A sum lacks where one bank's balance lacks, and another month has it.
    public let county: Balances

    /// - Parameter reports: the live `loans.reported` effective up to the day.
    public init(_ reports: [Record], on: CivilDate) {
        self.on = on
        var amounts: [String: [CivilMonth: Int128]] = [:]
        for report in reports where report.effective <= on {
            amounts[report.text("bank"), default: [:]][report.effective.month] = report.amount("balance_cny")
        }
        let month = CivilMonth.ended(of: on).last { month in amounts.values.contains { $0[month] != nil } }
        self.month = month
        let looked = month.map { [$0, $0.yearBefore, $0.openingMonth, $0.openingMonth.yearBefore] } ?? []
        banks = amounts.filter { entry in looked.contains { entry.value[$0] != nil } }.sorted { $0.key < $1.key }.map {
            bank in Bank(name: bank.key, balances: Balances(looked.map { bank.value[$0] }))
        }
        let each = banks.map { bank in looked.map { amounts[bank.name]?[$0] } }
        county = Balances(
            looked.indices.map { index in
                each.allSatisfy { $0[index] != nil } && !each.isEmpty
                    ? each.reduce(0) { $0 + ($1[index] ?? 0) } : nil
            })
    }
}

extension LoanBook.Balances {
    /// - Parameter values: in the order of the properties; none where no month was told.
    fileprivate init(_ values: [Int128?]) {
        func value(_ index: Int) -> Int128? { index < values.count ? values[index] : nil }
        self.init(now: value(0), yearBefore: value(1), opening: value(2), openingBefore: value(3))
    }
}

extension CivilMonth {
    /// The December ahead of the month's year.
    fileprivate var openingMonth: CivilMonth { CivilMonth(trusted: Int32((year - 1) * 100 + 12)) }
}
