import Foundation
import GRDB
import Testing
import TortureRigs

/// The instrument itself: a disk that would lose nothing could find nothing.
@Suite struct FaultyDiskTests {
    /// Whether a row that was committed is there after a power cut that loses whatever was not synced.
    private func survives(_ pragmas: String) throws -> Bool {
        let disk = try FaultyDisk(seed: 1)
        let path = disk.path("some.sqlite")
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL; CREATE TABLE t (x)")
                try $0.execute(sql: pragmas)
                try $0.execute(sql: "INSERT INTO t VALUES (1)")
            }
            // The power goes while the connection is open: closing would sync.
            disk.arm(.powerCut, at: 1)
            try? queue.close()
        }
        try disk.settle(.loseAll)
        return try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT x FROM t") } == 1
    }

    @Test func aPowerCutLosesWhatWasNotSynced() throws {
        #expect(try survives("PRAGMA synchronous = FULL"))
        #expect(try !survives("PRAGMA synchronous = NORMAL"), "in WAL mode NORMAL does not sync at a commit")
        #expect(try !survives("PRAGMA synchronous = OFF"))
    }

    @Test func aFullDiskSaysSoAndAMendedOneTakesMore() throws {
        let disk = try FaultyDisk(seed: 1)
        let queue = try DatabaseQueue(path: disk.path("some.sqlite"))
        try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        disk.arm(.full, at: 1)
        let insert = "INSERT INTO t VALUES (randomblob(100000))"
        do {
            try queue.write { try $0.execute(sql: insert) }
            Issue.record("a full disk took a row")
        } catch let error as DatabaseError {
            #expect(error.resultCode == .SQLITE_FULL && disk.hasFailed)
        }
        disk.mend()
        try queue.write { try $0.execute(sql: insert) }
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } == 1)
    }

    /// A torn write leaves leading sectors only, and everything stops there.
    @Test func aTornWriteStopsAtASector() throws {
        var lengths: Set<Int> = []
        for call in 1...30 {
            let disk = try FaultyDisk(seed: UInt64(call))
            let path = disk.path("some.sqlite")
            do {
                let queue = try DatabaseQueue(path: path)
                disk.arm(.tornWrite, at: call)
                try? queue.write { try $0.execute(sql: "CREATE TABLE t (x); INSERT INTO t VALUES (randomblob(9000))") }
                guard disk.hasFailed else { continue }
                #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "CREATE TABLE u (x)") } }
            }
            try disk.settle(.loseAll)
            for name in ["some.sqlite", "some.sqlite-journal"] {
                guard let bytes = try? Data(contentsOf: disk.folder.appendingPathComponent(name)) else { continue }
                #expect(bytes.count % 512 == 0, "call \(call), \(name)")
                lengths.insert(bytes.count)
            }
        }
        #expect(lengths.contains { $0 % 4096 != 0 && $0 > 512 }, "\(lengths)")
    }
}
