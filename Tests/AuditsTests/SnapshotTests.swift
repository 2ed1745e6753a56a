import Accounts
import Audits
import ExampleCounty
import ExampleLedger
import Foundation
import Ledger
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
}
