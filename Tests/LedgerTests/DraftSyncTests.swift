import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// What a draft's durability rests on.
@Suite struct DraftSyncTests {
    @Test func aFileIsSyncedAsOftenAsWanted() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("draft")
        try Data("line\n".utf8).write(to: URL(fileURLWithPath: path))
        let calls = Atomic(0)
        let sync = try DraftSync(path: path) { file in
            calls.add(1, ordering: .relaxed)
            return fsync(file)
        }
        for _ in 0..<3 { sync.begin() }
        try sync.finish()
        // Those that were asked for while one was under way are left out; each end has one of its own.
        let first = calls.load(ordering: .relaxed)
        #expect((2...4).contains(first))
        try sync.finish()
        #expect(calls.load(ordering: .relaxed) == first + 1)
    }

    /// A device that can't be synced says so.
    @Test func aFailedSyncIsTold() throws {
        let sync = try DraftSync(path: "/dev/zero")
        sync.begin()
        #expect(throws: LedgerError.self) { try sync.finish() }
    }

    /// A disk that failed once, on the way, and takes everything after that has lost what it was given then: every end says so.
    @Test func aSyncThatFailedOnTheWayIsNotForgotten() throws {
        let calls = Atomic(0)
        let sync = try DraftSync(path: "/dev/null") { _ in
            guard calls.add(1, ordering: .relaxed).newValue == 1 else { return 0 }
            errno = EIO
            return -1
        }
        sync.begin()
        for _ in 0..<2 {
            let error = #expect(throws: LedgerError.self) { try sync.finish() }
            guard case .inputOutput(path: "/dev/null", let message)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(message == String(cString: strerror(EIO)))
        }
        #expect(calls.load(ordering: .relaxed) == 3)
    }

    @Test func aFileThatIsNotThereIsTold() {
        let error = #expect(throws: LedgerError.self) { try DraftSync(path: "/nowhere/draft") }
        guard case .inputOutput(path: "/nowhere/draft", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
