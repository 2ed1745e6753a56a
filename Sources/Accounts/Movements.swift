import Ledger
import Records

/// What one event changed of the sums that a day's answer is made from.
public struct Movement: Sendable {
    public let seq: Int64
    /// Changes of running totals, by account and bucket.
    public internal(set) var changes: [(account: Int32, bucket: Int32, amount: Int128)] = []

    public init(seq: Int64) { self.seq = seq }
}

/// The buckets that a day's answer looks at: whole months, and the days of the month that has not ended.
public struct Horizon: Sendable {
    public let on: CivilDate

    public init(on: CivilDate) { self.on = on }

    /// The buckets of an account, monthly or dated, in order.
    public func buckets(monthly: Bool) -> [Int32] {
        let months = on.wholeMonths
        var buckets: [Int32] = []
        if monthly {
            for year in [on.year - 1, on.year] where year > 0 {
                for month in 1...12 where month <= months {
                    buckets.append(Bucket.day(CivilMonth(trusted: Int32(year * 100 + month)).end))
                }
            }
            return buckets
        }
        for month in 1...12 where month <= months {
            buckets.append(Bucket.month(CivilMonth(trusted: Int32(on.year * 100 + month))))
        }
        if !on.isMonthEnd { buckets += Array(on.month.start.number...on.number) }
        return buckets
    }
}

extension SumTables {
    /// The events after position `from` and up to `to` that changed a sum which the day looks at, in order.
    /// - Complexity: O(buckets · log(runs) + changes of their sums).
    func movements(_ horizon: Horizon, from: Int64, to: Int64) throws -> [Movement] {
        var bySeq: [Int64: Movement] = [:]
        let monthly = horizon.buckets(monthly: true)
        let dated = Set(horizon.buckets(monthly: false))
        let months = Set(monthly.map { Bucket.month(CivilDate(trusted: $0).month) })
        for bucket in months.union(dated).sorted() {
            // What is kept by months stands on their last days.
            let monthEnd = Bucket.isMonth(bucket) ? Bucket.day(CivilMonth(trusted: bucket / 100).end) : bucket
            try forEachChange(bucket, after: from, known: to) { change in
                let account = chart.accounts[Int(change.account)]
                guard account.tally.isScored, account.tally.isMonthly || dated.contains(bucket) else { return }
                bySeq[change.seq, default: Movement(seq: change.seq)].changes
                    .append((change.account, account.tally.isMonthly ? monthEnd : bucket, change.amount))
            }
        }
        return bySeq.values.sorted { $0.seq < $1.seq }
    }
}

/// Balances as known at one size that walk on event by event: looked up once, then changed in memory.
public final class WalkingBalances: Balances {
    private let base: StoredBalances
    private var totals: [Int64: Int128] = [:]

    /// A chart of its own, so that an account that is only supposed is never stored.
    public let chart: Chart

    init(_ base: StoredBalances) {
        self.base = base
        chart = base.chart.copy()
    }

    /// Supposes an amount more on a day.
    public func add(
        _ amount: Int128, to tally: Tally, _ township: String, item: String = "", on day: CivilDate, monthly: Bool
    ) throws {
        let account = chart.number(tally, township, item: item)
        var movement = Movement(seq: 0)
        movement.changes.append((account, Bucket.day(day), amount))
        if !monthly { movement.changes.append((account, Bucket.month(day.month), amount)) }
        try apply(movement)
    }

    public func total(account: Int32, bucket: Int32) throws -> Int128 {
        let key = Int64(account) << 32 | Int64(bucket)
        if let known = totals[key] { return known }
        let total = try base.total(account: account, bucket: bucket)
        totals[key] = total
        return total
    }

    /// Takes an event's changes.
    public func apply(_ movement: Movement) throws {
        for change in movement.changes {
            let before = try total(account: change.account, bucket: change.bucket)
            totals[Int64(change.account) << 32 | Int64(change.bucket)] = before + change.amount
        }
    }
}

extension Books {
    /// The events that changed a sum which the day looks at: see `SumTables.movements`.
    public func movements(_ horizon: Horizon, from: Int64, to: Int64) throws -> [Movement] {
        try sums.movements(horizon, from: from, to: to)
    }

    /// Balances as known at a size, to walk on from.
    public func walking(from known: Int64) -> WalkingBalances { WalkingBalances(balances(known: known)) }
}

extension Movement {
    /// The same changes the other way round.
    public var negated: Movement {
        var movement = Movement(seq: seq)
        movement.changes = changes.map { ($0.account, $0.bucket, -$0.amount) }
        return movement
    }
}

extension PostingTables {
    /// What each record adds on one day, as the first `known` events have it; `seq` is the record's opening event.
    /// - Complexity: O(accounts · log(postings) + postings of the day).
    func records(on day: CivilDate, known: Int64) throws -> [Movement] {
        var byRecord: [Int64: Movement] = [:]
        for (number, account) in chart.accounts.enumerated() where account.tally.isScored {
            if account.tally.isMonthly, !day.isMonthEnd { continue }
            for row in try evidence(account: Int32(number), from: day, through: day, known: known) {
                var movement = byRecord[row.record] ?? Movement(seq: row.record)
                movement.changes.append((Int32(number), Bucket.day(day), row.amount))
                if !account.tally.isMonthly {
                    movement.changes.append((Int32(number), Bucket.month(day.month), row.amount))
                }
                byRecord[row.record] = movement
            }
        }
        return byRecord.values.sorted { $0.seq < $1.seq }
    }
}

extension Books {
    /// What each record adds on one day: see `PostingTables.records`.
    public func records(on day: CivilDate, known: Int64) throws -> [Movement] {
        try postings.records(on: day, known: known)
    }
}
