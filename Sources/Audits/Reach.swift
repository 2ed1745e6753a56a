import Accounts
import Ledger
import Records
import Scoring

/// What a township is after: a place or a total.
public enum Goal: Sendable, Hashable {
    case rank(Int)
    /// Hundredths of a point.
    case points(Hundredths)

    func isReached(_ table: ScoreTable, _ township: String) -> Bool {
        guard let row = table.rows.first(where: { $0.id == township }) else { return false }
        return switch self {
        case .rank(let rank): row.rank <= rank
        case .points(let points): row.total >= points
        }
    }
}

/// One thing that a township could have more of.
public enum Lever: String, CaseIterable, Sendable {
    /// 分 of yuan in the latest month that counts.
    case exports, imports, epidemicExports, outsourcing
    /// Enterprises.
    case exporters, insured, serviceTraders
    /// Hundredths of a point of the latest month.
    case monitoring, rated
    /// Weekly figures that were due and not filled in, warnings without a response, of the latest month.
    case fills, responses
    /// Reports: submitted, or raised from submitted to a bulletin.
    case reports, cityBulletins, provincialBulletins
    /// Hundredths of a point from new projects.
    case investments
}

/// How much more of each thing alone a township would have needed.
public struct Reach: Sendable {
    public struct Way: Sendable {
        public let lever: Lever
        /// The indicator that it serves, where it serves one only.
        public let indicator: String?
        /// The least amount, in the lever's unit; nil where no amount of it is enough.
        public let amount: Int128?
    }
    public let township: Scheme.Township
    public let goal: Goal
    public let on: CivilDate
    public let table: ScoreTable
    public let isReached: Bool
    public let ways: [Way]
}

extension Office {
    /// What it would take, for each thing alone, all else staying as it is.
    ///
    /// The amounts are found by trying: the table is made anew with the sums changed in memory, in steps that double and
    /// then close in. More of a thing may cost points elsewhere (more exports lower a share of exports), which is part of
    /// the answer.
    /// - Throws: `NoSchemeInForce`, `NoSuchTownship`, `LedgerError`.
    public func reach(_ goal: Goal, for township: String, on: CivilDate, known: Known) throws -> Reach {
        try read { reader, books in
            let head = try reader.head(known: known)
            guard let adopted = books.schemes.inForce(on: on, known: head.size) else {
                throw NoSchemeInForce(on: on, knownSize: head.size)
            }
            guard let place = adopted.scheme.townships.first(where: { $0.id == township }) else {
                throw NoSuchTownship(id: township, scheme: adopted.scheme.id)
            }
            let rates = try books.rates(adopted.scheme, on: on, known: head.size)
            let table = try ScoreTable(
                on: on, adopted: adopted, balances: books.balances(known: head.size), rates: rates)
            let isReached = goal.isReached(table, township)
            var ways: [Reach.Way] = []
            for (lever, indicator, item) in Reacher.levers(adopted) where !isReached {
                let reacher = Reacher(
                    books: books, adopted: adopted, on: on, known: head.size, rates: rates, township: township,
                    goal: goal,
                    lever: lever, item: item)
                ways.append(.init(lever: lever, indicator: indicator, amount: try reacher.least()))
            }
            return Reach(township: place, goal: goal, on: on, table: table, isReached: isReached, ways: ways)
        }
    }
}

/// Tries amounts of one lever.
private struct Reacher {
    let books: Books
    let adopted: AdoptedScheme
    let on: CivilDate
    let known: Int64
    let rates: [String: MonitoringSum]
    let township: String
    let goal: Goal
    let lever: Lever
    let item: String

    /// The levers that a scheme's indicators have, with the indicator that each serves where it is only one.
    static func levers(_ adopted: AdoptedScheme) -> [(Lever, indicator: String?, item: String)] {
        var found: [(Lever, String?, String)] = []
        func add(_ lever: Lever, _ indicator: String?, _ item: String = "") {
            guard !found.contains(where: { $0.0 == lever && $0.2 == item }) else { return }
            found.append((lever, indicator, item))
        }
        func addLever(of measure: Measure, _ indicator: String) {
            switch measure {
            case .exportsTotal, .exportsIncrement, .exportsGrowth: add(.exports, nil)
            case .exportersRatio: add(.exporters, nil)
            case .epidemicShare: add(.epidemicExports, indicator)
            case .importsIncrement: add(.imports, indicator)
            case .outsourcingShare: add(.outsourcing, indicator)
            case .serviceTraders: add(.serviceTraders, indicator)
            case .insuredShare: add(.insured, indicator)
            case .monitoringScore: add(.monitoring, indicator)
            case .monitoringRates:
                add(.fills, indicator)
                add(.responses, indicator)
            case .investments, .reports: break
            }
        }
        for indicator in adopted.scheme.indicators {
            if let measure = indicator.method.measure { addLever(of: measure, indicator.id) }
            switch indicator.method {
            case .targetRatio, .shareOfBest, .rankStep, .banded: break
            case .rated: add(.rated, indicator.id, indicator.id)
            case .tieredSum:
                add(
                    .investments, indicator.id,
                    Account.investmentItem(scheme: adopted.seq, indicator: indicator.id))
            case .tally:
                add(.reports, indicator.id)
                add(.cityBulletins, indicator.id)
                add(.provincialBulletins, indicator.id)
            }
        }
        return found
    }

