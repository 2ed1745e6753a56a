import Foundation
import Ledger
import TestSupport
import Testing

@testable import Accounts
@testable import Records

/// What a restore makes of a correction at a glance, held against admission.
@Suite struct GlancedCorrectionProperties {
    /// Whether a line is a correction that is decided at a glance, of which type; and that admission decides the same then.
    private static func decided(_ line: [UInt8], _ before: EventsBefore) throws -> EventType? {
        try line.withUnsafeBufferPointer { bytes in
            var (repeats, before) = (GlancedFrame.Repeats(), before)
            guard let glance = GlancedCorrection(bytes, &repeats) else { return nil }
            before.own = String(decoding: glance.frame.id, as: UTF8.self)
            guard let seq = before.event(id: glance.change.target),
                let record = try before.record(seq), record.isLive,
                let facts = try glance.facts(for: record.type, by: before.schemes, report: before.report)
            else { return nil }
            let told: Comment = "\(String(decoding: line, as: UTF8.self))"
            let read = RestoredEvent(bytes)
            guard case .success(let event) = read.event else {
                Issue.record(told)
                return nil
            }
            let admitted = try Office.admit(read, event, line: event.seq, before)
            let frame = glance.frame
            #expect(admitted.facts == .corrected(glance.change) && admitted.key == nil, told)
            #expect(admitted.canonical.elementsEqual(glance.data), told)
            #expect(
                event.seq == frame.seq && event.effective == frame.effective && event.recordedAt == frame.recordedAt
                    && event.recordedAt.shanghaiDate == frame.recordedOn && event.actor == frame.actor
                    && event.id.utf8.elementsEqual(frame.id) && event.source.utf8.elementsEqual(frame.source), "\(told)"
            )
            #expect(try RecordIndex.corrected(seq, record.type, by: glance.change).facts == facts, told)
            return record.type
        }
    }

    @Test func whatIsDecidedAtAGlanceIsAdmitted() throws {
        var (types, others): (Set<EventType>, Int) = ([], 0)
        for seed in 1...4 as ClosedRange<UInt64> {
            try BalancesTests.withLedger(seed: seed) { office, events in
                let schemes = try office.read { _, books in books.schemes }
                var random = SeededGenerator(seed: seed)
                for (place, event) in events.enumerated() where event.type == EventType.eventCorrected.rawValue {
                    let before = EventsBefore(events[..<place], schemes: schemes)
                    if let type = try Self.decided(event.canonical, before) { types.insert(type) }
                    for _ in 0..<200 {
                        others += try Self.decided(ChangedLine.of(event.canonical, &random), before) == nil ? 0 : 1
                    }
                }
            }
        }
        #expect(types.contains(.tradeReported) && types.count > 3, "\(types)")
        #expect(others > 100, "some changed lines are decided too")
    }

    /// Corrections of records that others name or draw on, and of those with a course, are left to admission.
    @Test func recordsThatOthersAskAfterAreLeftToAdmission() {
        let types = Set(Catalog.types.map(\.type).filter { Catalog.isCorrectedAtAGlance($0) })
        let wanted: Set<EventType> = [
            .enterpriseRelocated, .tradeReported, .serviceTradeReported, .monitoringScored, .exporterEntered,
            .serviceTraderEntered, .investmentApproved, .fairParticipated, .insuranceInsured, .pointsRated,
            .reportAdopted,
        ]
        #expect(types == wanted)
    }

    /// A correction that names itself changes nothing, whatever event had its id before.
    @Test func aCorrectionOfItselfIsNotDecidedAtAGlance() throws {
        try BalancesTests.withLedger(seed: 1) { _, events in
            let event = try #require(events.first { $0.type == EventType.eventCorrected.rawValue })
            func isRead(id: String) -> Bool {
                Event(
                    seq: event.seq, id: id, type: event.type, effective: event.effective, recordedAt: event.recordedAt,
                    actor: event.actor, source: event.source, data: event.data
                ).canonical.withUnsafeBufferPointer { bytes in
                    var repeats = GlancedFrame.Repeats()
                    return GlancedCorrection(bytes, &repeats) != nil
                }
            }
            let target = try #require(event.data["target"]?.text)
            #expect(isRead(id: event.id) && !isRead(id: target))
        }
    }
}
