import Ledger

/// A span of days that running totals are kept for, as a number: a day as `yyyymmdd`, a whole month as `yyyymm00`.
///
/// A sum over days 1 January … X is then a few months and the days of the last one, whatever the ledger's size.
/// Monthly accounts have day buckets only: their month's last day is the whole month.
public enum Bucket {
    public static func day(_ date: CivilDate) -> Int32 { date.number }
    public static func month(_ month: CivilMonth) -> Int32 { month.number * 100 }
    /// Whether the bucket is a whole month of a dated account.
    @inline(__always)
    static func isMonth(_ bucket: Int32) -> Bool { bucket % 100 == 0 }
}

/// Sums of postings as known at some size of the log.
public protocol Balances {
    var chart: Chart { get }
    /// The total of an account's postings in a bucket.
    func total(account: Int32, bucket: Int32) throws -> Int128
    /// The total of an account's postings on the days `from … through` of one month.
    func total(account: Int32, from: Int32, through: Int32) throws -> Int128
    /// The total of an account's postings in the months 1…`months` of a year.
    func total(account: Int32, year: Int, months: Int) throws -> Int128
}

extension Balances {
    public func total(account: Int32, from: Int32, through: Int32) throws -> Int128 {
        var sum: Int128 = 0
        for day in from...max(from, through) { sum += try total(account: account, bucket: day) }
        return sum
    }

    public func total(account: Int32, year: Int, months: Int) throws -> Int128 {
        var sum: Int128 = 0
        for month in 1...12 where month <= months {
            let month = CivilMonth(trusted: Int32(year * 100 + month))
            let bucket = chart.isMonthly(account) ? Bucket.day(month.end) : Bucket.month(month)
            sum += try total(account: account, bucket: bucket)
        }
        return sum
    }

    /// Σ over the months 1…`months` of a year of a monthly account.
    public func sum(_ tally: Tally, _ township: String, year: Int, months: Int) throws -> Int128 {
        guard months > 0, year > 0, let account = chart.find(tally, township) else { return 0 }
        return try total(account: account, year: year, months: months)
    }

    /// Σ over the days of a dated account from 1 January up to and including `through`.
    public func sum(_ tally: Tally, _ township: String, item: String = "", through: CivilDate) throws -> Int128 {
        guard let account = chart.find(tally, township, item: item) else { return 0 }
        let sum = try total(account: account, year: through.year, months: through.wholeMonths)
        guard !through.isMonthEnd else { return sum }
        return try sum + total(account: account, from: through.month.start.number, through: through.number)
    }

    /// A monthly account's sum in one month, given by its last day.
    public func sum(_ tally: Tally, _ township: String, item: String = "", month end: CivilDate) throws -> Int128 {
        guard let account = chart.find(tally, township, item: item) else { return 0 }
        return try total(account: account, bucket: Bucket.day(end))
    }

    /// The value of the latest month ≤ `months` of a year that has one.
    public func latest(
        _ tally: Tally, present: Tally, _ township: String, item: String = "", year: Int, months: Int
    ) throws -> Int128? {
        guard let marks = chart.find(present, township, item: item) else { return nil }
        for month in stride(from: months, to: 0, by: -1) {
            let bucket = Bucket.day(CivilMonth(trusted: Int32(year * 100 + month)).end)
            guard try total(account: marks, bucket: bucket) > 0 else { continue }
            guard let account = chart.find(tally, township, item: item) else { return 0 }
            return try total(account: account, bucket: bucket)
        }
        return nil
    }
}
