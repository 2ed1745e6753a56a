import Ledger

/// Balances folded in memory from the first event on: the answer that trusts no derived table. About 40 bytes a bucket,
/// of which there are a few thousand for a township and year, however many events.
public struct FoldedBalances: Balances {
    public let chart: Chart
    /// Where each bucket's total stands in `totals`.
    private var places: [Int64: Int] = [:]
    private var totals: [Int128] = []
    /// By account: the bucket posted to last, and where its total stands. A month's figures come together, so that most
    /// postings go where the one before went.
    private var latest: [(bucket: Int32, place: Int)] = []

    public init(chart: Chart) { self.chart = chart }

    public mutating func post(_ postings: [Posting]) {
        for posting in postings {
            add(posting.amount, posting.account, Bucket.day(posting.day))
            if !chart.isMonthly(posting.account) {
                add(posting.amount, posting.account, Bucket.month(posting.day.month))
            }
        }
    }

    @inline(__always)
    private mutating func add(_ amount: Int64, _ account: Int32, _ bucket: Int32) {
        let number = Int(account)
        while latest.count <= number { latest.append((bucket: -1, place: 0)) }
        if latest[number].bucket != bucket {
            let key = FoldedBalances.key(account, bucket)
            if let place = places[key] {
                latest[number] = (bucket, place)
            } else {
                places[key] = totals.count
                latest[number] = (bucket, totals.count)
                totals.append(0)
            }
        }
        totals[latest[number].place] += Int128(amount)
    }

    public func total(account: Int32, bucket: Int32) -> Int128 {
        places[FoldedBalances.key(account, bucket)].map { totals[$0] } ?? 0
    }

    @inline(__always)
    private static func key(_ account: Int32, _ bucket: Int32) -> Int64 { Int64(account) << 32 | Int64(bucket) }
}
