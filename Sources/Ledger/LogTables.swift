import GRDB

/// The tables of the log in a ledger's file, and what guards them.
extension SQLiteEventLog {
    /// A table definition that an upper module brings along.
    public struct Schema: Sendable {
        public let sql: String
        public init(_ sql: String) { self.sql = sql }
    }

    /// Calls `body` with a database in memory that has the tables of a new ledger.
    static func inMemory<Result>(_ schemas: [Schema], _ body: (Connection) throws -> Result) throws -> Result {
        try DatabaseQueue().write { database in
            try database.execute(sql: tables + triggers)
            for schema in schemas { try database.execute(sql: schema.sql) }
            return try body(Connection(database))
        }
    }

    static let tables = """
        CREATE TABLE events (
          seq INTEGER PRIMARY KEY CHECK (seq > 0),
          line TEXT NOT NULL
        ) STRICT;
        CREATE TABLE tree_tiles (
          tile INTEGER PRIMARY KEY,
          hashes BLOB NOT NULL
        ) STRICT;
        CREATE VIEW register AS SELECT seq,
          json_extract(line, '$.id') AS id, json_extract(line, '$.type') AS type,
          json_extract(line, '$.effective') AS effective, json_extract(line, '$.recorded_at') AS recorded_at,
          json_extract(line, '$.actor') AS actor, json_extract(line, '$.source') AS source,
          json_extract(line, '$.data') AS data
          FROM events;

        """

    static let triggers = """
        CREATE TRIGGER events_are_not_updated BEFORE UPDATE ON events
          BEGIN SELECT raise(ABORT, 'events are immutable: record a correction instead'); END;
        CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
          BEGIN SELECT raise(ABORT, 'events are immutable: record a retraction instead'); END;
        CREATE TRIGGER events_have_no_gaps BEFORE INSERT ON events
          WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events)
          BEGIN SELECT raise(FAIL, 'events are appended at the end only'); END;
        """
}
