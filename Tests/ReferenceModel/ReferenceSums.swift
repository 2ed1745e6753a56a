import Accounts
import Ledger

/// The sums of a book's postings as known at a size, added up once: what is asked of many accounts at the same moment.
public struct ReferenceSums: Balances {
    public let chart: Chart
    private var sums: [Place: Int128] = [:]

    private struct Place: Hashable {
        let account: Int32
        let bucket: Int32
    }

    /// O(postings).
    init(chart: Chart, postings: some Sequence<ReferencePosting>) {
        self.chart = chart
        for posting in postings {
            guard let account = chart.find(posting.account.tally, posting.account.township, item: posting.account.item)
            else { continue }
            sums[Place(account: account, bucket: Bucket.day(posting.day)), default: 0] += Int128(posting.amount)
            sums[Place(account: account, bucket: Bucket.month(posting.day.month)), default: 0] += Int128(posting.amount)
        }
    }

    public func total(account: Int32, bucket: Int32) -> Int128 {
        sums[Place(account: account, bucket: bucket)] ?? 0
    }
}
