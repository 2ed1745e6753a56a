import Foundation
import Ledger
import TestSupport
import Testing

@testable import Records

/// What a replay notes of every event, most of it in a file: the same as it would be in memory.
@Suite struct SpilledListTests {
    /// Where blocks go that leave memory.
    enum Place: CaseIterable, Sendable {
        case file, noFile, fullDisk

        func make() -> ScratchFile? {
            switch self {
            case .file: ScratchFile()
            case .noFile: nil
            case .fullDisk: ScratchFile(descriptor: open("/dev/full", O_RDWR), folder: "/dev/full")
            }
        }

        /// Two blocks of four values in memory.
        func list<Value>(_ empty: Value) -> SpilledList<Value> {
            SpilledList(empty: empty, width: 4, memory: 0, makeFile: make)
        }
    }

    @Test(arguments: Place.allCases) func aListIsWhatWasSet(_ place: Place) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var list = place.list(UInt32(7))
            var plain: [Int: UInt32] = [:]
            for step in 0..<200 as Range<UInt32> {
                // At the end mostly, as events come, and sometimes far behind it.
                let end = plain.keys.max() ?? 0
                let at = Bool.random(using: &random) ? end + 1 : Int.random(in: 0...end + 9, using: &random)
                try list.set(step, at: at)
                plain[at] = step
                let any = Int.random(in: 0...at + 20, using: &random)
                #expect(try list.value(at: any) == plain[any] ?? 7, "seed \(seed), step \(step)")
            }
            #expect(list.count == (plain.keys.max() ?? -1) + 1)
            for at in 0..<list.count { #expect(try list.value(at: at) == plain[at] ?? 7) }
        }
    }

    @Test func aFileThatCanNotBeReadIsTold() throws {
        // Open for writing only.
        var list = SpilledList(empty: UInt32(0), width: 4, memory: 0) {
            ScratchFile(descriptor: open("/dev/null", O_WRONLY), folder: "/dev/null")
        }
        for at in 0..<20 { try list.set(1, at: at) }
        #expect(try list.value(at: 19) == 1)
        #expect(throws: LedgerError.self) { try list.value(at: 0) }
    }

    /// A scratch file has no name that anybody could find, or that could stay behind.
    @Test func aScratchFileLeavesNothingBehind() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try #require(ScratchFile(in: folder.url))
        try [1, 2, 3].withUnsafeBytes { try file.write($0, at: 100) }
        var bytes = [0, 0, 0]
        try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 100) }
        #expect(bytes == [1, 2, 3])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        folder.remove()
        #expect(ScratchFile(in: folder.url) == nil)
    }

    @Test(arguments: Place.allCases) func aChainHasTheRecordsThatWerePut(_ place: Place) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var chain = RecordChain(place.list(0))
            var newest: [UInt32] = [0, 0, 0]
            var plain: [[UInt32]] = [[], [], []]
            for record in 1...100 as ClosedRange<UInt32> {
                let owner = Int.random(in: 0..<3, using: &random)
                try chain.put(record, ahead: &newest[owner])
                plain[owner].append(record)
                // A correction takes a record out and puts it back as the newest.
                if let taken = plain[owner].randomElement(using: &random), Bool.random(using: &random) {
                    try chain.take(taken, from: &newest[owner])
                    plain[owner].removeAll { $0 == taken }
                    if Bool.random(using: &random) {
                        try chain.put(taken, ahead: &newest[owner])
                        plain[owner].append(taken)
                    }
                }
                for owner in 0..<3 {
                    #expect(try chain.records(newest[owner]) == plain[owner].reversed().map { Int64($0) })
                }
            }
        }
    }

    @Test(arguments: Place.allCases) func aRecordHasItsLatestCorrectionAndItsEnd(_ place: Place) throws {
        var alterations = Alterations(place.list(Alterations.Stored()))
        for seq in 101...200 as ClosedRange<Int64> { try alterations.alter(seq - 100, by: seq, ends: false) }
        try alterations.alter(3, by: 201, ends: false)
        try alterations.alter(3, by: 202, ends: true)
        try alterations.alter(150, by: 203, ends: true)
        let found = try [1, 3, 100, 101, 150, 9999].map { try alterations[$0] }
        #expect(found.map(\.latest) == [101, 201, 200, 0, 0, 0])
        #expect(found.map(\.ended) == [0, 202, 0, 0, 203, 0])
    }

    @Test(arguments: Place.allCases) func anEnterpriseHasItsMonthsInWhateverOrderYearsCome(_ place: Place) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var years = TradeYears(place.list(TradeYears.Former()))
            let enterprises = (0..<5).map { _ in Enterprise() }
            var plain: [[Int32: [Int: UInt32]]] = Array(repeating: [:], count: 5)
            for record in 1...200 as ClosedRange<UInt32> {
                let owner = Int.random(in: 0..<5, using: &random)
                let year = Int32.random(in: 2011...2020, using: &random)
                let month = Int.random(in: 1...12, using: &random)
                var months = try years.months(of: enterprises[owner], year) ?? TradeYear()
                months[month] = record
                try years.set(months, of: enterprises[owner], year)
                plain[owner][year, default: [:]][month] = record
                for year in 2010...2021 as ClosedRange<Int32> {
                    let found = try years.months(of: enterprises[owner], year)
                    let expected = plain[owner][year]
                    #expect((found == nil) == (expected == nil))
                    for month in 1...12 { #expect(found?[month] ?? 0 == expected?[month] ?? 0) }
                    #expect(found?.first?.month == expected?.keys.min())
                }
            }
        }
    }
}
