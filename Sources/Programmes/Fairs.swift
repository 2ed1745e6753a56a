import Accounts
import Ledger
import Records

extension Office {
    /// The fairs of a day's year up to the day, as known: every `fair.participated` that `progress` counts.
    /// - Throws: `LedgerError`.
    /// - Complexity: O(visits).
    public func fairs(on: CivilDate, known: Known) throws -> (fairs: FairBook, head: LogHead) {
        try read { reader, books in
            let head = try reader.head(known: known)
            return (
                FairBook(
                    try books.fairVisits(on: on, known: head.size),
                    registered: try books.registeredFairs(on: on, known: head.size), on: on), head
            )
        }
    }

    /// The names of fairs in newly recorded participations that the register of fairs does not have, with the register's
    /// own names; nothing where there is no register.
    /// - Complexity: O(events of the receipt) where there is a register.
    public func unregisteredFairs(in receipt: Receipt) throws -> (names: [String], register: [String]) {
        try read { _, books in
            let register = try books.registeredFairs(on: CivilDate(trusted: 9999_12_31), known: .max).map(\.name)
            guard !register.isEmpty else { return ([], []) }
            var names: [String] = []
            for case .recorded(let seq, _) in receipt.outcomes {
                let event = try books.recorded.event(seq)
                guard event.type == EventType.fairParticipated.rawValue, let fair = event.data["fair"]?.text,
                    !register.contains(fair), !names.contains(fair)
                else { continue }
                names.append(fair)
            }
            return (names, register)
        }
    }
}

extension Books {
    /// The fairs that are in the register by a day.
    func registeredFairs(on: CivilDate, known: Int64) throws -> [RegisteredFair] {
        try journal(.fairRegistered, through: on, known: known).map { record in
            RegisteredFair(
                record: record.id, name: record.text("fair"), organiser: record.text("organiser"),
                mode: record.text("mode"), firstDay: record.date("first_day") ?? record.effective,
                lastDay: record.date("last_day") ?? record.effective)
        }
    }

    /// The live participations from 1 January of the day's year up to the day. Names are today's.
    func fairVisits(on: CivilDate, known: Int64) throws -> [FairVisit] {
        let newYear = CivilDate(trusted: Int32(on.year * 10_000 + 101))
        var names: [String: String] = [:]
        return try posted(.fairVisits, from: newYear, through: on, known: known).map { township, record in
            let enterprise = record.text("enterprise")
            let name = try names[enterprise] ?? recorded.name(of: enterprise) ?? ""
            names[enterprise] = name
            return FairVisit(
                record: record.id, seq: record.seq, fair: record.text("fair"), enterprise: enterprise, name: name,
                township: township, mode: record.text("mode"), day: record.effective,
                orders: Int64(truncatingIfNeeded: record.amount("intended_orders_usd")))
        }
    }
}
