import Ledger

/// How exports move from month to month, in permille of an average month before the first scored year.
struct Economy {
    /// January to December; the Spring Festival makes February small.
    private static let season = [1050, 650, 880, 960, 1010, 1040, 1060, 1070, 1060, 1020, 1080, 1120]
    /// The months of 2020 in permille of a steady growth of 8 % on 2019: the shock of February and March, the orders
    /// that come back from April on, and a quieter second half.
    private static let year2020 = [1010, 730, 840, 1015, 1055, 1075, 1000, 980, 970, 950, 945, 945]
    /// Masks and other protective goods in permille of their height in May 2020.
    private static let epidemic2020 = [0, 0, 200, 650, 1000, 900, 700, 550, 450, 400, 400, 400]
    private static let growth = 1060
    private static let growth2020 = 1080

    private let firstYear: Int
    /// One a year from the history year on.
    private let levels: [Int]

    /// - Parameter years: the history year and the scored ones.
    init(years: ClosedRange<Int>) {
        firstYear = years.lowerBound
        var level = 1000
        var levels = [level]
        for year in years.dropFirst() {
            level = level * (year == 2020 ? Economy.growth2020 : Economy.growth) / 1000
            levels.append(level)
        }
        self.levels = levels
    }

    /// The level of a year without its months' ups and downs.
    private func level(of year: Int) -> Int { levels[min(max(0, year - firstYear), levels.count - 1)] }

    /// The level of a month in a place.
    func exports(_ month: CivilMonth, in township: Int) -> Int {
        let place = month.monthOfYear - 1
        let steady = level(of: month.year) * Economy.season[place] / 1000
        guard month.year == 2020 else { return steady }
        return steady * Economy.year2020[place] / 1000 * (1000 + Township.all[township].edge2020) / 1000
    }

    /// Imports follow the seasons, and the shock only by half.
    func imports(_ month: CivilMonth) -> Int {
        let place = month.monthOfYear - 1
        let steady = level(of: month.year) * Economy.season[place] / 1000
        return month.year == 2020 ? steady * (1000 + Economy.year2020[place]) / 2000 : steady
    }

    /// Epidemic goods, in permille of their height.
    func epidemicGoods(_ month: CivilMonth) -> Int {
        switch month.year {
        case ..<2020: 0
        case 2020: Economy.epidemic2020[month.monthOfYear - 1]
        default: 150
        }
    }

    /// What makers of medical goods export, in permille of what they would without the epidemic.
    func medicalBoom(_ month: CivilMonth) -> Int {
        month.number >= 202004 && month.number <= 202106 ? 1350 : 1000
    }
}
