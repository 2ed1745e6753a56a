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

    /// The sums of each township, in order of its id.
    static func byTownship(_ visits: [FairVisit]) -> [(township: String, sum: FairSum)] {
        Dictionary(grouping: visits, by: \.township).sorted { $0.key < $1.key }.map { ($0.key, FairSum($0.value)) }
    }
}

/// A fair of the register (`fair.registered`), held or to come.
public struct RegisteredFair: Sendable, Hashable {
    /// The record that registers it.
    public let record: String
    public let name: String
    public let organiser: String
    /// `online`, `offline` or `both`.
    public let mode: String
    public let firstDay: CivilDate
    public let lastDay: CivilDate

    public init(
        record: String, name: String, organiser: String, mode: String, firstDay: CivilDate, lastDay: CivilDate
    ) {
        self.record = record
        self.name = name
        self.organiser = organiser
        self.mode = mode
        self.firstDay = firstDay
        self.lastDay = lastDay
    }

    /// Whether some day of it lies in a year.
    func isHeld(in year: Int) -> Bool { (firstDay.year...max(firstDay.year, lastDay.year)).contains(year) }
}

/// A fair with its visits.
public struct Fair: Sendable {
    public let name: String
    /// What the register has of it; nil where the name is in participations only.
    public let registered: RegisteredFair?
    /// The days of its participations, as these have them: more than one where they contradict each other.
    public let days: [CivilDate]
    /// In order of township, then of recording.
    public let visits: [FairVisit]
    public let sum: FairSum

    init(_ name: String, _ visits: [FairVisit], _ registered: RegisteredFair?) {
        self.name = name
        self.registered = registered
        self.visits = visits.sorted { ($0.township, $0.seq) < ($1.township, $1.seq) }
        days = Set(visits.map(\.day)).sorted()
        sum = FairSum(visits)
    }

    /// The first day: the register's, else the earliest that a participation has.
    public var firstDay: CivilDate? { registered?.firstDay ?? days.first }

    /// Visits whose day or mode contradicts the register.
    public var contradictions: [FairVisit] {
        guard let registered else { return [] }
        return visits.filter { visit in
            visit.day < registered.firstDay || visit.day > registered.lastDay
                || registered.mode != "both" && visit.mode != registered.mode
        }
    }

    /// The visits of each township, in order of its id.
    public var byTownship: [(township: String, sum: FairSum)] { FairSum.byTownship(visits) }
}

/// The fairs of a year, with what they brought up to a day (二(二), Attachment 4 no. 1): a pure function of the register and
/// the visits.
public struct FairBook: Sendable {
    public let on: CivilDate
    /// In order of first day, then of name.
    public let fairs: [Fair]
    public let sum: FairSum
    /// The names of the whole register, whatever the year.
    public let register: [String]

    /// - Parameters:
    ///   - visits: those from 1 January of the day's year up to the day.
    ///   - registered: the fairs that are in the register by the day.
    public init(_ visits: [FairVisit], registered: [RegisteredFair] = [], on: CivilDate) {
        self.on = on
        register = registered.map(\.name)
        let byName = Dictionary(registered.map { ($0.name, $0) }) { first, _ in first }
        let visited = Dictionary(grouping: visits, by: \.fair)
        let names = Set(visited.keys).union(registered.filter { $0.isHeld(in: on.year) }.map(\.name))
        fairs = names.map { Fair($0, visited[$0] ?? [], byName[$0]) }
            .sorted { ($0.firstDay ?? on, $0.name) < ($1.firstDay ?? on, $1.name) }
        sum = FairSum(visits)
    }

    /// The visits of each township to all fairs, in order of its id.
    public var townships: [(township: String, sum: FairSum)] { FairSum.byTownship(fairs.flatMap(\.visits)) }

    /// The fairs that participations name and the register does not have, where there is a register.
    public var unregistered: [Fair] { register.isEmpty ? [] : fairs.filter { $0.registered == nil } }
}
