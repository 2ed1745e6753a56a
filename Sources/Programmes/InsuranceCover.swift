import Accounts
import Ledger
import Records
import Scoring

/// Export credit insurance of the enterprises under 5 million US dollars (二(五): 应保尽保): who exports, and who of them is
/// not insured.
public struct InsuranceCover: Sendable {
    public struct Exporter: Sendable, Hashable {
        /// Its credit code, and its name as registered; empty where it is not.
        public let enterprise: String
        public let name: String
        /// The id of the township in which it counts; empty for none.
        public let township: String
        /// The end of its first month of the year with exports.
        public let since: CivilDate

        public init(enterprise: String, name: String, township: String, since: CivilDate) {
            self.enterprise = enterprise
            self.name = name
            self.township = township
            self.since = since
        }
    }

    public struct Place: Sendable, Hashable {
        /// The township's id; empty for enterprises that belong to none.
        public let township: String
        public let exporters: Int
        public let uninsured: Int
        public var cover: Ratio { Ratio(Int128(exporters - uninsured), Int128(exporters)) }
    }

    public let on: CivilDate
    public let exporters: Int
    /// In order of township, then of the first month with exports.
    public let uninsured: [Exporter]
    /// In order of the township's id.
    public let places: [Place]
    public var cover: Ratio { Ratio(Int128(exporters - uninsured.count), Int128(exporters)) }

    /// - Parameters:
    ///   - exporters: the enterprises of that band that exported in the year, each once.
    ///   - insured: the credit codes of those insured in the year.
    public init(exporters: [Exporter], insured: Set<String>, on: CivilDate) {
        self.on = on
        self.exporters = exporters.count
        uninsured = exporters.filter { !insured.contains($0.enterprise) }.sorted {
            ($0.township, $0.since, $0.enterprise) < ($1.township, $1.since, $1.enterprise)
        }
        places = Dictionary(grouping: exporters, by: \.township).sorted { $0.key < $1.key }.map { township, there in
            Place(
                township: township, exporters: there.count,
                uninsured: there.count { !insured.contains($0.enterprise) })
        }
    }
}

extension Books {
    /// The insurance cover of a day's year up to the day, as the first `known` events have it. Names are today's.
    /// - Complexity: O(exporters and insured of the year).
    func insuranceCover(on: CivilDate, known: Int64) throws -> InsuranceCover {
        let newYear = CivilDate(trusted: Int32(on.year * 10_000 + 101))
        func enterprise(_ record: Record) -> String { record.data["enterprise"]?.text ?? "" }
        let exporters = try posted(.exportersUnderFiveMillion, from: newYear, through: on, known: known).map {
            InsuranceCover.Exporter(
                enterprise: enterprise($0.record), name: try recorded.name(of: enterprise($0.record)) ?? "",
                township: $0.township, since: $0.record.effective)
        }
        let insured = try posted(.insured, from: newYear, through: on, known: known).map { enterprise($0.record) }
        return InsuranceCover(exporters: exporters, insured: Set(insured), on: on)
    }
}
