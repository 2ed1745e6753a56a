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
            return (FairBook(try books.fairVisits(on: on, known: head.size), on: on), head)
        }
    }
}

extension Books {
    /// The live participations from 1 January of the day's year up to the day. Names are today's.
    func fairVisits(on: CivilDate, known: Int64) throws -> [FairVisit] {
        let newYear = CivilDate(trusted: Int32(on.year * 10_000 + 101))
        var names: [String: String] = [:]
        return try posted(.fairVisits, from: newYear, through: on, known: known).map { township, record in
            func text(_ key: String) -> String { record.data[key]?.text ?? "" }
            let enterprise = text("enterprise")
            let name = try names[enterprise] ?? recorded.name(of: enterprise) ?? ""
            names[enterprise] = name
            return FairVisit(
                record: record.id, seq: record.seq, fair: text("fair"), enterprise: enterprise, name: name,
                township: township, mode: text("mode"), day: record.effective,
                orders: (try? Hundredths(text("intended_orders_usd")))?.value ?? 0)
        }
    }
}
