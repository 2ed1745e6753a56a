import Accounts
import Foundation
import GRDB
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// The definitions of the file: triggers that keep honest tools from changing events, tables, indexes.
@Suite struct SchemaTamperingTests {
    struct Change: Sendable, CustomTestStringConvertible {
        let sql: String
        let fault: SchemaFault
        init(_ sql: String, _ fault: SchemaFault) {
            self.sql = sql
            self.fault = fault
        }
        var testDescription: String { sql }
    }

    /// What `rebuild` mends.
    static let mended: [Change] = [
        Change("DROP TRIGGER events_are_not_updated", .missing(.trigger, name: "events_are_not_updated")),
        Change("DROP TRIGGER events_are_not_deleted", .missing(.trigger, name: "events_are_not_deleted")),
        Change("DROP TRIGGER events_have_no_gaps", .missing(.trigger, name: "events_have_no_gaps")),
        Change(
            "DROP TRIGGER events_are_not_deleted; CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events "
                + "BEGIN SELECT 1; END", .changed(.trigger, name: "events_are_not_deleted")),
        Change(
            "CREATE TRIGGER \"helpful \"\"x\"\"\" AFTER INSERT ON events BEGIN DELETE FROM live; END",
            .foreign(.trigger, name: "helpful \"x\"")),
        Change("CREATE UNIQUE INDEX one_a_day ON events(line)", .foreign(.index, name: "one_a_day")),
        Change("DROP VIEW register", .missing(.view, name: "register")),
        Change("DROP VIEW register; CREATE VIEW register AS SELECT 1", .changed(.view, name: "register")),
        Change("DROP TABLE approvals", .missing(.table, name: "approvals")),
        Change("DROP TABLE live; CREATE TABLE live (key, seq, note)", .changed(.table, name: "live")),
        Change("DROP TABLE postings", .missing(.table, name: "postings")),
        Change("DROP TABLE sums", .missing(.table, name: "sums")),
        // What stands at another part's name.
        Change("DROP TABLE sums; CREATE VIEW sums AS SELECT 1 AS place", .foreign(.view, name: "sums")),
        Change(
            "DROP TABLE live; CREATE TABLE mine (x); CREATE INDEX live ON mine(x)", .foreign(.index, name: "live")),
        Change("DROP VIEW register; CREATE TABLE register (x)", .foreign(.table, name: "register")),
    ]

    @Test(arguments: mended) func isToldAndRebuilt(change: Change) throws {
        let ledger = try TamperingTests.ledger()
        let head = try ledger.head()
        let on = CivilDate(trusted: 20_200_531)
        let table = try ledger.office.score(on: on, known: .everything).table
        try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: change.sql) }
        #expect(try ledger.office.verify().faults.contains(.schema(change.fault)))
        #expect(try ledger.office.verify().head == head, "nothing is wrong with the events")
        #expect(try ledger.office.rebuild() == head)
        #expect(try ledger.office.verify().faults == [])
        #expect(try ledger.office.score(on: on, known: .everything).table == table)
        // The triggers do what they are for.
        for sql in ["UPDATE events SET line = ''", "DELETE FROM events", "INSERT INTO events VALUES (99, '{}')"] {
            #expect(throws: DatabaseError.self, "\(sql)") {
                try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: sql) }
            }
        }
    }

    /// The tables of events and tree can't be made from anything: they are told, and left as they are.
    @Test(arguments: [
        Change("DROP TABLE events", .missing(.table, name: "events")),
        Change("DROP TABLE tree_tiles", .missing(.table, name: "tree_tiles")),
        Change(
            "DROP TABLE tree_tiles; CREATE VIEW tree_tiles AS SELECT 0 AS tile, x'' AS hashes",
            .foreign(.view, name: "tree_tiles")),
        Change(
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, ' STRICT', '') WHERE name = 'events'",
            .changed(.table, name: "events")),
    ]) func theLogIsToldAndLeft(change: Change) throws {
        let ledger = try TamperingTests.ledger()
        try DatabaseQueue(path: ledger.path).write { try $0.execute(sql: change.sql) }
        let office = Office(
            log: try SQLiteEventLog.open(path: ledger.path), clock: { ledger.now }, newID: { _ in "made" })
        #expect(try office.verify().faults.contains(.schema(change.fault)))
        _ = try? office.rebuild()
        #expect(try office.verify().faults.contains(.schema(change.fault)), "nothing is mended silently")
    }

    /// What somebody keeps beside the ledger's tables is no fault.
    @Test func aTableOrViewOfSomebodysOwnIsLetBe() throws {
        let ledger = try TamperingTests.ledger()
        try DatabaseQueue(path: ledger.path).write {
            try $0.execute(
                sql:
                    "CREATE TABLE notes (x TEXT); CREATE INDEX of_notes ON notes(x); INSERT INTO notes VALUES ('a'); "
                    + "CREATE VIEW months AS SELECT x FROM notes; ANALYZE"
            )
        }
        #expect(try ledger.office.verify().faults == [])
        _ = try ledger.office.rebuild()
        #expect(
            try DatabaseQueue(path: ledger.path).read { try String.fetchOne($0, sql: "SELECT x FROM months") } == "a")
    }

    /// The first bad event stands before the trigger that was dropped to change it.
    @Test func theEventIsToldBeforeTheTrigger() throws {
        let ledger = try TamperingTests.ledger()
        try DatabaseQueue(path: ledger.path).write {
            try $0.execute(
                sql: "DROP TRIGGER events_are_not_updated; UPDATE events SET line = line || ' ' WHERE seq = 9")
        }
        let faults = try ledger.office.verify().faults
        #expect(faults.first == .changed(seq: 9))
        #expect(faults.last == .schema(.missing(.trigger, name: "events_are_not_updated")))
    }
}
