import Accounts
import Ledger
import Records
import Scoring

/// Where a township's points come from: for each indicator the clause, the numbers, the comparison, and the records
/// behind each number.
public struct Explanation: Sendable {
    /// One number of a formula with the records that make it up.
    public struct Input: Sendable {
        public let counted: Counted
        /// The year that it is of.
        public let year: Int
        /// The month that it is of, where it is of one and the indicator does not say which.
        public let month: CivilMonth?
        /// In the unit of what is counted.
        public let amount: Int128
        /// The records, largest first, as many as were asked for.
        public let evidence: [Evidence]
        /// How many records there are.
        public let records: Int
    }
    /// What a number counts: an account's postings, or the monitoring's fills and warnings.
    public enum Counted: Sendable, Hashable {
        case tally(Tally)
        case monitoring(MonitoringNumber)
    }
    /// A record that a number is made from.
    public struct Evidence: Sendable {
        /// What it adds to the number.
        public let amount: Int128
        /// The record's id.
        public let record: String
        /// The event that opened it, which tells when it was recorded, by whom and from what.
        public let opened: Event
        /// As its corrections, as known, have it.
        public let effective: CivilDate
        /// The position of the last event that changed what it adds.
        public let changedBy: Int64
        /// The name of its enterprise as its corrections, as known, have it; empty where it is of none.
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
            var rates: [String: (month: CivilMonth, entries: [MonitoringEntry])] = [:]
            if scheme.usesRates {
                rates = try books.monitoringHistory(known: head.size)
                    .latestEntries(scheme.townships.map(\.id), .init(on: on, known: head.size))
            }
            let figures = try scheme.townships.map {
                try Figures(balances, township: $0.id, on: on, rates: rates[$0.id]?.entries.sum)
            }
            var explainer = Explainer(
                books: books, adopted: adopted, on: on, known: head.size, place: place,
                rates: rates[township], limit: evidence)
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