    /// The most that there can be, or that is worth trying: 10 billion yuan, 10,000 enterprises, full marks.
    private func limit() throws -> Int128 {
        let sums = books.balances(known: known)
        func monthly(_ tally: Tally) throws -> Int128 {
            try sums.sum(tally, township, year: on.year, months: on.wholeMonths)
        }
        switch lever {
        case .exports, .imports, .outsourcing: return 1_000_000_000_000
        // Only exports that are there can have been protective goods.
        case .epidemicExports: return try monthly(.exports) - monthly(.epidemicExports)
        case .exporters, .serviceTraders, .reports: return 10_000
        // Only exporters can be insured.
        case .insured: return try monthly(.exporters) - sums.sum(.insured, township, through: on)
        // Only reports that are there can be taken up.
        case .cityBulletins, .provincialBulletins: return try sums.sum(.reportsSubmitted, township, through: on)
        case .monitoring, .rated:
            let most = lever == .rated ? adopted.scheme.indicator(item)?.points.value ?? 0 : 10_000
            return on.wholeMonths > 0 ? try Int128(most) - latest(sums) : 0
        case .investments: return 10_000
        case .fills: return Int128(rates[township].map { $0.due - $0.filled } ?? 0)
        case .responses: return Int128(rates[township].map { $0.warnings - $0.answered } ?? 0)
        }
    }

    /// The points of the latest month that has a score, or a rating.
    private func latest(_ balances: some Balances) throws -> Int128 {
        let (tally, present): (Tally, Tally) =
            lever == .monitoring ? (.monitoring, .monitoringPresent) : (.rated, .ratedPresent)
        return try balances.latest(
            tally, present: present, township, item: item, year: on.year, months: on.wholeMonths) ?? 0
    }

    /// The least amount that reaches the goal.
    func least() throws -> Int128? {
        let limit = try limit()
        guard limit > 0 else { return nil }
        var low: Int128 = 0
        var high: Int128 = 1
        while try !reaches(high) {
            guard high < limit else { return nil }
            low = high
            high = min(high * 2, limit)
        }
        while low + 1 < high {
            let middle = (low + high) / 2
            if try reaches(middle) { high = middle } else { low = middle }
        }
        return high
    }

    private func reaches(_ amount: Int128) throws -> Bool {
        let balances = books.walking(from: known)
        try apply(amount, to: balances)
        var rates = rates
        if lever == .fills { rates[township]?.filled += Int(amount) }
        if lever == .responses { rates[township]?.answered += Int(amount) }
        let table = try ScoreTable(on: on, adopted: adopted, balances: balances, rates: rates)
        return goal.isReached(table, township)
    }

    /// Adds the amount where it would count.
    private func apply(_ amount: Int128, to balances: WalkingBalances) throws {
        let month = CivilMonth(trusted: Int32(on.year * 100 + max(1, on.wholeMonths))).end
        func monthly(_ tally: Tally, _ amount: Int128, item: String = "") throws {
            try balances.add(amount, to: tally, township, item: item, on: month, monthly: true)
        }
        func dated(_ tally: Tally, _ amount: Int128, item: String = "") throws {
            try balances.add(amount, to: tally, township, item: item, on: on, monthly: false)
        }
        switch lever {
        case .exports: try monthly(.exports, amount)
        case .imports: try monthly(.imports, amount)
        case .epidemicExports: try monthly(.epidemicExports, amount)
        case .outsourcing: try monthly(.outsourcing, amount)
        case .exporters: try monthly(.exporters, amount)
        case .insured: try dated(.insured, amount)
        case .serviceTraders: try dated(.serviceTraders, amount)
        case .monitoring, .rated:
            let (tally, present): (Tally, Tally) =
                lever == .monitoring ? (.monitoring, .monitoringPresent) : (.rated, .ratedPresent)
            let now = try latest(balances)
            let inMonth = try balances.sum(tally, township, item: item, month: month)
            let marked = try balances.sum(present, township, item: item, month: month)
            try monthly(tally, now + amount - inMonth, item: item)
            try monthly(present, 1 - marked, item: item)
        case .reports: try dated(.reportsSubmitted, amount)
        case .cityBulletins, .provincialBulletins:
            try dated(.reportsSubmitted, -amount)
            try dated(lever == .cityBulletins ? .reportsCity : .reportsProvince, amount)
        case .investments: try dated(.investments, amount, item: item)
        case .fills, .responses: break
        }
    }
}
