import Foundation
import Glibc
import Ledger
import Testing

/// An auditor who may read and not write: the files that SQLite reads a ledger through can't be made.
@Suite struct ReadOnlyTests {
    static let questions = [
        "score --on 2020-06-30 --format json", "progress --on 2020-06-30 --format json", "log --format json", "show t1",
        "export", "verify --format json", "score --on 2020-06-30 --rebuild --format json",
    ]

    /// A ledger that nobody has open, under a name that a URI has to spell otherwise, with the answers to all questions.
    static func clerk() throws -> (clerk: Clerk, answers: [[UInt8]]) {
        let clerk = try Clerk(environment: ["TAIZHANG_LEDGER": "县 50%?#.sqlite"])
        #expect(try clerk("init").code == 0)
        try clerk.write("start.jsonl", Clerk.start)
        #expect(try clerk("append --file start.jsonl").code == 0)
        return (clerk, try questions.map { try clerk($0).bytes })
    }

    /// A link that leads nowhere stands where the `-shm` file would: nobody can make it, not even root.
    static func block(_ clerk: Clerk) throws {
        for file in clerk.files where file.hasSuffix("-wal") || file.hasSuffix("-shm") {
            try FileManager.default.removeItem(atPath: clerk.path(file))
        }
        try FileManager.default.createSymbolicLink(
            atPath: clerk.path("县 50%?#.sqlite-shm"), withDestinationPath: clerk.path("nowhere/at-all"))
    }

    @Test func aLedgerIsReadByItself() throws {
        let (clerk, answers) = try Self.clerk()
        try Self.block(clerk)
        for (question, bytes) in zip(Self.questions, answers) {
            let answer = try clerk(question)
            #expect(answer.code == 0 && answer.bytes == bytes, "\(question): \(answer.complaint)")
        }
        // An empty log of writes has nothing to miss.
        try clerk.write("县 50%?#.sqlite-wal", "")
        #expect(try clerk(Self.questions[0]).bytes == answers[0])
    }

    @Test(.enabled(if: geteuid() != 0, "nothing is forbidden to root")) func aFolderWithoutWriteAccessIsEnough() throws
    {
        let (clerk, answers) = try Self.clerk()
        #expect(chmod(clerk.folder.path, 0o555) == 0)
        defer { chmod(clerk.folder.path, 0o755) }
        for (question, bytes) in zip(Self.questions, answers) {
            #expect(try clerk(question).bytes == bytes, "\(question)")
        }
    }

    /// Events may stand in the log of writes alone: an answer without them would be wrong.
    @Test func recentWritesAreNotPassedOver() throws {
        let (clerk, _) = try Self.clerk()
        try Self.block(clerk)
        try clerk.write("县 50%?#.sqlite-wal", "something")
        let answer = try clerk("score --on 2020-06-30")
        #expect(answer.code == 74 && answer.output.isEmpty)
        #expect(answer.complaint.contains("-wal") && answer.complaint.contains("copy"), "\(answer.complaint)")
    }

    /// Whoever writes after all makes the reader say so, rather than mix two states of the ledger.
    @Test func aFileThatChangesMeanwhileIsNotAnsweredFrom() throws {
        let (clerk, _) = try Self.clerk()
        try Self.block(clerk)
        let path = clerk.path("县 50%?#.sqlite")
        let log = try SQLiteEventLog.open(path: path, readOnly: true)
        #expect(try log.read { $0.size } == 6)
        #expect(throws: LedgerError.busy(path: path, waitedSeconds: 0)) {
            try log.read { reader in
                try Data("x".utf8).write(to: URL(fileURLWithPath: path + "-wal"))
                return reader.size
            }
        }
    }
}
