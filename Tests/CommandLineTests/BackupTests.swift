import Foundation
import GRDB
import Ledger
import TestSupport
import Testing

/// `backup`: one moment of the ledger in a file, verified, all or nothing.
@Suite struct BackupTests {
    private static let questions = ["export", "score --on 2020-06-30 --format json", "show t1 --format json"]

    @Test func aBackupIsTheLedger() throws {
        let clerk = try CopyTests.clerk()
        let root = try CopyTests.root(clerk)
        let answer = try clerk("backup copy.sqlite")
        #expect(answer.code == 0 && answer.output.contains("8 events") && answer.output.contains(root))
        #expect(!clerk.files.contains { $0.contains("partial") || $0.hasPrefix("copy.sqlite-") }, "\(clerk.files)")
        for question in Self.questions {
            #expect(try clerk("\(question) --ledger copy.sqlite").bytes == clerk(question).bytes)
        }
        #expect(try CopyTests.root(clerk, "copy.sqlite") == root)
        // And it goes on as a ledger.
        #expect(try clerk("retract e2 --reason r --ledger copy.sqlite").code == 0)
        #expect(try clerk("verify --ledger copy.sqlite").code == 0)
        let json = try clerk("backup second.sqlite --format json").json
        #expect(json?["backup"] == .string("second.sqlite") && json?["head"]?["root"] == .string(root))
    }

    @Test func aFileThatIsThereIsNotOverwritten() throws {
        let clerk = try CopyTests.clerk()
        try clerk.write("copy.sqlite", "mine")
        for lang in ["zh", "en"] {
            let answer = try clerk("backup copy.sqlite --lang \(lang)")
            #expect(answer.code == 1 && answer.complaint.contains("copy.sqlite") && answer.output.isEmpty)
        }
        #expect(try clerk("backup taizhang.sqlite").code == 1)
        #expect(try clerk.bytes("copy.sqlite") == Array("mine".utf8))
        #expect(!clerk.files.contains { $0.contains("partial") })
    }

    /// What does not verify is no backup. The figures may be mended first; a changed event can't be.
    @Test(arguments: [
        "UPDATE postings SET day = day + 1 WHERE first = 4",
        "UPDATE events SET line = replace(line, '1250000.5', '9250000.5') WHERE seq = 4",
    ])
    func aDamagedLedgerGivesNoBackup(damage: String) throws {
        let clerk = try CopyTests.clerk()
        try TemporaryLedger.tamper(path: clerk.ledger) { try $0.execute(sql: damage) }
        let answer = try clerk("backup copy.sqlite")
        #expect(answer.code == 1 && answer.complaint.contains("taizhang verify"), "\(answer.complaint)")
        #expect(!clerk.files.contains { $0.hasPrefix("copy.sqlite") }, "\(clerk.files)")
    }

    @Test func aFolderThatIsNotThereIsTold() throws {
        let clerk = try CopyTests.clerk()
        let answer = try clerk("backup nowhere/copy.sqlite")
        #expect(answer.code == 74 && answer.complaint.contains("nowhere/copy.sqlite"), "\(answer.complaint)")
    }

    /// Writers go on while the copy is made, and each copy is a moment of their ledger.
    @Test func aBackupIsOneMomentWhileOthersWrite() async throws {
        let clerk = try CopyTests.clerk()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for turn in 1...8 {
                    let answer = try clerk(
                        "append fair.participated enterprise=\(Clerk.code) fair=f\(turn) mode=online "
                            + "intended_orders_usd=\(turn) --effective 2020-06-01 --id w\(turn)")
                    #expect(answer.code == 0, "\(answer.complaint)")
                }
            }
            group.addTask {
                for turn in 1...4 {
                    let answer = try clerk("backup copy\(turn).sqlite")
                    #expect(answer.code == 0, "\(answer.complaint)")
                }
            }
            try await group.waitForAll()
        }
        let all = try clerk("export").bytes
        for turn in 1...4 {
            let copy = try clerk("export --ledger copy\(turn).sqlite").bytes
            #expect(copy.count > 0 && all.starts(with: copy))
        }
    }
}
