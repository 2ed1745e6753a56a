import Accounts
import Ledger
import Records
import Scoring

/// All that somebody may ask of the rot drill's small ledger: tables and progress as known at every size, every line, records
/// with their events, the names and places of the register. Values are held against values: with their printed descriptions
/// a byte took three times as long.
struct RotAnswers: Equatable {
    private var lines: [[UInt8]] = []
    private var documents: [JSON] = []
    private var records: [Named] = []

    /// A record, or an event of one, under the names of the register.
    private struct Named: Equatable {
        let record: Record?
        var event: Event?
        let place: String
        let name: String
    }

    /// Opens the ledger and asks it everything.
    init(of path: String) throws {
        let office = SmallLedger.office(try SQLiteEventLog.open(path: path, readOnly: true))
        let size = try office.log.read { reader in
            try reader.forEachLine { _, line in lines.append(Array(line)) }
            return reader.size
        }
        for on in [20_200_331, 20_200_630] {
            for known in [1, size / 2, size - 1, size] {
                let on = CivilDate(trusted: Int32(on))
                let (table, head) = try office.score(on: on, known: .size(known))
                documents.append(table.json(head: head))
                documents.append(try office.progress(on: on, known: .size(known)).progress.json(head: head))
            }
        }
        for id in ["t1", "t2", "r1", "c1"] {
            let history = try office.history(of: id)
            documents.append(history?.head.json ?? .null)
            records.append(Named(record: history?.record, place: "", name: id))
            for entry in history?.entries ?? [] {
                records.append(
                    Named(
                        record: entry.record, event: entry.event, place: entry.township, name: entry.enterpriseName))
            }
        }
        // The log: each record as it is now, under the names of the register.
        try office.read { reader, books in
            for seq in 1...max(1, reader.size) {
                guard let record = try books.recorded.record(seq) else { continue }
                let place = try books.recorded.township(of: record.data, on: record.effective)
                let name = try record.data["enterprise"]?.text.flatMap { try books.recorded.name(of: $0) }
                records.append(Named(record: record, place: place, name: name ?? ""))
            }
        }
    }
}
