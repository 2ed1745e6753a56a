import Accounts
import Foundation
import Ledger
import Records
import TestSupport
import Testing

@testable import TortureRigs

/// Files that were put in place of a ledger's: a log of writes that belongs to another file, a copy of last week, a history
/// that went another way.
@Suite struct SwappedFileTests {
    private static func fact(_ number: Int, _ orders: String = "1") -> [Result<Submission, Refusals>] {
        (1...4).map { .success(.visit($0, "f\(number)", on: "2020-06-15", orders: orders, id: "f\(number)-\($0)")) }
    }

    /// A folder with a ledger in it.
    private static func withLedger<Result>(_ body: (URL, String) throws -> Result) throws -> Result {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("ledger.sqlite")
        try SmallLedger.write(to: path)
        return try body(folder.url, path)
    }

    private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// A `-wal` file left by a program that was killed, and beside it another ledger that was moved there by rename. SQLite
    /// can't know that the two don't belong together: what comes out is one of the two ledgers whole, or it is told.
    @Test(arguments: ["older", "other", "rebuilt"]) func aStaleLogOfWritesIsNotMixedInUnnoticed(replacement: String)
        throws
    {
        try Self.withLedger { folder, path in
            let old = try Self.bytes(path)
            let office = try SmallLedger.open(path)
            for number in 1...6 { _ = try office.append(Self.fact(number), actor: "clerk") }
            let log = try Self.bytes(path + "-wal")
            #expect(log.count > 10_000)
            let lines = try office.log.read { reader in
                var lines: [String] = []
                try reader.forEachLine { _, line in lines.append(String(decoding: line, as: UTF8.self)) }
                return lines
            }
            let place = folder.appendingPathComponent("there.sqlite").path
            try old.write(to: URL(fileURLWithPath: place))
            if replacement != "older" {
                let other = try SmallLedger.open(place)
                for number in 1...(replacement == "other" ? 3 : 9) {
                    _ = try other.append(Self.fact(number, "\(number)000"), actor: "somebody else")
                }
                if replacement == "rebuilt" { _ = try other.rebuild() }
            }
            try log.write(to: URL(fileURLWithPath: place + "-wal"))
            let found: [Office.Fault]
            do { found = try SmallLedger.open(place).verify().faults } catch is LedgerError { return }
            guard found.isEmpty else { return }
            let kept = try SmallLedger.open(place).log.read { reader in
                var lines: [String] = []
                try reader.forEachLine { _, line in lines.append(String(decoding: line, as: UTF8.self)) }
                return lines
            }
            #expect(kept == lines, "it verifies, so it is the whole ledger of the log")
        }
    }

    /// Last week's copy is put in place and goes on: by itself it is a sound ledger. The checkpoint that was signed before
    /// tells that events are missing, and, when as many others have come in their place, that the history is another.
    @Test func aCheckpointFindsAnOlderCopyThatGoesOn() throws {
        try Self.withLedger { _, path in
            let lastWeek = try Self.bytes(path)
            var random = SystemRandomNumberGenerator()
            let key = try SigningKey.make(name: KeyName("test/ledger"), using: &random)
            let checkpoint = try {
                let office = try SmallLedger.open(path)
                _ = try office.append(Self.fact(1), actor: "clerk")
                return try office.checkpoint(signedBy: key).checkpoint
            }()
            try #require(FileManager.default.fileExists(atPath: path + "-wal") == false)
            try lastWeek.write(to: URL(fileURLWithPath: path))
            let office = try SmallLedger.open(path)
            #expect(try office.verify().faults == [])
            let size = Int64(SmallLedger.ids.count)
            #expect(try office.compare(with: checkpoint) == .truncated(size: size + 4, events: size))
            _ = try office.append(Self.fact(1, "2"), actor: "clerk")
            #expect(try office.verify().faults == [], "by itself it is a ledger like any other")
            guard case .rewritten(size: size + 4, _, _)? = try office.compare(with: checkpoint) else {
                Issue.record("a history that went another way is not found")
                return
            }
        }
    }

    /// A whole history made anew, valid in itself, with tree and derived tables: only what was signed before tells.
    @Test func aCheckpointFindsAReplacedHistory() throws {
        try Self.withLedger { folder, path in
            var random = SystemRandomNumberGenerator()
            let key = try SigningKey.make(name: KeyName("test/ledger"), using: &random)
            let office = try SmallLedger.open(path)
            for number in 1...3 { _ = try office.append(Self.fact(number), actor: "clerk") }
            let checkpoint = try office.checkpoint(signedBy: key).checkpoint
            let forged = folder.appendingPathComponent("forged.sqlite").path
            try SmallLedger.write(to: forged)
            let other = try SmallLedger.open(forged)
            for number in 1...3 { _ = try other.append(Self.fact(number, number == 2 ? "999" : "1"), actor: "clerk") }
            #expect(try other.verify().faults == [] && office.compare(with: checkpoint) == nil)
            guard case .rewritten? = try other.compare(with: checkpoint) else {
                Issue.record("a replaced history is not found")
                return
            }
        }
    }
}
