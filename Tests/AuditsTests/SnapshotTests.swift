import Accounts
import Audits
import ExampleCounty
import ExampleLedger
import Foundation
import Ledger
import Records
import Scoring
import TestSupport
import Testing

/// The example year's closed months are committed under snapshots/: golden files of the whole way from submissions to
/// published tables.
@Suite struct SnapshotTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("snapshots")

    @Test func theExampleYearIsPublishedByteForByte() throws {
        let ledger = try TemporaryLedger()
        let county = ExampleCounty()
        let (office, published) = try CountyLedger.record(
            county, county.days(), path: ledger.folder.appendingPathComponent("county.sqlite").path, closing: true)
        // Twelve months, June in two editions.
        #expect(published.count == 13)
        for (path, bytes) in published {
            let file = try Data(contentsOf: Self.folder.appendingPathComponent(path))
            #expect(Array(file) == bytes, "\(path)")
        }
        #expect(Set(published.map(\.path)).contains("changxing-2020/2020-06.2.json"))
        // What was published is still what the whole year's ledger makes, and a changed byte is found.
        let key = try SigningKey(name: KeyName("taizhang/example"), seed: Hash.sha256("示例 example".utf8).bytes)
        for ((snapshot, scheme, isTrue), file) in zip(try office.snapshots(), published) {
            #expect(isTrue)
            #expect(snapshot.fault(of: file.bytes, scheme: scheme, key: key.verifier(.note)) == nil)
            var changed = file.bytes
            let place = changed.count / 2
            changed[place] = changed[place] == 0x31 ? 0x32 : 0x31
            #expect(snapshot.fault(of: changed, scheme: scheme, key: key.verifier(.note)) != nil)
        }
        let june = try office.audit(on: CivilMonth(trusted: 202_006).end)
        #expect(june.stages.count == 4, "as it stood, two editions, restated")
        #expect(try office.verify().faults == [])
    }

    /// A closing by hand states what `close` would: another table would fail every `verify` from then on.
    @Test func aClosingByHandStatesTheTrueTable() throws {
        let ledger = try TemporaryLedger()
        ledger.office.holdClosingsToTheirTables()
        func closing(_ hash: String, size: Int64) throws -> Submission {
            let root = try ledger.office.log.read { try $0.root(at: size) }
            return Submission.close("2020-06", on: "2020-06-30", size: size).with("root", root.base64)
                .with("table_sha256", hash)
        }
        let zeros = String(repeating: "0", count: 64)
        #expect(try ledger.faults(of: [closing(zeros, size: 0)]).map(\.refusal.problem) == [.noScheme])
        try ledger.append([
            .adopt(try TemporaryLedger.builtInScheme(), from: "2020-01-01"), .register(1, "jiapu"),
            .trade(1, "2020-06", "1"),
        ])
        let head = try ledger.head()
        let table = try ledger.office.score(on: CivilDate(trusted: 20_200_630), known: .size(3)).table
        let hash = ClosedTable(table, head: head).sha256
        let fault = Refusal("data.table_sha256", found: zeros, .notTheTable(expected: hash))
        #expect(try ledger.faults(of: [closing(zeros, size: 3)]).map(\.refusal) == [fault])
        #expect(try ledger.head() == head)
        // The same behind a fact of the same batch, which the closing does not know.
        let batch = [Submission.trade(1, "2020-05", "7"), try closing(hash, size: 3)]
        #expect(try ledger.faults(of: batch).isEmpty)
        #expect(try ledger.office.snapshots().map(\.isTrue) == [true])
        // An old ledger may hold another one: it is restored as it was.
        let old = try TemporaryLedger()
        try old.append(.adopt(try TemporaryLedger.builtInScheme(), from: "2020-01-01"))
        try old.append(.close("2020-06", on: "2020-06-30", size: 0))
        let restored = try TemporaryLedger()
        restored.office.holdClosingsToTheirTables()
        #expect(try restored.restore(old.lines().map { $0[...] }) == old.head())
    }
}
