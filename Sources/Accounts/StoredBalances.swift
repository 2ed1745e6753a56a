import Ledger

/// Balances as stored, as known at a size. A bucket's sums are read when the first of them is asked for.
public final class StoredBalances: Balances {
    private let tables: SumTables
    /// The number of events known.
    public let known: Int64
    public let chart: Chart
    private var read: [Int32: [Int128]] = [:]
    /// The sums of the days asked for last.
    private var days: (from: Int32, through: Int32, sums: [Int128])?
    /// Of the years asked for: the sums of the months up to each one, from none on. A table asks for the same months of every
    /// account.
    private var years: [(year: Int, sums: [[Int128]])] = []

    init(_ tables: SumTables, chart: Chart, known: Int64) {
        self.tables = tables
        self.chart = chart
        self.known = known
    }

    public func total(account: Int32, bucket: Int32) throws -> Int128 {
        // Who supposes something may have opened accounts that are stored nowhere.
        guard Int(account) < chart.accounts.count else { return 0 }
        guard chart.isMonthly(account) else { return try sum(account, bucket) }
        // What is kept by months stands on their last days.
        let day = CivilDate(trusted: bucket)
        guard !Bucket.isMonth(bucket), day.isMonthEnd else { return 0 }
        return try sum(account, Bucket.month(day.month))
    }

    public func total(account: Int32, from: Int32, through: Int32) throws -> Int128 {
        guard Int(account) < chart.accounts.count, !chart.isMonthly(account) else {
            return try (from...max(from, through)).reduce(0) { try $0 + total(account: account, bucket: $1) }
        }
        if let days, (days.from, days.through) == (from, through) { return StoredBalances.sum(account, days.sums) }
        var sums = [Int128](repeating: 0, count: chart.accounts.count)
        for day in from...max(from, through) { try tables.add(day, known: known, to: &sums) }
        days = (from, through, sums)
        return StoredBalances.sum(account, sums)
    }

    public func total(account: Int32, year: Int, months: Int) throws -> Int128 {
        guard Int(account) < chart.accounts.count else { return 0 }
        let months = max(0, min(months, 12))
        var place = years.firstIndex { $0.year == year } ?? years.count
        if place == years.count {
            years.append((year, [[Int128](repeating: 0, count: chart.accounts.count)]))
            place = years.count - 1
        }
        while years[place].sums.count <= months {
            let month = CivilMonth(trusted: Int32(year * 100 + years[place].sums.count))
            var sums = years[place].sums[years[place].sums.count - 1]
            try tables.add(Bucket.month(month), known: known, to: &sums)
            years[place].sums.append(sums)
        }
        return StoredBalances.sum(account, years[place].sums[months])
    }

    private func sum(_ account: Int32, _ bucket: Int32) throws -> Int128 {
        if let sums = read[bucket] { return StoredBalances.sum(account, sums) }
        if Bucket.isMonth(bucket), let sums = years.first(where: { $0.year == Int(bucket / 10_000) })?.sums {
            let month = Int(bucket / 100 % 100)
            if month < sums.count {
                return StoredBalances.sum(account, sums[month]) - StoredBalances.sum(account, sums[month - 1])
            }
        }
        let sums = try tables.sums(bucket, known: known)
        read[bucket] = sums
        return StoredBalances.sum(account, sums)
    }

    private static func sum(_ account: Int32, _ sums: [Int128]) -> Int128 {
        sums.indices.contains(Int(account)) ? sums[Int(account)] : 0
    }
}
