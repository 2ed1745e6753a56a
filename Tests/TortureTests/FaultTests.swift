import Foundation
import Ledger
import Testing

@testable import TortureRigs

/// A disk that fails at the n-th call (docs/reliability.md). The long form goes through every n: Scripts/torture.
@Suite struct FaultTests {
    /// Calls of the day that the short form lets fail, spread over all of it.
    private static let sample = 24

    @Test(arguments: FaultyDisk.Fault.allCases) func nothingAcknowledgedIsLost(fault: FaultyDisk.Fault) throws {
        let drill = FaultDrill()
        let calls = try drill.calls()
        #expect(calls > 120)
        for step in 0..<Self.sample {
            // The first call too; the offset differs from fault to fault, so that together they meet more places.
            let call = 1 + step * calls / Self.sample + (step == 0 ? 0 : "\(fault)".utf8.count % 7)
            let settling = FaultyDisk.Settling.allCases[step % 3]
            try drill.run(fault, at: call, settling, seed: UInt64(step))
        }
        #expect(drill.tally.faults > Self.sample / 2, "\(drill.tally)")
        #expect(drill.tally.told > 0, "\(drill.tally)")
    }

    /// An opening, at every one of its calls: whichever of them fails, the error is the ledger's own and speaks of the disk.
    @Test(arguments: FaultyDisk.Fault.allCases) func anOpeningTellsOfTheDisk(fault: FaultyDisk.Fault) throws {
        var (call, told) = (0, 0)
        while true {
            call += 1
            let disk = try FaultyDisk(seed: UInt64(call))
            let path = disk.path("ledger.sqlite")
            try SmallLedger.write(to: path)
            disk.arm(fault, at: call)
            do {
                _ = try SQLiteEventLog.open(path: path)
            } catch LedgerError.inputOutput, LedgerError.diskFull { told += 1 }
            // Beyond its last call.
            guard disk.calls >= call else { break }
        }
        #expect(call > 10, "\(call) calls")
        #expect(told > 5 || fault == .shortWrite || fault == .full || fault == .tornWrite, "\(told) of \(call)")
    }

    /// SQLite writes each page of a commit in two calls; the disk gets them in one (`GatheredWrites`), and a sync.
    @Test func aCommitIsOneWriteAndOneSync() throws {
        let disk = try FaultyDisk(seed: 1)
        let path = disk.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        let log = try SQLiteEventLog.open(path: path)
        try log.write { try $0.connection.execute("CREATE TABLE notes (x)") }
        disk.mend()
        try log.write { try $0.connection.execute("INSERT INTO notes VALUES (randomblob(50000))") }
        // A look at the page of the table's root is a call as well.
        #expect((2...4).contains(disk.calls), "\(disk.calls) calls for some thirteen pages")
    }

    /// What a transaction wrote before its commit did not reach the disk, and whoever ran it did not mind: SQLite undoes one
    /// statement where the disk is full, and goes on. The commit must not stand on it.
    @Test func whatCouldNotBeWrittenIsNotCommitted() throws {
        let disk = try FaultyDisk(seed: 1)
        let path = disk.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        let log = try SQLiteEventLog.open(path: path)
        try log.write { try $0.connection.execute("CREATE TABLE notes (x UNIQUE); PRAGMA cache_size = 2") }
        let numbers = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
        var isFull = false
        #expect(throws: LedgerError.self) {
            try log.write { writer in
                try writer.connection.execute(
                    "INSERT INTO notes \(numbers) SELECT randomblob(3000) FROM n WHERE i < 20")
                disk.arm(.full, at: 1)
                let insert = "INSERT INTO notes \(numbers) SELECT randomblob(3000) FROM n"
                do { try writer.connection.execute(insert) } catch { isFull = true }
                disk.mend()
            }
        }
        #expect(isFull)
        func count() throws -> Int64 {
            try log.read { reader in
                let rows = try reader.connection.prepare("SELECT count(*) FROM notes NOT INDEXED")
                return try rows.step() ? rows.int(0) : -1
            }
        }
        #expect(try count() == 0)
        try log.write { try $0.connection.execute("INSERT INTO notes VALUES (randomblob(3000))") }
        #expect(try count() == 1)
        let check = try log.read { reader in
            let rows = try reader.connection.prepare("PRAGMA integrity_check")
            return try rows.step() ? rows.text(0) : ""
        }
        #expect(check == "ok")
    }
}
