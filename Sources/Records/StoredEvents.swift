import Ledger

/// Where a register finds the events that it was folded from: a correction is about one recorded before it.
public protocol EventSource: AnyObject {
    /// Calls `body` with the canonical line of one event; the bytes live until it returns.
    /// - Throws: `LedgerError.damaged` where there is none.
    func withLine<Result>(_ seq: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result
    /// The position of the event with an id, which must stand before another one; nil where there is none.
    func find(_ id: String, before seq: Int64) throws -> Int64?
}

/// The events in the ledger's file. They are found by id for a replay, which trusts the events alone: the derived table of ids is asked where an event may
/// stand, and the event there must say the id itself. Where the table can't help, the ids of all events are read once.
///
/// Ids are looked for where a record is corrected or retracted only, so that a replay need not keep the id of every
/// event in memory.
final class StoredEvents: EventSource {
    private let connection: Connection
    private var hint: SQLStatement?
    private var isHintless = false
    private var all: [String: Int64]?

    init(_ connection: Connection) { self.connection = connection }

    func withLine<Result>(_ seq: Int64, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result {
        try connection.withLine(seq, body)
    }

    /// - Complexity: O(log n); O(n), once, where the table of ids is missing or wrong.
    func find(_ id: String, before seq: Int64) throws -> Int64? {
        if let found = try hinted(id), found < seq, try isID(id, of: found) { return found }
        let found = try everyID()[id]
        return found.flatMap { $0 < seq ? $0 : nil }
    }

    private func isID(_ id: String, of seq: Int64) throws -> Bool {
        try connection.withLine(seq) { CanonicalLine($0)?.id.text == id }
    }

    private func hinted(_ id: String) throws -> Int64? {
        guard !isHintless else { return nil }
        if hint == nil {
            // A ledger whose table of ids was dropped can't even prepare the question.
            hint = try? connection.prepare(
                "SELECT seq FROM event_ids WHERE id = ?1 AND EXISTS (SELECT 1 FROM events WHERE seq = event_ids.seq)")
            isHintless = hint == nil
        }
        guard let hint else { return nil }
        defer { hint.reset() }
        return try hint.bind(1, id).step() ? hint.int(0) : nil
    }

    private func everyID() throws -> [String: Int64] {
        if let all { return all }
        var ids: [String: Int64] = [:]
        let rows = try connection.prepare("SELECT seq, line FROM events ORDER BY seq")
        defer { rows.reset() }
        while try rows.step() {
            guard let line = CanonicalLine(rows.bytes(1)) else { continue }
            // The first one to have an id is the one that had it when it was recorded.
            if ids[line.id.text] == nil { ids[line.id.text] = rows.int(0) }
        }
        all = ids
        return ids
    }
}
