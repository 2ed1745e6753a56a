/// The definitions of a ledger's file: tables, indexes, triggers and views, as SQLite keeps them (`sqlite_schema`).
///
/// The triggers keep honest tools from changing events, and an index or trigger that somebody added changes what the
/// program's own statements do. So the definitions are held against those that this program makes, text by text.
struct FileSchema {
    /// One definition.
    struct Part: Hashable {
        let kind: SchemaFault.Kind
        let name: String
        /// The table that it belongs to; for a table or a view its own name.
        let table: String
        let sql: String
    }

    let parts: [Part]

    /// What a file has, in order of making. SQLite's own tables and indexes are left out.
    init(_ connection: Connection) throws {
        let rows = try connection.prepare(
            "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                + " ORDER BY rowid")
        var found: [Part] = []
        while try rows.step() {
            guard let kind = SchemaFault.Kind(rawValue: rows.text(0)) else { continue }
            found.append(Part(kind: kind, name: rows.text(1), table: rows.text(2), sql: rows.text(3)))
        }
        parts = found
    }

    /// What is missing, changed or foreign when `self` is what there should be. Tables and views that somebody added beside
    /// the ledger's own do no harm and are let be, but for one that has the name of a part: tables, views and indexes share
    /// their names, so that it stands where the part belongs.
    func faults(in found: FileSchema) -> [SchemaFault] {
        var faults: [SchemaFault] = []
        for part in parts {
            let same = found.parts.first { $0.kind == part.kind && $0.name == part.name }
            if same == nil {
                faults.append(.missing(part.kind, name: part.name))
            } else if same != part {
                faults.append(.changed(part.kind, name: part.name))
            }
        }
        let tables = Set(parts.map(\.table))
        let names = Set(parts.map(\.name))
        for part in found.parts where !parts.contains(where: { $0.kind == part.kind && $0.name == part.name }) {
            if part.kind == .trigger || part.kind == .index && tables.contains(part.table) || names.contains(part.name)
            {
                faults.append(.foreign(part.kind, name: part.name))
            }
        }
        return faults
    }
}

/// A definition of the file that is not what this program makes.
public enum SchemaFault: Error, Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case table, index, trigger, view }

    case missing(Kind, name: String)
    case changed(Kind, name: String)
    /// A trigger, an index of one of the ledger's tables, or what stands at the name of another part, that this program did
    /// not make.
    case foreign(Kind, name: String)

    /// Whether the definition is one of the two tables that hold what can't be derived: events and tree. A rebuild leaves
    /// these alone.
    public var isOfTheLog: Bool {
        switch self {
        case .missing(.table, let name), .changed(.table, let name), .foreign(.view, let name),
            .foreign(.index, let name):
            ["events", "tree_tiles"].contains(name)
        default: false
        }
    }

    /// Whether a table is not there as it should be, so that nothing can be read from it.
    public var isOfATable: Bool {
        switch self {
        case .missing(.table, _), .changed(.table, _): true
        default: false
        }
    }
}

extension SQLiteEventLog {
    /// The definitions that a new file of this format would have.
    static func expectedSchema(_ schemas: [Schema]) throws -> FileSchema {
        try inMemory(schemas) { try FileSchema($0) }
    }

    /// Holds the file's definitions against those of this format.
    /// - Parameter schemas: the upper modules' tables.
    /// - Complexity: O(definitions).
    public func schemaFaults(_ schemas: [Schema]) throws -> [SchemaFault] {
        let expected = try SQLiteEventLog.expectedSchema(schemas)
        return try inspect { try expected.faults(in: FileSchema($0)) }
    }
}

extension LogWriter {
    /// Makes the file's definitions those of this format again, the tables of events and tree aside: what is foreign goes,
    /// what is missing or changed is made anew. A derived table that is made anew is empty.
    /// - Parameter schemas: the upper modules' tables.
    public func mendSchema(_ schemas: [SQLiteEventLog.Schema]) throws {
        let expected = try SQLiteEventLog.expectedSchema(schemas)
        let faults = try expected.faults(in: FileSchema(connection)).filter { !$0.isOfTheLog }
        // Tables last: what belongs to one goes with it.
        for fault in faults.sorted(by: { !$0.isOfATable && $1.isOfATable }) {
            switch fault {
            case .missing: break
            case .changed(let kind, let name), .foreign(let kind, let name):
                try connection.execute("DROP \(kind.rawValue) IF EXISTS \"\(name.replacing("\"", with: "\"\""))\"")
            }
        }
        guard !faults.isEmpty else { return }
        let left = try FileSchema(connection).parts
        for part in expected.parts where !left.contains(where: { $0.kind == part.kind && $0.name == part.name }) {
            if part.kind != .table || !["events", "tree_tiles"].contains(part.name) {
                try connection.execute(part.sql)
            }
        }
    }
}
