import Foundation
import GRDB
import Glibc
import Ledger
import TestSupport
import Testing

/// A ledger of an older format that a command finds, by several processes at once and by one that is killed
/// (docs/operations.md).
@Suite struct MigrationTests {
    private static let root = "A3WrTgsfAqdh6dSbFxlJNDy3dnN0j6vlt9dAsCAs8so="

    private static func clerk(_ version: Int) throws -> Clerk {
        let clerk = try Clerk()
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("UpgradeTests/Fixtures/ledger-v\(version).sqlite")
        try FileManager.default.copyItem(at: fixture, to: URL(fileURLWithPath: clerk.ledger))
        return clerk
    }

    /// The copies of the old file; each of them is whole and of its format.
    private static func kept(_ clerk: Clerk, _ version: Int) throws -> [String] {
        let kept = clerk.files.filter { $0.hasPrefix("taizhang.sqlite.format-") && !$0.contains(".partial") }
        for name in kept {
            let format = try DatabaseQueue(path: clerk.path(name)).read {
                #expect(try String.fetchOne($0, sql: "PRAGMA integrity_check") == "ok", "\(name)")
                return try Int.fetchOne($0, sql: "PRAGMA user_version")
            }
            #expect(format == version, "\(name)")
        }
        return kept
    }

    @Test(arguments: [1, 2]) func severalAtOnceMigrateItOnce(version: Int) throws {
        let clerk = try Self.clerk(version)
        let running = try (1...6).map { _ in try clerk.launch(["verify", "--format", "json"]) }
        let answers = try running.map { try $0.wait() }
        for answer in answers {
            #expect(answer.code == 0, "\(answer.complaint)")
            #expect(answer.json?["head"]?["root"] == .string(Self.root))
        }
        // Whoever migrated it says where the old file is, and nobody else.
        #expect(answers.count { $0.complaint.contains("the old file is kept as") } == 1)
        #expect(try Self.kept(clerk, version) == ["taizhang.sqlite.format-\(version)"])
        #expect(!clerk.files.contains { $0.contains(".partial") }, "\(clerk.files)")
    }

    @Test(arguments: [1, 2]) func aKilledMigrationIsGivenAgain(version: Int) throws {
        var random = SeededGenerator(seed: UInt64(version))
        for _ in 0..<6 {
            let clerk = try Self.clerk(version)
            let running = try clerk.launch(["score", "--on", "2020-06-30"])
            usleep(UInt32.random(in: 0...250_000, using: &random))
            kill(running.process.processIdentifier, SIGKILL)
            let isDone = try running.wait().code == 0
            #expect(try !isDone || Self.kept(clerk, version).count == 1)
            let verified = try clerk("verify --format json")
            #expect(verified.code == 0, "\(verified.complaint)")
            #expect(verified.json?["head"]?["root"] == .string(Self.root))
            #expect(try !Self.kept(clerk, version).isEmpty, "\(clerk.files)")
        }
    }
}
