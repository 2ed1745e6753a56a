import Ledger
import Records

/// Goes through the months of the office, and holds what is due in the month at hand.
struct OfficeDays: Sequence, IteratorProtocol {
    private let county: ExampleCounty
    private let stories: Stories2020?
    private let economy: Economy
    private let trade: TradeFiles
    private var enterprises: [Enterprise]
    private var month: CivilMonth
    /// Filings of this year that are not due yet.
    private var planned: [Filing] = []
    private var days: ArraySlice<OfficeDay> = []

    init(_ county: ExampleCounty) {
        self.county = county
        let first = county.years.lowerBound
        economy = Economy(years: (first - 1)...county.years.upperBound)
        enterprises = .founders(county.enterprises, before: first, seed: county.seed)
        stories = county.years.contains(2020) ? Stories2020(enterprises) : nil
        trade = TradeFiles(economy: economy, seed: county.seed, stories: stories)
        month = county.opening.month
    }

    mutating func next() -> OfficeDay? {
        while days.isEmpty {
            // The last month at hand is the January after the last year.
            guard month.previous.year <= county.years.upperBound else { return nil }
            days = nextMonth()[...]
        }
        return days.popFirst()
    }

    /// The days of the month at hand; then the next month is.
    private mutating func nextMonth() -> [OfficeDay] {
        let first = county.years.lowerBound
        if month.monthOfYear == 1, month.year == first { open() }
        if month.monthOfYear == 1, month.year <= county.years.upperBound { plan(month.year) }
        let last = month.previous
        if last.year >= first {
            planned += MonthlyMarks.filings(last, seed: county.seed)
            planned += trade.monthly(last, enterprises)
            planned += ServiceTrade.monthly(
                last, enterprises, day: trade.fileDay(of: last).adding(days: 1), seed: county.seed)
        }
        if county.hasProgrammes, last.year >= first { planned += ProgrammeFilings.monthly(last, seed: county.seed) }
        if month.year <= county.years.upperBound { planned += trade.flash(month, enterprises) }
        let due = planned.filter { $0.day.month <= month }
        planned.removeAll { $0.day.month <= month }
        month = month.next
        return due.officeDays()
    }

    /// The first days: the register of enterprises, and the year before.
    private mutating func open() {
        planned += enterprises.map { Filing(county.opening, by: Clerk.trade, $0.registration) }
        planned += trade.history(month.year - 1, enterprises, opening: county.opening)
        guard county.hasProgrammes else { return }
        // Two years of loans, since last year's increment is held against the one of the year before.
        for before in CivilMonth.months(of: month.year - 2) + CivilMonth.months(of: month.year - 1) {
            planned += ProgrammeFilings.monthly(before, on: county.opening, seed: county.seed)
        }
    }

    /// What a year brings but for its monthly figures.
    private mutating func plan(_ year: Int) {
        let (founders, seed) = (county.enterprises, county.seed)
        let new = NewExporters.enterprises(
            year, after: enterprises.count, founders: founders, opening: county.opening, seed: seed)
        enterprises += new
        planned += NewExporters.filings(new)
        planned += ServiceTrade.entrants(year, &enterprises, founders: founders, seed: seed)
        planned += FairVisits.filings(year, enterprises, founders: founders, seed: seed)
        planned += Insurance.filings(year, enterprises, seed: seed)
        planned += Investments.filings(year, enterprises, seed: seed)
        planned += InformationReports.filings(year, seed: seed)
        if county.hasDesk {
            planned += DeskWork.filings(year, first: county.years.lowerBound, enterprises, seed: seed)
        }
        if county.hasProgrammes {
            planned += ProgrammeFilings.yearly(year, opening: county.opening, seed: seed)
        }
        if year == 2020, let stories {
            planned += stories.filings(enterprises, founders: founders, economy, seed: seed)
        }
    }
}
