import Foundation
import TestSupport
import Testing

@testable import Ledger

/// Proofs out of the stored tiles, at every size that the log once had.
@Suite final class LogProofsTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func made(_ count: Int64) throws -> SQLiteEventLog {
        let log = try SQLiteEventLog.create(path: folder.path("ledger.sqlite"), schemas: [])
        let date = try #require(CivilDate("2020-01-02"))
        try log.write { writer in
            for seq in 1...count {
                try writer.append(
                    Event(
                        seq: seq, id: "e\(seq)", type: "report.submitted", effective: date,
                        recordedAt: Instant(milliseconds: 1_577_926_800_000), actor: "a", source: "", data: .object([]))
                )
            }
        }
        return log
    }

    @Test func theTilesProveWhatTheDefinitionProves() throws {
        let count = 300
        try made(Int64(count)).read { reader in
            let tree = TreeOfLeaves(try (1...count).map { try reader.leafHash(Int64($0)) })
            // Read one after the other they are the same.
            var stored = StoredLeaves(reader)
            for seq in 1...Int64(count) { #expect(try stored.leaf(seq) == reader.leafHash(seq)) }
            for size in [1, 2, 15, 16, 17, 31, 33, 100, 255, 256, 257, 299, 300] {
                for seq in stride(from: 1, through: size, by: 7) {
                    let proof = try reader.inclusionProof(of: Int64(seq), size: Int64(size))
                    #expect(proof.path == TreeOfLeaves.path(seq - 1, tree.leaves[0..<size]))
                }
                for from in stride(from: 1, through: size, by: 5) {
                    let proof = try reader.consistencyProof(from: Int64(from), to: Int64(size))
                    #expect(proof.path == TreeOfLeaves.subproof(from, tree.leaves[0..<size], true))
                }
            }
            #expect(throws: LedgerError.noSuchSize(301, size: 300)) { try reader.inclusionProof(of: 1, size: 301) }
            #expect(throws: LedgerError.noSuchSize(9, size: 8)) { try reader.inclusionProof(of: 9, size: 8) }
            #expect(throws: LedgerError.noSuchSize(9, size: 8)) { try reader.consistencyProof(from: 9, to: 8) }
        }
    }

    /// A signature over a log whose end was cut off would contradict one given before.
    @Test func aCutLogIsNotSigned() throws {
        let log = try made(20)
        #expect(try log.read { try $0.headToSign() }.size == 20)
        try log.write { writer in
            try writer.connection.execute("DROP TRIGGER events_are_not_deleted")
            try writer.connection.execute("DELETE FROM events WHERE seq > 18")
        }
        #expect(throws: LedgerError.self) { try log.read { try $0.headToSign() } }
    }
}
