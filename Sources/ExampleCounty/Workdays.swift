import Ledger

/// The office's days: Monday to Friday. Holidays are left out of the example.
extension CivilDate {
    /// The date itself, or the Monday after it where it is a Saturday or a Sunday.
    var workday: CivilDate { weekday < 5 ? self : monday }

    /// The date itself, or the next Monday.
    var monday: CivilDate { adding(days: (7 - weekday) % 7) }
}

extension CivilMonth {
    /// The number of its days.
    var length: Int { end.day }

    /// A day of the month, the last one where the month is shorter.
    func day(_ day: Int) -> CivilDate { start.adding(days: min(day, length) - 1) }

    /// The months of a year.
    static func months(of year: Int) -> [CivilMonth] { (1...12).compactMap { CivilMonth(year: year, month: $0) } }
}
