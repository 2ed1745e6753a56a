import Foundation
import Ledger
import TestSupport
import Testing

@testable import Accounts
@testable import Records

/// What a restore does ahead, in memory and at a glance, held against the plain forms that it stands for.
@Suite struct RestoreAheadProperties {
    /// Lines in chunks of a few: the fewer, the more corrections meet records that are not written yet, and the more that are.
    private static func chunks(_ lines: [[UInt8]], of width: Int) -> () throws -> LineChunk? {
        var at = 0
        return {
            guard at < lines.count else { return nil }
            var chunk = LineChunk(first: at + 1)
            for line in lines[at..<min(at + width, lines.count)] { line.withUnsafeBufferPointer { chunk.append($0) } }
            at += width
            return chunk
        }
    }

    private static func restored(_ lines: [[UInt8]], width: Int, _ body: (Office, LogHead) throws -> Void) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("draft.sqlite")
        let (clock, newID) = ({ Instant(milliseconds: 0) }, { (_: Instant) in "" })
        try Office.making(path: path, clock: clock, newID: newID) { office in
            try body(office, try office.restoreAhead(chunks(lines, of: width)))
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>) func itMakesWhatTheEventsMake(seed: UInt64) throws {
        try BalancesTests.withLedger(seed: seed) { office, events in
            let head = try office.log.read { try $0.head() }
            for width in [1, 7, 100] {
                try Self.restored(events.map(\.canonical), width: width) { restored, found in
                    #expect(found == head, "seed \(seed), width \(width)")
                    // Tables, tree and postings are what a replay makes of the events.
                    let faults = try restored.verify().faults
                    #expect(faults == [], "seed \(seed), width \(width)")
                    let schemes = try restored.read { _, books in books.schemes.count }
                    #expect(schemes == 2)
                }
            }
        }
    }

