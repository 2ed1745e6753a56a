import Foundation
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
        let sync = try DraftSync(path: path)
        for _ in 0..<3 { sync.begin() }
        try sync.finish()
        try sync.finish()
    }

    /// A device that can't be synced says so, with the first sync and the last. That a failure is kept when the last sync
    /// succeeds is not shown by it: no device here fails once.
    @Test func aFailedSyncIsTold() throws {
        let sync = try DraftSync(path: "/dev/zero")
        sync.begin()
        #expect(throws: LedgerError.self) { try sync.finish() }
    }

    @Test func aFileThatIsNotThereIsTold() {
        let error = #expect(throws: LedgerError.self) { try DraftSync(path: "/nowhere/draft") }
        guard case .inputOutput(path: "/nowhere/draft", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
