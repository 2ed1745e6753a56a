import Accounts
import Ledger
import Records
import Scoring

/// Where a township's points come from: for each indicator the clause, the numbers, the comparison, and the records
/// behind each number.
public struct Explanation: Sendable {
    /// One number of a formula with the records that make it up.
    public struct Input: Sendable {
        public let tally: Tally
        /// The year that it is of.
        public let year: Int
        /// In the tally's unit.
        public let amount: Int128
        /// The records, largest first, as many as were asked for.
        public let evidence: [Evidence]
        /// How many records there are.
        public let records: Int
    }
    /// A record that a number is made from.
    public struct Evidence: Sendable {
        /// What it adds to the number.
        public let amount: Int128
        /// The event that has its facts: the opening one, or the latest that changed what it adds.
        public let record: String
        public let opened: Event
        /// The position of the last event that changed what it adds.
        public let changedBy: Int64
        public let enterprise: String
    }
    /// A township in the comparison.
    public struct Compared: Sendable {
        public let township: Scheme.Township
        public let value: Ratio?
        public let points: Hundredths
        /// Competition rank by value among the townships whose value is above 0; nil for the others.
        public let place: Int?
    }
    /// What the value is held against.
    public enum Against: Sendable {
        case target(Rate?, through: CivilMonth?, provisional: Bool)
        case best(Scheme.Township, Ratio)
        case places(step: Hundredths)
        /// The band that the value reaches, and the one above it.
        case band(Bands.Band?, next: Bands.Band?)
        /// The latest month that has a rating.
        case latestMonth(CivilMonth?)
        case records
        case nothing
    }
    public struct Item: Sendable {
        public let indicator: Scheme.Indicator
        public let points: Hundredths
        public let flags: [ScoreTable.Flag]
        public let value: Ratio?
        /// Hundredths of a point before rounding.
        public let exact: Ratio
        public let against: Against
        public let inputs: [Input]
        /// In scheme order.
        public let comparison: [Compared]
    }

    public let on: CivilDate
    public let head: LogHead
    public let scheme: Scheme
    public let township: Scheme.Township
    public let rank: Int
    public let total: Hundredths
    public let items: [Item]
}

/// The township that was asked for is not in the scheme in force.
public struct NoSuchTownship: Error, Hashable, Sendable {
    public let id: String
    public let scheme: String
}

extension Office {
    /// Explains a township's points.
    /// - Parameters:
    ///   - indicator: the only one wanted; nil for all.
    ///   - evidence: the most records shown for each number.
    /// - Throws: `NoSchemeInForce`, `NoSuchTownship`, `LedgerError`.
    /// - Complexity: that of a score, and O(records) for the evidence.
    public func explain(
        _ township: String, indicator: String? = nil, on: CivilDate, known: Known, evidence: Int = .max
    ) throws -> Explanation {
        try read { reader, books in
            let head = try reader.head(known: known)
            guard let adopted = books.schemes.inForce(on: on, known: head.size) else {
                throw NoSchemeInForce(on: on, knownSize: head.size)
            }
            let scheme = adopted.scheme
            guard let place = scheme.townships.firstIndex(where: { $0.id == township }) else {
                throw NoSuchTownship(id: township, scheme: scheme.id)
            }
            let balances = books.balances(known: head.size)
            let figures = try scheme.townships.map { try Figures(balances, township: $0.id, on: on) }
            var explainer = Explainer(
                books: books, adopted: adopted, on: on, known: head.size, place: place, limit: evidence)
            let cells = try scheme.indicators.map { try ScoreTable.cells($0, adopted, figures, balances, on: on) }
            var items: [Explanation.Item] = []
            for (wanted, cells) in zip(scheme.indicators, cells) where indicator == nil || wanted.id == indicator {
                items.append(try explainer.item(wanted, cells))
            }
            let table = ScoreTable(on: on, scheme: scheme, cells: cells)
            return Explanation(
                on: on, head: head, scheme: scheme, township: scheme.townships[place], rank: table.rows[place].rank,
                total: table.rows[place].total, items: items)
        }
    }
}

