import Accounts
import Ledger
import Records
import TestSupport
import Testing

/// ledger.md §4 and "As built": a file may bring a registration behind the facts that need it, but it has to bring it.
@Suite struct RestoreTests {
    /// The lines of a ledger that was made of these submissions.
    static func lines(_ batch: [Submission]) throws -> [[UInt8]] {
        let ledger = try TemporaryLedger()
        try ledger.append([.adopt(try TemporaryLedger.builtInScheme())] + batch)
        return try ledger.lines()
    }

    /// The same events in another order or without some of them: positions counted anew, times as they were.
    /// - Parameter effective: the date that an old position is given.
    static func arranged(
        _ lines: [[UInt8]], _ order: [Int], effective: [Int: CivilDate] = [:]
    ) throws -> [ArraySlice<UInt8>] {
        try order.enumerated().map { place, old in
            let event = try Event(line: lines[old - 1])
            return Event(
                seq: Int64(place + 1), id: event.id, type: event.type, effective: effective[old] ?? event.effective,
                recordedAt: event.recordedAt, actor: event.actor, source: event.source, data: event.data
            ).canonical[...]
        }
    }

    static func refusal(_ lines: [ArraySlice<UInt8>]) throws -> RestoreRefused? {
        let ledger = try TemporaryLedger()
        do {
            try ledger.restore(lines)
            #expect(try ledger.office.verify().faults == [])
            return nil
        } catch let refused as RestoreRefused {
            #expect(try ledger.head().size == 0)
            return refused
        }
    }

    /// Texts that are the same to Unicode are not the same bytes: K is U+004B, and not the sign for kelvin.
    @Test func aLineThatIsNotInStoredFormIsRefused() throws {
        let lines = try Self.lines([
            .register(1, "jiapu"), .visit(1, "caf\u{E9}", on: "2020-05-01"),
            .invest(1, "1", on: "2020-05-01", no: "K1"),
        ])
        #expect(try Self.refusal(lines.map { $0[...] }) == nil)
        for (place, stored, other) in [(2, "caf\u{E9}", "cafe\u{301}"), (3, "K1", "\u{212A}1")] {
            var changed = lines.map { $0[...] }
            let line = String(decoding: changed[place], as: UTF8.self)
            changed[place] = Array(line.replacing("\"\(stored)\"", with: "\"\(other)\"").utf8)[...]
            #expect(!changed[place].elementsEqual(lines[place]))
            guard case .notStoredForm? = try Self.refusal(changed)?.reason else {
                Issue.record("\(other) is taken")
                continue
            }
        }
    }

    /// A closing may only speak of a ledger that there was: of fewer events than stand before it, under their root.
    @Test func aClosingOverALedgerThatNeverWasIsTold() throws {
        let lines = try Self.lines([.close("2020-06", on: "2020-06-30", size: 0, id: "k1")])
        func changed(_ field: String, _ value: JSON) throws -> [ArraySlice<UInt8>] {
            let event = try Event(line: lines[1])
            let changed = Event(
                seq: event.seq, id: event.id, type: event.type, effective: event.effective,
                recordedAt: event.recordedAt, actor: event.actor, source: event.source,
                data: event.data.setting(field, value))
            return [lines[0][...], changed.canonical[...]]
        }
        #expect(try Self.refusal(lines.map { $0[...] }) == nil)
        for size: Int64 in [2, 3, 1 << 40] {
            let refused = try Self.refusal(changed("known_size", .integer(size)))
            #expect(refused?.line == 2, "\(size)")
            guard case .refused(let faults)? = refused?.reason else { continue }
            #expect(faults == [Refusal("data.known_size", found: "\(size)", .above(limit: "1"))])
        }
        // A size that there was, under a root that it never had: taken back as it stands, and told.
        let ledger = try TemporaryLedger()
        try ledger.restore(changed("known_size", .integer(1)))
        #expect(try ledger.office.verify().faults == [.closing(seq: 2, size: 1)])
    }

    /// Positions: 1 the scheme, 2 and 3 the enterprises, 4 a fact of the first, 5 a correction that gives it to the
    /// second.
    static func moved() throws -> [[UInt8]] {
        try lines([
            .register(1, "jiapu"), .register(2, "meishan"), .trade(1, "2020-05", "100", id: "t1"),
            .correct("t1", to: .trade(2, "2020-05", "100")),
        ])
    }

    /// Whether a refusal blames a line for its enterprise.
    static func blames(_ refused: RestoreRefused, line: Int64, enterprise: Int) -> Bool {
        guard case .neverRegistered(let code) = refused.reason else { return false }
        return refused.line == line && code == ExampleEnterprise.code(enterprise)
    }

    @Test func aCorrectionToAnEnterpriseThatIsRegisteredNowhereIsRefused() throws {
        let refused = try #require(try Self.refusal(Self.arranged(Self.moved(), [1, 2, 4, 5])))
        #expect(Self.blames(refused, line: 4, enterprise: 2), "\(refused)")
    }

    @Test func aCorrectionToAnEnterpriseThatIsRegisteredOnlyFromLaterOnIsRefused() throws {
        let late = [3: CivilDate(trusted: 20_200_601)]
        let refused = try #require(
            try Self.refusal(Self.arranged(Self.moved(), [1, 2, 3, 4, 5], effective: late)))
        #expect(Self.blames(refused, line: 5, enterprise: 2), "\(refused)")
        // On the day itself it is registered.
        let due = [3: CivilDate(trusted: 20_200_531)]
        #expect(try Self.refusal(Self.arranged(Self.moved(), [1, 2, 3, 4, 5], effective: due)) == nil)
    }

    @Test func aRegistrationBehindTheCorrectionThatNeedsItIsTaken() throws {
        let lines = try Self.moved()
        #expect(try Self.refusal(Self.arranged(lines, [1, 2, 3, 4, 5])) == nil)
        #expect(try Self.refusal(Self.arranged(lines, [1, 2, 4, 5, 3])) == nil)
    }

    /// A correction of a registration names its own enterprise: that needs no other.
    @Test func aCorrectedRegistrationNeedsNoOther() throws {
        let lines = try Self.lines([
            .register(1, "jiapu", id: "e1"), .correct("e1", to: .register(1, "meishan", from: "2017-01-01")),
        ])
        #expect(try Self.refusal(Self.arranged(lines, [1, 2, 3])) == nil)
    }
}
