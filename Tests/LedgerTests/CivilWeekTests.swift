import Ledger
import Testing

/// Weeks of ISO 8601.
@Suite struct CivilWeekTests {
    static let known = [
        ("2020-06-01", "2020-W23"), ("2020-06-07", "2020-W23"), ("2020-06-08", "2020-W24"), ("2019-12-30", "2020-W01"),
        ("2020-12-31", "2020-W53"), ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"), ("2016-01-03", "2015-W53"),
        ("2000-01-01", "1999-W52"), ("2024-12-31", "2025-W01"),
    ]

    @Test(arguments: known) func aDateHasItsWeek(date: String, week: String) throws {
        let day = try #require(CivilDate(date))
        #expect(CivilWeek(of: day).description == week)
        #expect(CivilWeek(week) == CivilWeek(of: day))
    }

    /// Day by day over 60 years: seven days a week, Monday first, and each week follows the one before.
    @Test func weeksFollowEachOther() throws {
        var week = CivilWeek(of: CivilDate(trusted: 19_791_231))
        #expect(week.start == CivilDate(trusted: 19_791_231))
        for days in 0..<(60 * 365) {
            let day = CivilDate(trusted: 19_791_231).adding(days: days)
            if day > week.end {
                #expect(week.next.previous == week && CivilWeek(week.next.description) == week.next)
                week = week.next
            }
            guard CivilWeek(of: day) == week, day.weekday == days % 7, week.start <= day, day <= week.end else {
                Issue.record("\(day) \(week)")
                return
            }
        }
    }

    @Test(arguments: ["2019-W53", "2020-W54", "2020-W00", "2020-W1", "2020-w23", "2020W23", "2020-23", "0000-W01", ""])
    func isNoWeek(text: String) { #expect(CivilWeek(text) == nil) }

    @Test func longYearsHaveFiftyThree() {
        let long = (1990...2030).filter { CivilWeek.count(in: $0) == 53 }
        #expect(long == [1992, 1998, 2004, 2009, 2015, 2020, 2026])
    }
}
