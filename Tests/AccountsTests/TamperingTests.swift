import Accounts
import Foundation
import GRDB
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// Whoever changes the file behind the program's back is found out: `verify` names the first bad event.
@Suite struct TamperingTests {
    /// A ledger of 40 events: three tiles of leaves, one of them full nodes above.
    static func ledger() throws -> TemporaryLedger {
        let ledger = try TemporaryLedger()
        var batch: [Submission] = [.adopt(try TemporaryLedger.builtInScheme())]
        for number in 1...13 {
            batch += [
                .register(number, number.isMultiple(of: 2) ? "jiapu" : "heping"),
                .trade(number, "2020-05", "\(number)00", general: "1"),
                .insure(number, on: "2020-05-0\(number % 9 + 1)"),
            ]
        }
        try ledger.append(batch)
        #expect(try ledger.head().size == 40)
        #expect(try ledger.office.verify().faults == [])
        return ledger
    }

    /// Positions that no log has, as a flipped bit of a row's number makes them: told, and nobody trips over them.
    @Test(arguments: [.min, -16, -5, -1, 0, 1 << 48, .max] as [Int64])
    func anImpossiblePositionIsTold(seq: Int64) throws {
        let ledger = try Self.ledger()
        try ledger.tamper {
            try $0.execute(
                sql: "PRAGMA ignore_check_constraints = 1; INSERT INTO events(seq, line) SELECT ?, line FROM events "
                    + "WHERE seq = 3; PRAGMA ignore_check_constraints = 0", arguments: [seq])
        }
        let faults = try ledger.office.verify().faults
        // Behind the last event the positions between are missing; before the first one no walk over the log looks.
        if seq > 0 {
            #expect(faults.contains(.missing(seq: 41)) || faults.contains(.changed(seq: seq)), "\(faults)")
        } else {
            #expect(faults.contains(.impossible(seq: seq)), "\(faults)")
            #expect(!faults.contains { if case .replay = $0 { true } else { false } }, "\(faults)")
            #expect(throws: LedgerError.damaged("a row of events has the number \(seq), which no event has")) {
                try ledger.office.rebuild()
            }
        }
        #expect(!faults.contains(.missing(seq: 1)), "\(faults)")
    }

    static func faults(_ sql: String) throws -> [Office.Fault] {
        let ledger = try ledger()
        try ledger.tamper { try $0.execute(sql: sql) }
        return try ledger.office.verify().faults
    }

    /// Event 12 is a trade record of 400 yuan.
    static let changes: [(String, String, Office.Fault)] = [
        ("a figure", "UPDATE events SET line = replace(line, '\"400\"', '\"900\"') WHERE seq = 12", .changed(seq: 12)),
        (
            "a letter of the actor", "UPDATE events SET line = replace(line, 'test', 'text') WHERE seq = 7",
            .changed(seq: 7)
        ),
        (
            "the first", "UPDATE events SET line = replace(line, '2018-01-01', '2018-01-02') WHERE seq = 1",
            .changed(seq: 1)
        ),
        ("the last", "UPDATE events SET line = replace(line, 'P1', 'P2') WHERE seq = 40", .changed(seq: 40)),
        ("a space", "UPDATE events SET line = line || ' ' WHERE seq = 20", .changed(seq: 20)),
        ("nothing left", "UPDATE events SET line = '' WHERE seq = 20", .changed(seq: 20)),
        ("two", "UPDATE events SET line = replace(line, 'test', 'text') WHERE seq IN (30, 31)", .changed(seq: 30)),
        (
            "another's line", "UPDATE events SET line = (SELECT line FROM events WHERE seq = 4) WHERE seq = 9",
            .changed(seq: 9)
        ),
        ("a row removed", "DELETE FROM events WHERE seq = 12", .missing(seq: 12)),
        ("the first removed", "DELETE FROM events WHERE seq = 1", .missing(seq: 1)),
        (
            "a row removed and the rest moved up",
            "DELETE FROM events WHERE seq = 12; UPDATE events SET seq = seq + 1000 WHERE seq > 12; "
                + "UPDATE events SET seq = seq - 1001 WHERE seq > 1000",
            .changed(seq: 12)
        ),
        (
            "two rows swapped",
            "UPDATE events SET seq = 99 WHERE seq = 12; UPDATE events SET seq = 12 WHERE seq = 15; "
                + "UPDATE events SET seq = 15 WHERE seq = 99",
            .changed(seq: 12)
        ),
    ]

    @Test(arguments: changes) func theFirstBadEventIsNamed(what: String, sql: String, fault: Office.Fault) throws {
        #expect(try Self.faults(sql).first == fault, "\(what)")
    }

    @Test func aSwapNamesBoth() throws {
        let faults = try Self.faults(Self.changes.last?.1 ?? "")
        #expect(faults.contains(.wrongSeq(seq: 12, found: 15)) && faults.contains(.changed(seq: 15)))
    }

    /// A line that could stand: the log is longer than its tree.
    @Test func aRowAddedAtTheEndIsFound() throws {
        let ledger = try Self.ledger()
        let line = try #require(String(bytes: try ledger.lines()[39], encoding: .utf8))
            .replacing("\"seq\":40", with: "\"seq\":41").replacing("\"id\":\"made-40\"", with: "\"id\":\"made-41\"")
        try ledger.tamper { try $0.execute(sql: "INSERT INTO events(seq, line) VALUES (41, ?)", arguments: [line]) }
        let faults = try ledger.office.verify().faults
        #expect(faults.contains { if case .tree = $0 { true } else { false } })
        #expect(faults.first == .changed(seq: 41))
        // No figure is made from it: the books know that they are behind.
        #expect(throws: LedgerError.self) {
            try ledger.office.score(on: CivilDate(trusted: 20_200_531), known: .everything)
        }
    }

    @Test(arguments: [1, 8, 24, 39]) func theNewestRowsCutOffAreFound(count: Int) throws {
        let ledger = try Self.ledger()
        try ledger.tamper { try $0.execute(sql: "DELETE FROM events WHERE seq > ?", arguments: [40 - count]) }
        let faults = try ledger.office.verify().faults
        #expect(faults.first == .missing(seq: Int64(41 - count)))
        #expect(faults.contains(.otherTree(leaves: 40, events: Int64(40 - count))))
    }

    /// Recording anything would write over the leaves that tell of the events that are gone: nobody writes, also who had the
    /// ledger open, and nothing mends it.
    @Test(arguments: [1, 8, 24, 39, 40]) func nothingIsWrittenOverACutLog(count: Int) throws {
        let ledger = try Self.ledger()
        try ledger.tamper { try $0.execute(sql: "DELETE FROM events WHERE seq > ?", arguments: [40 - count]) }
        func tiles() throws -> [Data] {
            try DatabaseQueue(path: ledger.path).read {
                try Data.fetchAll($0, sql: "SELECT hashes FROM tree_tiles ORDER BY tile")
            }
        }
        let before = try tiles()
        let refused = LedgerError.otherTree(leaves: 40, events: Int64(40 - count))
        let reopened = Office(
            log: try SQLiteEventLog.open(path: ledger.path), clock: { ledger.now }, newID: { _ in "later" })
        for office in [ledger.office, reopened] {
            for rehearse in [true, false] {
                #expect(throws: refused) {
                    try office.append([.success(.monitor("heping", "2020-05", "1"))], actor: "test", rehearse: rehearse)
                }
            }
            #expect(throws: refused) { try office.rebuild() }
        }
        #expect(try tiles() == before)
        let faults = try ledger.office.verify().faults
        #expect(faults.first == .missing(seq: Int64(41 - count)))
        #expect(!faults.contains { if case .derived = $0 { true } else { false } }, "\(faults)")
    }

    /// The same where the newest leaves were taken out of the tree too, but not the nodes above them.
    @Test func nothingIsWrittenOverATreeThatWasCutBelow() throws {
        let ledger = try Self.ledger()
        try ledger.tamper {
            try $0.execute(
                sql: "DELETE FROM events WHERE seq > 30; DELETE FROM tree_tiles WHERE tile = 2; "
                    + "UPDATE tree_tiles SET hashes = CAST(substr(hashes, 1, 448) AS BLOB) WHERE tile = 1")
        }
        #expect(throws: LedgerError.damaged("tree tile 1/0 holds 2 hashes, the log makes 1")) {
            try ledger.append(.monitor("heping", "2020-05", "1"))
        }
        #expect(throws: LedgerError.self) { try ledger.office.rebuild() }
    }

    /// Who cuts events and leaves alike leaves the tables that were made from them: it is told before a rebuild makes them fit.
    @Test func eventsCutOffWithTheirLeavesAreStillKnown() throws {
        let ledger = try Self.ledger()
        try ledger.tamper {
            try $0.execute(
                sql: "DELETE FROM events WHERE seq > 38; "
                    + "UPDATE tree_tiles SET hashes = CAST(substr(hashes, 1, 192) AS BLOB) WHERE tile = 2")
        }
        #expect(try ledger.office.verify().faults.first == .knownBeyond(size: 38, known: 40))
    }

    @Test func nothingIsRecordedBehindARowThatNobodyRecorded() throws {
        let ledger = try Self.ledger()
        try ledger.tamper { try $0.execute(sql: "INSERT INTO events VALUES (41, '{}')") }
        #expect(throws: LedgerError.otherTree(leaves: 40, events: 41)) {
            try ledger.append(.monitor("heping", "2020-05", "1"))
        }
        #expect(throws: LedgerError.otherTree(leaves: 40, events: 41)) { try ledger.office.rebuild() }
    }

    /// Where everything was changed the first are told, and no more than a page of them.
    @Test func ofManyFaultsTheFirstAreTold() throws {
        let faults = try Self.faults("UPDATE events SET line = replace(line, 'test', 'text')")
        #expect(Office.faultLimit == 20 && faults.count == 20)
        #expect(faults.first == .changed(seq: 1) && !faults.contains(.changed(seq: 21)), "\(faults)")
    }

    @Test func everyByteOfTheTreeCounts() throws {
        let ledger = try Self.ledger()
        var tiles: [(tile: Int64, hashes: Data)] = []
        try ledger.tamper { database in
            tiles = try Row.fetchAll(database, sql: "SELECT tile, hashes FROM tree_tiles").map { ($0[0], $0[1]) }
        }
        #expect(tiles.count == 4)
        for (tile, hashes) in tiles {
            for place in [0, 31, hashes.count - 1] {
                var changed = hashes
                changed[place] ^= 1
                try ledger.tamper {
                    try $0.execute(sql: "UPDATE tree_tiles SET hashes = ? WHERE tile = ?", arguments: [changed, tile])
                }
                #expect(try ledger.office.verify().faults.isEmpty == false, "tile \(tile), byte \(place)")
            }
            try ledger.tamper { try $0.execute(sql: "DELETE FROM tree_tiles WHERE tile = ?", arguments: [tile]) }
            #expect(try ledger.office.verify().faults.isEmpty == false, "tile \(tile) removed")
            try ledger.tamper {
                try $0.execute(sql: "INSERT INTO tree_tiles VALUES (?, ?)", arguments: [tile, hashes])
            }
            #expect(try ledger.office.verify().faults == [])
        }
    }

    /// In a large tree there are tiles that the root is no longer made from; proofs still are.
    @Test func tilesOfNoRootCount() throws {
        let ledger = try TemporaryLedger()
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        var batch: [Submission] = []
        for month in 0..<300 {
            let text = "\(1990 + month / 12)-" + (month % 12 < 9 ? "0" : "") + "\(month % 12 + 1)"
            batch.append(.monitor("heping", text, "1"))
        }
        try ledger.append(batch)
        #expect(try ledger.office.verify().faults == [])
        // Level 1, the nodes over 16 leaves each: the root of 301 events is made from level 2 and the newest ones.
        let tile = Int64(1) << 48
        var hashes = Data()
        try ledger.tamper {
            hashes = try #require(
                try Data.fetchOne($0, sql: "SELECT hashes FROM tree_tiles WHERE tile = ?", arguments: [tile]))
        }
        hashes[40] ^= 1
        try ledger.tamper {
            try $0.execute(sql: "UPDATE tree_tiles SET hashes = ? WHERE tile = ?", arguments: [hashes, tile])
        }
        #expect(try ledger.office.verify().faults == [.tree("tree tile 1/0 is not what the events make")])
    }

    @Test func aTileThatBelongsToNoLeafIsFound() throws {
        let faults = try Self.faults("INSERT INTO tree_tiles SELECT (5 << 48) | 7, hashes FROM tree_tiles LIMIT 1")
        #expect(faults == [.tree("the tree has 5 tiles, the log makes 4")])
    }

    static let derived: [(String, String)] = [
        ("postings", "UPDATE postings SET day = day + 1 WHERE first = (SELECT max(first) FROM postings)"),
        ("postings", "UPDATE postings SET first = first + 1 WHERE first = (SELECT max(first) FROM postings)"),
        (
            "postings",
            "UPDATE postings SET entries = substr(entries, 1, length(entries) - 1) WHERE first = (SELECT max(first) FROM postings)"
        ),
        (
            "postings",
            "UPDATE postings SET entries = CAST(entries || entries AS BLOB) WHERE first = (SELECT max(first) FROM postings)"
        ),
        (
            "postings",
            "UPDATE postings SET first = first - 1, entries = CAST(x'01' || substr(entries, 2) AS BLOB) "
                + "WHERE first = (SELECT max(first) FROM postings)"
        ),
        ("postings", "DELETE FROM postings WHERE first = (SELECT max(first) FROM postings)"),
        ("postings", "INSERT INTO postings VALUES (0, 20200630, 12, x'000002')"),
        ("postings", "INSERT INTO postings SELECT account, day, first + 1, x'' FROM postings LIMIT 1"),
        ("sums", "UPDATE sums SET before = CAST(x'0002' AS BLOB) WHERE place = (SELECT max(place) FROM sums)"),
        ("sums", "UPDATE sums SET place = place + 1 WHERE place = (SELECT max(place) FROM sums)"),
        ("sums", "UPDATE sums SET place = place + (1 << 32) WHERE place = (SELECT max(place) FROM sums)"),
        (
            "sums",
            "UPDATE sums SET changes = substr(changes, 1, length(changes) - 1) WHERE place = (SELECT max(place) FROM sums)"
        ),
        (
            "sums",
            "UPDATE sums SET changes = CAST(changes || changes AS BLOB) WHERE place = (SELECT max(place) FROM sums)"
        ),
        ("sums", "UPDATE sums SET changes = CAST(x'00ffffff7f02' AS BLOB) WHERE place = (SELECT max(place) FROM sums)"),
        ("sums", "DELETE FROM sums WHERE place = (SELECT max(place) FROM sums)"),
        ("sums", "INSERT INTO sums SELECT place + 1, before, x'' FROM sums LIMIT 1"),
        ("sums", "INSERT INTO sums VALUES (-1, x'', x'000002')"),
        ("accounts", "UPDATE accounts SET township = 'sian' WHERE account = 0"),
        ("live", "UPDATE live SET note = 1 - note WHERE seq = 12"),
        ("live", "UPDATE live SET seq = 13 WHERE seq = 12"),
        ("live", "DELETE FROM live WHERE seq = 12"),
        ("live", "INSERT INTO live VALUES ('x', 12, 1)"),
        ("former", "INSERT INTO former VALUES ('x', 12, 13, 4, '2020-05')"),
        ("alterations", "INSERT INTO alterations VALUES (12, 13, 1)"),
        ("event_ids", "UPDATE event_ids SET id = 'other' WHERE seq = 12"),
        ("event_ids", "DELETE FROM event_ids WHERE seq = 12"),
        ("schemes", "DELETE FROM schemes"),
        ("approvals", "INSERT INTO approvals VALUES ('x', 12)"),
        ("closings", "INSERT INTO closings VALUES (12)"),
    ]

    @Test(arguments: derived) func aChangedTableIsNamedAndRebuilt(table: String, sql: String) throws {
        let ledger = try Self.ledger()
        let head = try ledger.head()
        let on = CivilDate(trusted: 20_200_531)
        let table0 = try ledger.office.score(on: on, known: .everything).table
        try ledger.tamper { try $0.execute(sql: sql) }
        #expect(try ledger.office.verify().faults == [.derived(table: table)])
        #expect(try ledger.office.rebuild() == head)
        #expect(try ledger.office.verify().faults == [])
        #expect(try ledger.office.score(on: on, known: .everything).table == table0)
    }

    /// Nobody mends a table by the way: opening, asking and recording leave what `verify` tells of it.
    @Test(arguments: derived) func nothingIsMendedSilently(table: String, sql: String) throws {
        let ledger = try Self.ledger()
        try ledger.tamper { try $0.execute(sql: sql) }
        let office = Office(
            log: try SQLiteEventLog.open(path: ledger.path), clock: { ledger.now }, newID: { _ in "later" })
        let on = CivilDate(trusted: 20_200_531)
        // What these answer where a table is wrong is not promised; an error is one.
        _ = try? office.score(on: on, known: .everything)
        _ = try? office.progress(on: on, known: .everything)
        #expect(try office.verify().faults == [.derived(table: table)])
        _ = try? office.append([.success(.trade(1, "2020-04", "7"))], actor: "test")
        let faults = try office.verify().faults
        #expect(faults.contains(.derived(table: table)), "\(faults)")
    }

    /// Figures are not made from a line that somebody changed.
    @Test func rebuildRefusesAChangedLine() throws {
        let ledger = try Self.ledger()
        try ledger.tamper { try $0.execute(sql: Self.changes[0].1) }
        #expect(throws: LedgerError.damaged("event 12 was changed after it was recorded")) {
            try ledger.office.rebuild()
        }
    }
}
