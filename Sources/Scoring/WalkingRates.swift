import Accounts
import Ledger
import Records

/// The monitoring's counts of a day that are walked from event to event, or record to record: read once, then counted anew
/// where something changes them. Costs nothing where no scheme asks for them.
public final class WalkingRates {
    private let history: MonitoringHistory

    init(_ history: MonitoringHistory) { self.history = history }

    /// The counts of a day as known, some records left out.
    public func counts(
        _ scheme: Scheme?, on: CivilDate, known: Int64, without: Set<Int64> = []
    ) throws -> [String: MonitoringSum] {
        guard let scheme, scheme.usesRates else { return [:] }
        return try history.latest(
            scheme.townships.map(\.id), .init(on: on, known: known, without: without))
    }

    /// The events in `from+1 … to` that may change the counts of a day under any of the schemes.
    public func steps(_ schemes: [AdoptedScheme], on: CivilDate, from: Int64, to: Int64) throws -> Set<Int64> {
        try schemes.filter { $0.scheme.usesRates && $0.effective <= on && $0.seq <= to }
            .reduce(into: []) { found, adopted in
                found.formUnion(
                    try history.steps(adopted.scheme.townships.map(\.id), on: on, from: from, to: to))
            }
    }

    /// The records whose own date is the day and that counts are made from, where the scheme asks for them.
    public func records(_ scheme: Scheme, on day: CivilDate, known: Int64) throws -> [Int64] {
        scheme.usesRates ? try history.records(on: day, known: known) : []
    }
}

extension Books {
    /// Counts to walk on from, for questions about at most the first `known` events.
    public func walkingRates(known: Int64) -> WalkingRates { WalkingRates(monitoringHistory(known: known)) }
}