    /// What is taken twice is refused by the store; the plain form then says what it is.
    @Test func whatIsTakenIsLeftToThePlainForm() throws {
        try BalancesTests.withLedger(seed: 3) { _, events in
            let last = try #require(events.last { EventType(rawValue: $0.type) == .tradeReported })
            func again(id: String) -> [UInt8] {
                Event(
                    seq: Int64(events.count + 1), id: id, type: last.type, effective: last.effective,
                    recordedAt: events.last?.recordedAt ?? last.recordedAt, actor: last.actor, source: last.source,
                    data: last.data
                ).canonical
            }
            for id in [last.id, "another"] {
                let error = #expect(throws: (any Error).self) {
                    try Self.restored(events.map(\.canonical) + [again(id: id)], width: 50) { _, _ in }
                }
                #expect(error.map { Office.isForPlainRestore($0) } == true, "\(String(describing: error))")
            }
        }
    }

    /// A record that a restore takes at a glance is one that admission takes, asking for nothing but schemes and reports.
    @Test func whatIsDecidedAtAGlanceIsAdmitted() throws {
        var types: Set<EventType> = []
        for seed in 2...4 as ClosedRange<UInt64> {
            try BalancesTests.withLedger(seed: seed) { office, events in
                let schemes = try office.read { _, books in books.schemes }
                var repeats = GlancedFrame.Repeats()
                for (place, event) in events.enumerated() {
                    let isAdoption = event.type == EventType.reportAdopted.rawValue
                    let before = EventsBefore(isAdoption ? events[..<place] : [], schemes: schemes)
                    try event.canonical.withUnsafeBufferPointer { bytes in
                        guard let line = GlancedLine(bytes, &repeats),
                            try line.isDecided(by: schemes, report: before.report)
                        else { return }
                        types.insert(line.type)
                        let admitted = try Office.admit(RestoredEvent(line), event, line: event.seq, before)
                        #expect(
                            admitted.facts == line.facts && admitted.key == line.key && admitted.type == line.type)
                        #expect(
                            admitted.canonical.elementsEqual(line.data) && admitted.effective == line.frame.effective)
                    }
                }
            }
        }
        let wanted: Set<EventType> = [
            .tradeReported, .serviceTradeReported, .insuranceInsured, .fairParticipated, .serviceTraderEntered,
            .investmentApproved, .enterpriseRegistered, .enterpriseRelocated, .monitoringScored, .reportSubmitted,
            .reportAdopted, .pointsRated,
        ]
        #expect(types == wanted)
    }

    /// Whether an event is decided at a glance with other data, and admission takes it.
    private static func isTaken(
        _ type: EventType, _ field: String, _ value: String, schemes: [AdoptedScheme], in events: [Event]
    ) throws -> (atAGlance: Bool, byAdmission: Bool) {
        let place = try #require(events.firstIndex { $0.type == type.rawValue })
        var event = events[place]
        event = Event(
            seq: event.seq, id: event.id, type: event.type, effective: event.effective, recordedAt: event.recordedAt,
            actor: event.actor, source: event.source, data: event.data.setting(field, .string(value)))
        let before = EventsBefore(events[..<place], schemes: schemes)
        return try event.canonical.withUnsafeBufferPointer { bytes in
            var repeats = GlancedFrame.Repeats()
            let line = try #require(GlancedLine(bytes, &repeats))
            do {
                _ = try Office.admit(RestoredEvent(line), event, line: event.seq, before)
                return (try line.isDecided(by: schemes, report: before.report), true)
            } catch is RestoreRefused {
                return (try line.isDecided(by: schemes, report: before.report), false)
            }
        }
    }

    /// A township or an item that no scheme has, more points than an item has, and a report that nobody submitted are left
    /// to admission, which refuses them.
    @Test func whatNoSchemeAndNoReportHasIsNotDecidedAtAGlance() throws {
        try BalancesTests.withLedger(seed: 2) { office, events in
            let schemes = try office.read { _, books in books.schemes }
            func taken(_ type: EventType, _ field: String, _ value: String, _ schemes: [AdoptedScheme]) throws -> Bool {
                let (atAGlance, byAdmission) = try Self.isTaken(type, field, value, schemes: schemes, in: events)
                #expect(atAGlance == byAdmission, "\(type) \(field) \(value)")
                return atAGlance
            }
            #expect(try !taken(.reportSubmitted, "township", "nowhere", schemes))
            #expect(try taken(.reportSubmitted, "township", "nowhere", []))
            #expect(try !taken(.reportAdopted, "report_no", "nothing", schemes))
            let rated = try #require(events.first { $0.type == EventType.pointsRated.rawValue })
            let item = try #require(schemes[0].scheme.indicators.first { $0.id == rated.data["item"]?.text })
            let above = Hundredths(item.points.value + 1).description
            #expect(try taken(.pointsRated, "points", item.points.description, schemes))
            #expect(try !taken(.pointsRated, "points", above, schemes) && taken(.pointsRated, "points", above, []))
            #expect(try !taken(.pointsRated, "item", "none", schemes) && taken(.pointsRated, "item", "none", []))
            #expect(try !taken(.pointsRated, "township", "nowhere", schemes))
        }
    }

    /// A file may bring an enterprise's facts ahead of its registration, but not without it.
    @Test func factsMayStandAheadOfTheirRegistration() throws {
        try BalancesTests.withLedger(seed: 4) { office, events in
            var keys: Set<NaturalKey> = []
            let openings = events.filter { event in
                guard let type = EventType(rawValue: event.type),
                    type == .enterpriseRegistered || Catalog[type].restoreAsks == .nothing,
                    let key = NaturalKey(type, effective: event.effective, data: event.data)
                else { return false }
                return keys.insert(key).inserted
            }
            let facts = openings.filter { $0.type != EventType.enterpriseRegistered.rawValue }
            let registrations = openings.filter { $0.type == EventType.enterpriseRegistered.rawValue }
            let time = try #require(events.last).recordedAt
            func file(_ events: [Event]) -> [[UInt8]] {
                events.enumerated().map { place, event in
                    Event(
                        seq: Int64(place + 1), id: event.id, type: event.type, effective: event.effective,
                        recordedAt: time, actor: event.actor, source: event.source, data: event.data
                    ).canonical
                }
            }
            let (whole, without) = (file(facts + registrations), file(facts + registrations.dropFirst()))
            let plain = try TemporaryLedger()
            let head = try plain.office.restore(Self.chunks(whole, of: 50))
            try Self.restored(whole, width: 50) { restored, found in
                #expect(found == head && facts.count > 20 && registrations.count > 3)
                let faults = try restored.verify().faults
                #expect(faults == [])
            }
            let error = #expect(throws: RestoreRefused.self) { try Self.restored(without, width: 50) { _, _ in } }
            guard case .neverRegistered? = error?.reason else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func anotherRootIsFinal() throws {
        let other = RestoreRefused(
            line: 1, reason: .otherRoot(expected: MerkleTree.emptyRoot, found: MerkleTree.emptyRoot))
        #expect(!Office.isForPlainRestore(other))
        #expect(!Office.isForPlainRestore(LedgerError.interrupted))
        #expect(Office.isForPlainRestore(RestoreRefused(line: 1, reason: .noLineFeed)))
    }

    /// Whether the form read at a glance says what the plain one says; true where it says nothing.
    private static func agrees(_ line: [UInt8]) -> (isRead: Bool, agrees: Bool) {
        line.withUnsafeBufferPointer { bytes in
            var repeats = GlancedFrame.Repeats()
            guard let line = GlancedLine(bytes, &repeats) else { return (false, true) }
            let glance = StoredForm(line)
            let plain = RestoredEvent(bytes)
            guard case .success(let event) = plain.event, let prepared = plain.prepared, plain.isStoredForm else {
                return (true, false)
            }
            let read = glance.prepared
            return (
                true,
                event == glance.event && prepared.faults.isEmpty && read.submission == prepared.submission
                    && read.today == prepared.today && read.actor == prepared.actor && read.source == prepared.source
                    && read.effective == prepared.effective && read.data == prepared.data
                    && read.canonical == prepared.canonical && read.facts == prepared.facts && read.key == prepared.key
                    && line.key == prepared.key && line.frame.recordedOn == prepared.today
            )
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func aGlanceSaysWhatThePlainFormSays(seed: UInt64) throws {
        try BalancesTests.withLedger(seed: seed) { _, events in
            var random = SeededGenerator(seed: seed)
            var read = 0
            var taken = 0
            for event in events {
                let line = event.canonical
                let whole = Self.agrees(line)
                #expect(whole.agrees, "\(String(decoding: line, as: UTF8.self))")
                read += whole.isRead ? 1 : 0
                for _ in 0..<60 {
                    let other = ChangedLine.of(line, &random)
                    let found = Self.agrees(other)
                    taken += found.isRead ? 1 : 0
                    #expect(found.agrees, "\(String(decoding: other, as: UTF8.self))")
                }
            }
            #expect(read * 2 > events.count, "most lines are read at a glance")
            #expect(taken > 50, "some changed lines are read too")
        }
    }
}