/// Puts one township's indicators together.
private struct Explainer {
    let books: Books
    let adopted: AdoptedScheme
    let on: CivilDate
    let known: Int64
    /// The township's place in the scheme.
    let place: Int
    let limit: Int
    private var names: [String: String] = [:]
    /// The numbers made so far: several indicators are made from the same exports.
    private var made: [Asked: Explanation.Input] = [:]

    /// What a number is asked of.
    private struct Asked: Hashable {
        let tally: Tally
        let item: String
        let from: CivilDate
        let through: CivilDate
    }

    init(books: Books, adopted: AdoptedScheme, on: CivilDate, known: Int64, place: Int, limit: Int) {
        self.books = books
        self.adopted = adopted
        self.on = on
        self.known = known
        self.place = place
        self.limit = limit
    }

    private var township: Scheme.Township { adopted.scheme.townships[place] }

    mutating func item(_ indicator: Scheme.Indicator, _ cells: [ScoreTable.Cell]) throws -> Explanation.Item {
        let rounded = cells.map { ScoreTable.rounded($0.exact) }
        let positive = cells.compactMap(\.value).filter(\.isPositive)
        let comparison = adopted.scheme.townships.indices.map { index -> Explanation.Compared in
            let value = cells[index].value
            let place = value.flatMap { own in
                own.isPositive ? 1 + positive.count { Ratio.precedes(own, $0) } : nil
            }
            return .init(
                township: adopted.scheme.townships[index], value: value, points: rounded[index], place: place)
        }
        return Explanation.Item(
            indicator: indicator, points: rounded[place], flags: cells[place].flags, value: cells[place].value,
            exact: cells[place].exact, against: try against(indicator, cells), inputs: try inputs(indicator),
            comparison: comparison)
    }

    private func against(_ indicator: Scheme.Indicator, _ cells: [ScoreTable.Cell]) throws -> Explanation.Against {
        switch indicator.method {
        case .targetRatio(let measure):
            let target = adopted.scheme.target(through: Int32(on.year * 100 + on.wholeMonths))
            return .target(
                target?.column.townships[township.id]?[measure.rawValue], through: target?.column.through,
                provisional: target?.provisional ?? false)
        case .shareOfBest:
            let best = cells.enumerated().filter { $0.element.value?.isPositive ?? false }
                .max { a, b in
                    guard let left = a.element.value, let right = b.element.value else { return false }
                    return Ratio.precedes(left, right)
                }
            guard let best, let value = best.element.value else { return .nothing }
            return .best(adopted.scheme.townships[best.offset], value)
        case .rankStep(_, let step): return .places(step: step)
        case .banded(let bands):
            let value = cells[place].value ?? Ratio(0)
            return .band(bands.reached(by: value), next: bands.next(after: value))
        case .rated: return .latestMonth(try latestMonth(.ratedPresent, item: indicator.id))
        case .tieredSum, .tally: return .records
        }
    }

    private func latestMonth(_ present: Tally, item: String = "") throws -> CivilMonth? {
        let balances = books.balances(known: known)
        for month in stride(from: on.wholeMonths, to: 0, by: -1) {
            let candidate = CivilMonth(trusted: Int32(on.year * 100 + month))
            guard let account = balances.chart.find(present, township.id, item: item) else { return nil }
            if try balances.total(account: account, bucket: Bucket.day(candidate.end)) > 0 { return candidate }
        }
        return nil
    }

    private mutating func inputs(_ indicator: Scheme.Indicator) throws -> [Explanation.Input] {
        if let measure = indicator.method.measure { return try inputs(measure) }
        switch indicator.method {
        case .targetRatio, .shareOfBest, .rankStep, .banded: return []
        case .rated: return try latest(.rated, .ratedPresent, item: indicator.id)
        case .tieredSum:
            return [
                try dated(.investments, item: Account.investmentItem(scheme: adopted.seq, indicator: indicator.id))
            ]
        case .tally: return [try dated(.reportsSubmitted), try dated(.reportsCity), try dated(.reportsProvince)]
        }
    }

