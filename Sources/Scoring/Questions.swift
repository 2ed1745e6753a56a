import Accounts
import Ledger
import Records

/// Where an answer's sums come from.
public enum Basis: Sendable {
    /// The running totals that the ledger keeps: a few look-ups, whatever its size.
    case stored
    /// A replay of the events from the first one, which trusts nothing else: O(events known).
    case replay
}

extension Books {
    /// The table of a day from the stored balances, as the first `known` events have it.
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func score(on: CivilDate, known: Int64) throws -> ScoreTable {
        guard let adopted = schemes.inForce(on: on, known: known) else {
            throw NoSchemeInForce(on: on, knownSize: known)
        }
        return try table(adopted, on: on, known: known)
    }
}

extension Office {
    /// The table of a day as known (scoring.md).
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func score(on: CivilDate, known: Known, basis: Basis = .stored) throws -> (table: ScoreTable, head: LogHead)
    {
        try answer(on: on, known: known, basis: basis) { adopted, balances, monitoring, size in
            var rates: [String: MonitoringSum] = [:]
            if adopted.scheme.usesRates {
                rates = try monitoring().latest(adopted.scheme.townships.map(\.id), .init(on: on, known: size))
            }
            return try ScoreTable(on: on, adopted: adopted, balances: balances, rates: rates)
        }
    }

    /// The counters of a day as known (scoring.md §5).
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func progress(
        on: CivilDate, known: Known, basis: Basis = .stored
    ) throws -> (progress: Progress, head: LogHead) {
        try answer(on: on, known: known, basis: basis) { adopted, balances, _, _ in
            try Progress(on: on, scheme: adopted.scheme, balances: balances)
        }
    }

    /// The scheme in force on a day as known, and the event that adopted it.
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func scheme(on: CivilDate, known: Known) throws -> (adopted: AdoptedScheme, event: Event) {
        try read { reader, books in
            let size = try reader.size(known: known)
            guard let adopted = books.schemes.inForce(on: on, known: size) else {
                throw NoSchemeInForce(on: on, knownSize: size)
            }
            return (adopted, try books.recorded.event(adopted.seq))
        }
    }

    private func answer<Answer>(
        on: CivilDate, known: Known, basis: Basis,
        _ body: (AdoptedScheme, any Balances, @escaping () throws -> MonitoringHistory, Int64) throws -> Answer
    ) throws -> (Answer, LogHead) {
        func answer(
            _ head: LogHead, _ schemes: [AdoptedScheme], _ balances: any Balances,
            _ monitoring: @escaping () throws -> MonitoringHistory
        ) throws -> (Answer, LogHead) {
            guard let adopted = schemes.inForce(on: on, known: head.size) else {
                throw NoSchemeInForce(on: on, knownSize: head.size)
            }
            return (try body(adopted, balances, monitoring, head.size), head)
        }
        switch basis {
        case .stored:
            return try read { reader, books in
                let head = try reader.head(known: known)
                return try answer(head, books.schemes, books.balances(known: head.size)) {
                    books.monitoringHistory(known: head.size)
                }
            }
        case .replay:
            // The books are not even opened: they may be what somebody doubts.
            return try log.read { reader in
                let head = try reader.head(known: known)
                let replay = try Replay(reader, through: head.size, leaves: true)
                return try answer(head, replay.index.schemes, replay.balances) {
                    MonitoringHistory(try ReplayedMonitoring(reader, through: head.size))
                }
            }
        }
    }
}
