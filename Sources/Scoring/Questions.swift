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
        return try ScoreTable(on: on, adopted: adopted, balances: balances(known: known))
    }
}

extension Office {
    /// The table of a day as known (scoring.md).
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func score(on: CivilDate, known: Known, basis: Basis = .stored) throws -> (table: ScoreTable, head: LogHead)
    {
        try answer(on: on, known: known, basis: basis) { try ScoreTable(on: on, adopted: $0, balances: $1) }
    }

    /// The counters of a day as known (scoring.md §5).
    /// - Throws: `NoSchemeInForce`, `LedgerError`.
    public func progress(
        on: CivilDate, known: Known, basis: Basis = .stored
    ) throws -> (progress: Progress, head: LogHead) {
        try answer(on: on, known: known, basis: basis) { try Progress(on: on, scheme: $0.scheme, balances: $1) }
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
        on: CivilDate, known: Known, basis: Basis, _ body: (AdoptedScheme, any Balances) throws -> Answer
    ) throws -> (Answer, LogHead) {
        func answer(
            _ head: LogHead, _ schemes: [AdoptedScheme], _ balances: any Balances
        ) throws -> (Answer, LogHead) {
            guard let adopted = schemes.inForce(on: on, known: head.size) else {
                throw NoSchemeInForce(on: on, knownSize: head.size)
            }
            return (try body(adopted, balances), head)
        }
        switch basis {
        case .stored:
            return try read { reader, books in
                let head = try reader.head(known: known)
                return try answer(head, books.schemes, books.balances(known: head.size))
            }
        case .replay:
            // The books are not even opened: they may be what somebody doubts.
            return try log.read { reader in
                let head = try reader.head(known: known)
                let replay = try Replay(reader, through: head.size, leaves: true)
                return try answer(head, replay.index.schemes, replay.balances)
            }
        }
    }
}
