import Ledger
import Records

/// A line to restore, decoded and prepared ahead: all about it that needs no ledger.
struct RestoredEvent: Sendable {
    let event: Result<Event, LineFault>
    /// The event as a submission; nil where the catalog has no such type.
    let prepared: PreparedSubmission?
    /// Whether effective date, actor, source and data stand in the line as the ledger would have written them.
    let isStoredForm: Bool

    /// - Parameter repeats: what the lines before it have in common with it, it may be.
    init(_ line: UnsafeBufferPointer<UInt8>, _ repeats: inout GlancedFrame.Repeats) {
        if let read = GlancedLine(line, &repeats) { self.init(read) } else { self.init(line) }
    }

    init(_ line: GlancedLine) {
        let read = StoredForm(line)
        self.init(event: .success(read.event), prepared: read.prepared, isStoredForm: true)
    }

    private init(event: Result<Event, LineFault>, prepared: PreparedSubmission?, isStoredForm: Bool) {
        self.event = event
        self.prepared = prepared
        self.isStoredForm = isStoredForm
    }

    /// The plain form.
    init(_ line: UnsafeBufferPointer<UInt8>) {
        let event: Event
        do throws(LineFault) { event = try Event(line: line) } catch {
            self.event = .failure(error)
            prepared = nil
            isStoredForm = false
            return
        }
        self.event = .success(event)
        guard let type = EventType(rawValue: event.type) else {
            prepared = nil
            isStoredForm = false
            return
        }
        let submission = Submission(
            type: type, effective: event.effective.description, source: event.source, actor: event.actor, id: event.id,
            data: event.data)
        let prepared = PreparedSubmission(submission, actor: event.actor, today: event.recordedAt.shanghaiDate)
        self.prepared = prepared
        // Byte by byte: texts that Unicode holds for the same are equal as strings.
        isStoredForm =
            prepared.effective == event.effective && prepared.data.canonical == event.data.canonical
            && prepared.actor.utf8.elementsEqual(event.actor.utf8)
            && prepared.source.utf8.elementsEqual(event.source.utf8)
    }
}
