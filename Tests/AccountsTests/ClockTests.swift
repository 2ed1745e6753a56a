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

    /// A leap second is no moment of the ledger's: no clock of record shows it, and no question can name it.
    @Test func aLeapSecondIsNoMoment() throws {
        #expect(Instant(rfc3339: "2016-12-31T23:59:60Z") == nil)
        #expect(Known("2016-12-31T23:59:60Z") == nil)
        #expect(Instant(stored: "2016-12-31T23:59:60.000Z") == nil)
        // The second before it and the one after it are a second apart.
        let before = try #require(Instant(rfc3339: "2016-12-31T23:59:59Z"))
        let after = try #require(Instant(rfc3339: "2017-01-01T00:00:00Z"))
        #expect(after.milliseconds - before.milliseconds == 1000)
        // A clock that shows the same second twice, as systems do then, records both events in order.
        let ledger = try TemporaryLedger(now: before)
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme(), from: "2016-01-01"))
        for month in 1...3 { try ledger.append(.monitor("heping", "2016-0\(month)", "1")) }
        #expect(try ledger.office.verify().faults == [])
    }

    /// The last day that can be written, in Asia/Shanghai, is one like any other.
    @Test func theLastDayOfTheYear9999IsRecordedAndAsked() throws {
        let ledger = try TemporaryLedger(now: try #require(Instant(rfc3339: "9999-12-31T15:59:59.999Z")))
        try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
        try ledger.append(.monitor("heping", "9999-11", "1"))
        #expect(try ledger.head().recordedAt?.description == "9999-12-31T15:59:59.999Z")
        #expect(try ledger.office.verify().faults == [])
        let last = try #require(Known("9999-12-31"))
        #expect(try ledger.office.log.read { try $0.size(known: last) } == 2)
        let copy = try TemporaryLedger()
        #expect(try copy.restore(ledger.lines().map { $0[...] }).root == ledger.head().root)
    }

    /// A clock that has gone mad records nothing that could not be read again.
    @Test(arguments: [
        "9999-12-31T16:00:00Z", "9999-12-31T23:59:59.999Z", "+1", "+400000000000", "-1", "-62135596800000",
        "-100000000000000", "+4000000000000000000", "-4000000000000000000",
    ])
    func aMadClockLeavesAReadableLedger(time: String) throws {
        let latest = Instant.latest.milliseconds
        let now: Instant =
            if time.hasPrefix("+"), let after = Int64(time) {
                Instant(milliseconds: latest + after)
            } else if let before = Int64(time) {
                Instant(milliseconds: before)
            } else {
                try #require(Instant(rfc3339: time))
            }
        let ledger = try TemporaryLedger(now: now)
        do {
            try ledger.append(.adopt(try TemporaryLedger.builtInScheme()))
            #expect(try ledger.office.verify().faults == [], "recorded, so it verifies")
            let lines = try ledger.lines().map { $0[...] }
            #expect(try TemporaryLedger().restore(lines).size == 1, "recorded, so it restores")
        } catch is BatchRefused {
            #expect(try ledger.head().size == 0)
        } catch LedgerError.clockOff {
            #expect(try ledger.head().size == 0)
        }
    }
}
