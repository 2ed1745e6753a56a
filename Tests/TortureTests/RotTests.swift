import Accounts
import TestSupport
import Testing
import TortureRigs

/// Bytes that go bad (docs/reliability.md). The long form changes every byte of the file: Scripts/torture.
@Suite struct RotTests {
    @Test func noByteThatCountsChangesUnnoticed() throws {
        let drill = try RotDrill()
        var random = SeededGenerator(seed: 7)
        let filled = drill.bytes.indices.filter { drill.bytes[$0] != 0 }
        // Most of the file is free space: two of three flips are where something is written.
        for turn in 0..<240 {
            let place =
                turn % 3 == 0
                ? Int.random(in: 0..<drill.bytes.count, using: &random) : filled.randomElement(using: &random)
            try drill.flip(try #require(place), mask: 1 << UInt8.random(in: 0..<8, using: &random))
        }
        #expect(drill.tally.found > 100 && drill.tally.harmless > 20, "\(drill.tally)")
    }

    /// The header decides what the file is at all: every byte of it.
    @Test func everyByteOfTheHeaderIsHarmlessOrTold() throws {
        let drill = try RotDrill()
        for place in 0..<100 { try drill.flip(place, mask: 0x41) }
        #expect(drill.tally.found > 20, "\(drill.tally)")
    }

    /// A changed letter of a line names its event.
    @Test func aChangedLineNamesItsEvent() throws {
        let drill = try RotDrill()
        #expect(drill.lines.count > 10)
        var random = SeededGenerator(seed: 11)
        for (seq, range) in drill.lines {
            let faults = try drill.flip(try #require(range.randomElement(using: &random)), mask: 0x01)
            #expect(faults?.first == .changed(seq: seq), "event \(seq): \(String(describing: faults))")
        }
    }

    /// A row's number that becomes 0 among its neighbours: a search comes by it, although it asks for none below 1. The
    /// number stands five bytes before the line, ahead of the four of the row's heading.
    @Test func aRowWhoseNumberIsNoPositionIsTold() throws {
        let drill = try RotDrill()
        var flipped = 0
        for (seq, range) in drill.lines where seq < 128 && drill.bytes[range.lowerBound - 5] == UInt8(seq) {
            flipped += 1
            #expect(try drill.flip(range.lowerBound - 5, mask: UInt8(seq)) != [], "event \(seq)")
        }
        #expect(flipped > 5)
    }

    /// A file that is cut off, at a page or within one.
    @Test func aTruncatedFileIsTold() throws {
        let drill = try RotDrill()
        for length in stride(from: 0, to: drill.bytes.count, by: 2048) {
            let faults = try drill.examine(Array(drill.bytes.prefix(length)), "cut to \(length)")
            #expect(faults != [], "cut to \(length)")
        }
    }
}
