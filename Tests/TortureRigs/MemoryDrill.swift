import Accounts
import Foundation
import GRDBSQLite
import Ledger
import Records
import Scoring
import TestSupport

/// SQLite runs out of memory in the middle of its work: `sqlite3_hard_heap_limit64` at one size after the other. The limit
/// holds for the whole process, so this drill wants one of its own.
public final class MemoryDrill {
    public private(set) var failures = 0
    public private(set) var limits = 0

    public init() {}

    /// Records a batch and asks for a score with `room` bytes more than SQLite uses when it starts.
    /// - Throws: `Broken` where a promise was not kept.
    public func run(room: Int64) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        limits += 1
        let batch = (1...40).map { Submission.visit(1 + $0 % 4, "f\($0)", on: "2020-06-15", id: "f\($0)") }
        var atWork: Office?
        let told: Result<LogHead, any Error> = Result {
            sqlite3_hard_heap_limit64(sqlite3_memory_used() + room)
            defer { sqlite3_hard_heap_limit64(0) }
            let opened = try SmallLedger.open(path)
            atWork = opened
            _ = try opened.score(on: CivilDate(trusted: 20_200_630), known: .everything)
            return try opened.append(batch.map { .success($0) }, actor: "clerk").head
        }
        let office = try SmallLedger.open(path)
        let (head, faults) = try office.verify()
        try Broken.unless(faults.isEmpty, "\(room) bytes: \(faults)")
        switch told {
        case .success(let acknowledged):
            try Broken.unless(head == acknowledged, "\(room) bytes: \(acknowledged) acknowledged, \(head) there")
        case .failure(LedgerError.outOfMemory):
            failures += 1
            try Broken.unless(
                head.size == Int64(SmallLedger.ids.count), "\(room) bytes: a batch without memory left \(head.size)")
        case .failure(let error): throw Broken("\(room) bytes: the error is \(error)")
        }
        // Whoever had the ledger open goes on with it when there is memory again.
        if let atWork {
            let whole = try atWork.append(batch.map { .success($0) }, actor: "clerk").head
            try Broken.unless(
                whole.size == Int64(SmallLedger.ids.count + batch.count), "\(room) bytes: goes on at \(whole)")
            try Broken.unless(try atWork.verify().faults.isEmpty, "\(room) bytes: does not verify afterwards")
        }
    }
}
