import Ledger

/// What is recorded in a ledger's file, read through its register and its events.
public struct StoredRecords: Recorded {
    private let index: RecordIndex
    private let tables: RecordTables
    private let connection: Connection

    public init(index: RecordIndex, tables: RecordTables, connection: Connection) {
        self.index = index
        self.tables = tables
        self.connection = connection
    }

    public var schemes: [AdoptedScheme] { index.schemes }
    public func event(id: String) throws -> Int64? { try tables.event(id: id) }
    public func holder(of key: NaturalKey) throws -> Int64? { try index.holder(of: key) }

    public func event(_ seq: Int64) throws -> Event {
        try connection.withLine(seq) { line in
            var repeats = GlancedFrame.Repeats()
            if let read = GlancedLine(line, &repeats) { return Event(read) }
            // The plain form, which knows every type and tells what is wrong.
            do { return try Event(line: line) } catch { throw LedgerError.damaged("event \(seq): \(error)") }
        }
    }

    public func record(_ seq: Int64) throws -> Record? { try record(seq, known: .max) }

    /// The record that the event at a position opened, as the first `known` events have it; nil where that event is a
    /// correction or retraction, or not among them.
    /// - Complexity: O(log n), and the record's corrections.
    public func record(_ seq: Int64, known: Int64) throws -> Record? {
        guard seq <= known else { return nil }
        let (corrections, ended) = try tables.alterations(of: seq)
        return try Record(
            opening: event(seq), seq: seq, corrections: corrections.filter { $0 <= known },
            ended: ended.flatMap { $0 <= known ? $0 : nil }, event: event)
    }

    public func registration(of enterprise: String) throws -> CivilDate? {
        guard let code = CreditCode(trusted: enterprise) else { return nil }
        return try index.enterprise(code).registration?.effective
    }

    public var size: Int64 { get throws { try LogReader.storedTree(connection).size } }
    public func root(at size: Int64) throws -> String? { try LogReader.storedTree(connection).root(size)?.base64 }

    public func report(_ number: String) throws -> CivilDate? { try index.report(number).submission?.effective }
    public func naming(enterprise: String) throws -> [Int64] { try tables.naming(enterprise: enterprise) }
    public func live(of subject: String, _ types: Set<EventType>) throws -> [Int64] {
        try tables.live(of: subject, types)
    }
    public func naming(report: String) throws -> [Int64] { try tables.naming(report: report) }

    /// The name of a registered enterprise; nil where it is not registered.
    public func name(of enterprise: String) throws -> String? {
        guard let code = CreditCode(trusted: enterprise), let registration = try index.enterprise(code).registration
        else { return nil }
        return try record(registration.seq)?.data["name"]?.text
    }

    /// The township that facts belong to on a date: their own, their report's, their enterprise's, or that of the record which
    /// they name by its number; empty for none.
    public func township(of facts: JSON, on date: CivilDate) throws -> String {
        if let own = try ownTownship(of: facts, on: date) { return own }
        // One step and no more: a record that others name has the field with its number too, and would be found itself.
        guard let named = try named(by: facts) else { return "" }
        return try ownTownship(of: named.data, on: named.effective) ?? ""
    }

    /// nil where the facts say none of the things that tell it.
    private func ownTownship(of facts: JSON, on date: CivilDate) throws -> String? {
        if let township = facts["township"]?.text { return township }
        if let report = facts["report_no"]?.text { return try index.report(report).submission?.township ?? "" }
        guard let code = facts["enterprise"]?.text.flatMap({ CreditCode(trusted: $0) }) else { return nil }
        return try index.enterprise(code).township(on: date)
    }

    /// The record that facts name by its number, such as a ticket's problem; nil where they name none, or it is live no more.
    public func named(by facts: JSON) throws -> Record? {
        for member in facts.object ?? [] {
            guard let type = Catalog.references[member.key], let number = member.value.text,
                facts["enterprise"] == nil, let seq = try holder(of: NaturalKey(number, type))
            else { continue }
            return try record(seq)
        }
        return nil
    }
}
