import Ledger
import Records

/// The province's index of the task forces (二(一): 出口专班推进评价指数, 12 indicators; 一: MEI): the published values, their trend
/// and the county's rank in the city. A pure function of the records and the day.
public struct IndexBook: Sendable {
    /// A published value.
    public struct Value: Sendable, Hashable {
        public let month: CivilMonth
        /// Hundredths.
        public let value: Int128
        /// The county's place in the city, and how many counties are ranked; 0 where no rank was published.
        public let rank: Int
        public let ranked: Int
        public let record: String
    }

    public struct Indicator: Sendable {
        public let name: String
        /// In order of month.
        public let values: [Value]
        public var latest: Value? { values.last }
        /// The one published before the latest.
        public var previous: Value? { values.dropLast().last }
        /// What the value rose by since the one before, in hundredths.
        public var change: Int128? {
            guard let latest, let previous else { return nil }
            return latest.value - previous.value
        }
    }

    public let on: CivilDate
    /// The order is that of the first publication.
    public let indicators: [Indicator]

    /// - Parameter published: the live `index.published` effective up to the day.
    public init(_ published: [Record], on: CivilDate) {
        self.on = on
        var order: [String] = []
        var values: [String: [Value]] = [:]
        for record in published.sorted(by: { $0.seq < $1.seq }) where record.effective <= on {
            let name = record.text("indicator")
            if values[name] == nil { order.append(name) }
            values[name, default: []].append(
                Value(
                    month: record.effective.month, value: record.amount("value"), rank: record.count("rank"),
                    ranked: record.count("ranked"), record: record.id))
        }
        indicators = order.map { name in
            Indicator(name: name, values: (values[name] ?? []).sorted { $0.month < $1.month })
        }
    }
}
