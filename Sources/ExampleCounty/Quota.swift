/// How many of a thing the year brings, month by month.
///
/// The notice's goals are numbers, not shares: 200 new exporters, 500 visits. A county of 300 enterprises or more
/// therefore has the numbers as they stand here, a smaller one its part of them.
struct Quota {
    static let fullCounty = 300
    private let months: [Int]
    private let founders: Int

    init(_ months: [Int], founders: Int) {
        self.months = months
        self.founders = min(founders, Quota.fullCounty)
    }

    /// The number of a month, 1–12. Rounded so that the sums are right too.
    subscript(month: Int) -> Int { upTo(month) - upTo(month - 1) }

    private func upTo(_ month: Int) -> Int {
        Quota.part(of: months.prefix(month).reduce(0, +), founders: founders)
    }

    /// One number's part.
    static func part(of whole: Int, founders: Int) -> Int { whole * min(founders, fullCounty) / fullCounty }
}
