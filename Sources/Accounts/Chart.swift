/// The chart of accounts: a number for each account, in the order in which the events first post to them, so that the
/// same events give the same numbers.
public final class Chart {
    /// By number.
    public private(set) var accounts: [Account] = []
    private var townships: [String: Int] = [:]
    /// The township asked for last: the sums of one record are its township's.
    private var latest: (township: String, place: Int)?
    /// By township and tally; -1 where there is no account yet. Nearly every posting goes to one of these.
    private var plain: [Int32] = []
    private var withItem: [Account: Int32] = [:]
    private static let width = Tally.allCases.count
    /// By number: see `Tally.isMonthly`.
    private var monthly: [Bool] = []

    public init() {}

    /// Whether an account is kept by months only.
    @inline(__always)
    public func isMonthly(_ account: Int32) -> Bool { monthly[Int(account)] }

    /// A chart with the same accounts that grows by itself. O(accounts).
    public func copy() -> Chart {
        let copy = Chart()
        copy.accounts = accounts
        copy.townships = townships
        copy.plain = plain
        copy.withItem = withItem
        copy.monthly = monthly
        return copy
    }

    /// The number of an account; nil where nothing was ever posted to it.
    public func find(_ tally: Tally, _ township: String, item: String = "") -> Int32? {
        guard item.isEmpty else { return withItem[Account(tally, township, item: item)] }
        guard let place = place(of: township) else { return nil }
        let number = plain[place * Chart.width + Int(tally.rawValue)]
        return number < 0 ? nil : number
    }

    @inline(__always)
    private func place(of township: String) -> Int? {
        if let latest, latest.township == township { return latest.place }
        guard let place = townships[township] else { return nil }
        latest = (township, place)
        return place
    }

    /// The number of an account, which is opened where there is none.
    public func number(_ tally: Tally, _ township: String, item: String = "") -> Int32 {
        if item.isEmpty, let latest, latest.township == township {
            let number = plain[latest.place * Chart.width + Int(tally.rawValue)]
            if number >= 0 { return number }
        }
        if let known = find(tally, township, item: item) { return known }
        let number = Int32(accounts.count)
        accounts.append(Account(tally, township, item: item))
        monthly.append(tally.isMonthly)
        guard item.isEmpty else {
            withItem[Account(tally, township, item: item)] = number
            return number
        }
        let place = townships[township] ?? townships.count
        if townships[township] == nil {
            townships[township] = place
            plain += Array(repeating: -1, count: Chart.width)
        }
        plain[place * Chart.width + Int(tally.rawValue)] = number
        return number
    }

    /// The townships that have an account of this tally, the empty one (unassigned) among them, in chart order.
    public func townships(_ tally: Tally) -> [String] {
        accounts.filter { $0.tally == tally && $0.item.isEmpty }.map(\.township)
    }
}
