import Foundation
import Testing
import TortureRigs

/// What libFuzzer reads with (`Scripts/torture --fuzz`), without it: the true documents, and those that once broke a promise.
@Suite struct FuzzReaderTests {
    static let finds = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Finds")

    @Test func everyReaderHasTrueDocumentsAndReadsThem() throws {
        let readers = try FuzzReader.all()
        #expect(Set(readers.map(\.name)).count == readers.count)
        for reader in readers {
            #expect(!reader.seeds.isEmpty && reader.seeds.allSatisfy { !$0.isEmpty }, "\(reader.name)")
            for seed in reader.seeds {
                try reader.read(seed)
                // Cut off, and as nothing at all.
                try reader.read(Array(seed.prefix(seed.count / 2)))
            }
            try reader.read([])
        }
        let words = FuzzReader.words(of: readers.flatMap(\.seeds))
        #expect(words.contains("enterprise") && words.contains("trade.reported") && words.contains("known_size"))
        #expect(words == Set(words).sorted() && words.allSatisfy { (3...32).contains($0.utf8.count) })
    }

    /// Named READER-WHAT.
    @Test func whatOnceBrokeAPromiseIsRead() throws {
        let readers = Dictionary(uniqueKeysWithValues: try FuzzReader.all().map { ($0.name, $0) })
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.finds.path).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let reader = try #require(readers[String(name.prefix { $0 != "-" })], "\(name)")
            let bytes = try Array(Data(contentsOf: Self.finds.appendingPathComponent(name)))
            #expect(throws: Never.self, "\(name)") { try reader.read(bytes) }
        }
    }
}
