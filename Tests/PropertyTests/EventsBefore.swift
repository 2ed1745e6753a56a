import Ledger
import Testing

@testable import Records

/// What a restore at a glance may ask: schemes, reports, and the record that a correction changes, found in the events before
/// a line one by one. Whatever else is asked of it throws.
struct EventsBefore: Recorded {
    struct WasAsked: Error {}
    let schemes: [AdoptedScheme]
    private let events: ArraySlice<Event>
    /// The line's own id: whether that is taken, the store tells.
    var own = ""

    init(_ events: ArraySlice<Event>, schemes: [AdoptedScheme]) {
        self.events = events
        self.schemes = schemes
    }

    func event(id: String) -> Int64? { id == own ? nil : events.first { $0.id == id }?.seq }
    func event(_ seq: Int64) throws -> Event {
        guard let event = events.first(where: { $0.seq == seq }) else { throw WasAsked() }
        return event
    }
    func record(_ seq: Int64) throws -> Record? {
        let opening = try event(seq)
        let changes = events.filter { $0.data["target"]?.text == opening.id }
        return try Record(
            opening: opening, seq: seq,
            corrections: changes.filter { $0.type == EventType.eventCorrected.rawValue }.map(\.seq),
            ended: changes.first { $0.type == EventType.eventRetracted.rawValue }?.seq, event: event)
    }
    func report(_ number: String) throws -> CivilDate? {
        for event in events where event.type == EventType.reportSubmitted.rawValue {
            guard let record = try record(event.seq), record.isLive, record.data["report_no"]?.text == number else {
                continue
            }
            return record.effective
        }
        return nil
    }
    func holder(of key: NaturalKey) -> Int64? { nil }
    func registration(of enterprise: String) throws -> CivilDate? { throw WasAsked() }
    func root(at size: Int64) throws -> String? { throw WasAsked() }
    var size: Int64 { get throws { throw WasAsked() } }
    func naming(enterprise: String) throws -> [Int64] { throw WasAsked() }
    func live(of subject: String, _ types: Set<EventType>) throws -> [Int64] { throw WasAsked() }
    func naming(report: String) throws -> [Int64] { throw WasAsked() }
}
