import Accounts
import Ledger
import Records
import TestSupport
import Testing

/// ledger.md §1: `recorded_at` never decreases; a clock that steps back is clamped to the last value.
@Suite struct ClockTests {
    @Test func aClockThatStepsBackIsClamped() throws {
        let ledger = try TemporaryLedger()
        let noon = try #require(Instant(rfc3339: "2020-06-30T04:00:00.500Z"))
        let times: [Int64] = [0, -1, -86_400_000, 1, 0, 2]
        let expected: [Int64] = [0, 0, 0, 1, 1, 2]
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        ledger.now = Instant(milliseconds: noon.milliseconds - 365 * 86_400_000)
        let clamped = try ledger.append(.monitor("heping", "2018-01", "1")).head.recordedAt
        #expect(
            clamped == Instant.startOfDay(CivilDate(trusted: 20_200_701)), "also the first time after the first event")

        let second = try TemporaryLedger(now: noon)
        for (index, time) in times.enumerated() {
            second.now = Instant(milliseconds: noon.milliseconds + time)
            let submission =
                try index == 0
                ? .adopt(TemporaryLedger.builtInScheme()) : Submission.monitor("heping", "2020-0\(index)", "1")
            let head = try second.append(submission).head
            #expect(head.recordedAt?.milliseconds == noon.milliseconds + expected[index])
        }
        #expect(try second.office.verify().faults == [])
    }

    /// Today is the day of recording: a clock that was set back does not make facts of yesterday the future.
    @Test func todayIsTheDayOfRecording() throws {
        let ledger = try TemporaryLedger()
        try ledger.append([.adopt(try TemporaryLedger.builtInScheme()), .register(1, "jiapu")])
        ledger.now = Instant(milliseconds: 0)
        #expect(try ledger.faults(of: [.enterExporter(1, on: "2020-07-01")]).isEmpty)
    }

    /// An event of the last millisecond of a day in Asia/Shanghai is known on that day, one of the next is not.
    @Test func aDayEndsWithItsLastMillisecondInShanghai() throws {
        let ledger = try TemporaryLedger(now: try #require(Instant(rfc3339: "2020-06-01T00:00:00Z")))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        ledger.now = try #require(Instant(rfc3339: "2020-06-30T15:59:59.999Z"))
        try ledger.append(.monitor("heping", "2020-05", "1"))
        ledger.now = try #require(Instant(rfc3339: "2020-06-30T16:00:00.000Z"))
        try ledger.append(.monitor("heping", "2020-06", "1"))
        let sizes = try ledger.office.log.read { reader in
            try ["2020-05-31", "2020-06-01", "2020-06-29", "2020-06-30", "2020-07-01"].map {
                try reader.size(known: try #require(Known($0)))
            }
        }
        #expect(sizes == [0, 1, 1, 2, 3])
        let instants = try ledger.office.log.read { reader in
            try [
                "2020-06-30T15:59:59.998Z", "2020-06-30T23:59:59.999+08:00", "2020-06-30T23:59:59.9999+08:00",
                "2020-07-01T00:00:00+08:00",
            ].map { try reader.size(known: try #require(Known($0))) }
        }
        #expect(instants == [1, 2, 2, 3])
    }
}
