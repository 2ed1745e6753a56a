import Ledger

/// An event that stands in its line just as the ledger would have written it, and the submission that it was: what
/// `Event(line:)` and `PreparedSubmission` make of the line, made from a glance at it.
public struct StoredForm {
    public let event: Event
    public let prepared: PreparedSubmission

    /// O(length).
    public init(_ line: GlancedLine) {
        event = Event(line)
        prepared = PreparedSubmission(
            Submission(
                type: line.type, effective: event.effective.description, source: event.source, actor: event.actor,
                id: event.id, data: event.data),
            actor: event.actor, today: line.frame.recordedOn, effective: event.effective,
            canonical: Array(line.data), facts: line.facts)
    }
}

extension Event {
    /// What `Event(line:)` makes of the line, made from a glance at it. O(length).
    public init(_ line: GlancedLine) {
        self.init(
            seq: line.frame.seq, id: String(decoding: line.frame.id, as: UTF8.self), type: line.type.rawValue,
            effective: line.frame.effective, recordedAt: line.frame.recordedAt, actor: line.frame.actor,
            source: String(decoding: line.frame.source, as: UTF8.self), data: .object(line.members))
    }
}
