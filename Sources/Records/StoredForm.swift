import Ledger

/// An event that stands in its line just as the ledger would have written it, and the submission that it was: what
/// `Event(line:)` and `PreparedSubmission` make of the line, made from a glance at it.
public struct StoredForm {
    public let event: Event
    public let prepared: PreparedSubmission

    /// O(length).
    public init(_ line: GlancedLine) {
        let frame = line.frame
        let id = String(decoding: frame.id, as: UTF8.self)
        let source = String(decoding: frame.source, as: UTF8.self)
        let data = JSON.object(line.members)
        event = Event(
            seq: frame.seq, id: id, type: line.type.rawValue, effective: frame.effective, recordedAt: frame.recordedAt,
            actor: frame.actor, source: source, data: data)
        prepared = PreparedSubmission(
            Submission(
                type: line.type, effective: frame.effective.description, source: source, actor: frame.actor, id: id,
                data: data),
            actor: frame.actor, today: frame.recordedOn, effective: frame.effective, canonical: Array(line.data),
            facts: line.facts)
    }
}
