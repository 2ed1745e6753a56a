import Accounts
import Ledger
import Records

/// Every posting of a run of events, kept in a list: the slow, obvious model that stored and folded balances are held
/// against.
public struct ReferenceBook: Balances {
    public let chart = Chart()
    private var poster = ReferencePoster()
    private var postings: [(seq: Int64, posting: ReferencePosting)] = []

    public init() {}

    public var register: ReferenceRegister { poster.register }

    /// Folds the next event, and gives its postings.
    @discardableResult
    public mutating func fold(_ event: Event) -> [ReferencePosting] {
        let made = poster.evolve(event)
        for posting in made {
            _ = chart.number(posting.account.tally, posting.account.township, item: posting.account.item)
            postings.append((event.seq, posting))
        }
        return made
    }

    /// The sums as the first `size` events make them.
    public func sums(known size: Int64) -> ReferenceSums {
        ReferenceSums(chart: chart, postings: postings.lazy.filter { $0.seq <= size }.map(\.posting))
    }

    /// Adds up every posting of an account that lies in a bucket. O(postings).
    public func total(account: Int32, bucket: Int32) -> Int128 {
        let account = chart.accounts[Int(account)]
        return postings.reduce(0) { sum, entry in
            let day = entry.posting.day.number
            let isIn = bucket % 100 == 0 ? day / 100 == bucket / 100 : day == bucket
            return entry.posting.account == account && isIn ? sum + Int128(entry.posting.amount) : sum
        }
    }
}
