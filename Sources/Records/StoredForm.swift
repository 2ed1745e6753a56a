import Ledger

/// An event that stands in its line just as the ledger would have written it, and the submission that it was: what
/// `Event(line:)` and `PreparedSubmission` make of the line, made from a glance at it.
public struct StoredForm {
    public let event: Event
    public let prepared: PreparedSubmission

    /// O(length).
    public init(_ line: GlancedLine) {
        let id = String(decoding: line.id, as: UTF8.self)
        let source = String(decoding: line.source, as: UTF8.self)
        let data = JSON.object(line.members)
        event = Event(
            seq: line.seq, id: id, type: line.type.rawValue, effective: line.effective, recordedAt: line.recordedAt,
            actor: line.actor, source: source, data: data)
        prepared = PreparedSubmission(
            Submission(
                type: line.type, effective: line.effective.description, source: source, actor: line.actor, id: id,
                data: data),
            actor: line.actor, today: line.recordedOn, effective: line.effective, canonical: Array(line.data),
            facts: line.facts)
    }
}