    private mutating func inputs(_ measure: Measure) throws -> [Explanation.Input] {
        switch measure {
        case .exportsTotal: [try monthly(.exports)]
        case .exportsIncrement, .exportsGrowth: [try monthly(.exports), try monthly(.exports, back: 1)]
        case .exportersRatio: [try monthly(.exporters), try monthly(.exporters, back: 1)]
        case .epidemicShare: [try monthly(.epidemicExports), try monthly(.generalExports)]
        case .importsIncrement: [try monthly(.imports), try monthly(.imports, back: 1)]
        case .outsourcingShare: [try monthly(.outsourcing), try monthly(.exports)]
        case .serviceTraders: [try dated(.serviceTraders)]
        case .insuredShare: [try dated(.insured), try monthly(.exporters)]
        case .monitoringScore: try latest(.monitoring, .monitoringPresent)
        case .investments, .reports: []
        }
    }

    private mutating func latest(
        _ tally: Tally, _ present: Tally, item: String = ""
    ) throws -> [Explanation.Input] {
        guard let month = try latestMonth(present, item: item) else { return [] }
        return [try input(tally, item: item, year: on.year, from: month.end, through: month.end)]
    }

    private mutating func monthly(_ tally: Tally, back: Int = 0) throws -> Explanation.Input {
        let year = on.year - back
        let start = CivilDate(trusted: Int32(year * 10_000 + 101))
        let end = CivilMonth(trusted: Int32(year * 100 + max(1, on.wholeMonths))).end
        return try input(tally, item: "", year: year, from: start, through: on.wholeMonths == 0 ? start : end)
    }

    private mutating func dated(_ tally: Tally, item: String = "") throws -> Explanation.Input {
        try input(
            tally, item: item, year: on.year, from: CivilDate(trusted: Int32(on.year * 10_000 + 101)), through: on)
    }

    private mutating func input(
        _ tally: Tally, item: String, year: Int, from: CivilDate, through: CivilDate
    ) throws -> Explanation.Input {
        let asked = Asked(tally: tally, item: item, from: from, through: through)
        if let known = made[asked] { return known }
        let rows = try books.evidence(tally, township.id, item: item, from: from, through: through, known: known)
        var evidence: [Explanation.Evidence] = []
        for row in Explainer.largest(rows, limit) {
            let opened = try books.recorded.event(row.record)
            var enterprise = ""
            if let code = opened.data["enterprise"]?.text {
                if let known = names[code] {
                    enterprise = known
                } else {
                    enterprise = try books.recorded.name(of: code) ?? code
                }
                names[code] = enterprise
            }
            evidence.append(
                .init(amount: row.amount, record: opened.id, opened: opened, changedBy: row.seq, enterprise: enterprise)
            )
        }
        let input = Explanation.Input(
            tally: tally, year: year, amount: rows.reduce(0) { $0 + $1.amount }, evidence: evidence, records: rows.count
        )
        made[asked] = input
        return input
    }

    private typealias Row = (record: Int64, amount: Int128, seq: Int64)

    /// The largest amounts first, the older record before the newer one; without sorting all rows for the sake of a few.
    private static func largest(_ rows: [Row], _ limit: Int) -> [Row] {
        func precedes(_ a: Row, _ b: Row) -> Bool {
            a.amount.magnitude == b.amount.magnitude ? a.record < b.record : a.amount.magnitude > b.amount.magnitude
        }
        guard limit < 16, limit < rows.count else { return Array(rows.sorted(by: precedes).prefix(limit)) }
        var kept: [Row] = []
        for row in rows {
            if kept.count == limit {
                guard let last = kept.last, precedes(row, last) else { continue }
                kept.removeLast()
            }
            kept.insert(row, at: kept.firstIndex { precedes(row, $0) } ?? kept.endIndex)
        }
        return kept
    }
}
