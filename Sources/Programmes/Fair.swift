import Ledger
import Records

/// One enterprise at one fair (家次).
public struct FairVisit: Sendable, Hashable {
    /// The record of its participation.
    public let record: String
    public let seq: Int64
    public let fair: String
    /// Its credit code, and its name as registered; empty where it is not.
    public let enterprise: String
    public let name: String
    /// The id of the township that it belonged to on the day; empty for none.
    public let township: String
    /// `online` or `offline`.
    public let mode: String
    /// The fair's first day, as the participation has it.
    public let day: CivilDate
    /// US cents.
    public let orders: Int64

    public init(
        record: String, seq: Int64, fair: String, enterprise: String, name: String, township: String, mode: String,
        day: CivilDate, orders: Int64
    ) {
        self.record = record
        self.seq = seq
        self.fair = fair
        self.enterprise = enterprise
        self.name = name
        self.township = township
        self.mode = mode
        self.day = day
        self.orders = orders
    }
}

/// What visits come to.
public struct FairSum: Sendable, Hashable {
    public let visits: Int
    /// Each counted once, however many fairs it went to.
    public let enterprises: Int
    /// US cents.
    public let orders: Int128

    init(_ visits: [FairVisit]) {
        self.visits = visits.count
        enterprises = Set(visits.map(\.enterprise)).count
        orders = visits.reduce(0) { $0 + Int128($1.orders) }
    }
}

/// A fair with its visits.
public struct Fair: Sendable {
    public let name: String
    /// The days of its participations, as these have them: more than one where they contradict each other.
    public let days: [CivilDate]
    /// In order of township, then of recording.
    public let visits: [FairVisit]
    public let sum: FairSum

    init(_ name: String, _ visits: [FairVisit]) {
        self.name = name
        self.visits = visits.sorted { ($0.township, $0.seq) < ($1.township, $1.seq) }
        days = Set(visits.map(\.day)).sorted()
        sum = FairSum(visits)
    }

    /// The visits of each township, in order of its id.
    public var byTownship: [(township: String, sum: FairSum)] {
        Dictionary(grouping: visits, by: \.township).sorted { $0.key < $1.key }.map { ($0.key, FairSum($0.value)) }
    }
}

/// The fairs of a year up to a day, with what they brought (二(二), Attachment 4 no. 1): a pure function of the visits.
public struct FairBook: Sendable {
    public let on: CivilDate
    /// In order of first day, then of name.
    public let fairs: [Fair]
    public let sum: FairSum

    /// - Parameter visits: those from 1 January of the day's year up to the day.
    public init(_ visits: [FairVisit], on: CivilDate) {
        self.on = on
        fairs = Dictionary(grouping: visits, by: \.fair).map { Fair($0.key, $0.value) }
            .sorted { ($0.days.first ?? on, $0.name) < ($1.days.first ?? on, $1.name) }
        sum = FairSum(visits)
    }
}
