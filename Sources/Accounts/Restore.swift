import Ledger
import Records

/// Why a file can't be restored, with its line.
public struct RestoreRefused: Error, Sendable {
    public enum Reason: Sendable {
        case line(LineFault)
        case order(expected: Int64, found: Int64)
        case timeGoesBack
        case unknownType(String)
        case refused([Refusal])
        /// The line repeats what is recorded already.
        case repeats(seq: Int64)
        case notStoredForm
        /// The enterprise of this fact is registered nowhere in the file for the fact's date.
        case neverRegistered(String)
        case noLineFeed
        /// Every line can stand, but together they are not the ledger that the caller asked for.
        case otherRoot(expected: Hash, found: Hash)
    }
    public let line: Int64
    public let reason: Reason

    public init(line: Int64, reason: Reason) {
        self.line = line
        self.reason = reason
    }
}

extension Office {
    /// Builds the ledger from exported lines: same bytes, so the same root (ledger.md §4). All or nothing.
    /// - Parameters:
    ///   - expecting: the root that the restored ledger must have, where the caller knows it. A line changed into
    ///     another valid line can't be told from an original one by anything else.
    ///   - progress: told the number of lines taken, now and then.
    ///   - chunks: gives the lines, without their line feeds, in order; nil at the end. They are decoded one chunk
    ///     ahead, on another core.
    /// - Throws: `RestoreRefused` naming the first line that can't stand; `LedgerError`; what `lines` throws.
    public func restore(
        expecting root: Hash? = nil, progress: @escaping (Int64) throws -> Void = { _ in },
        _ chunks: @escaping () throws -> LineChunk?
    ) throws -> LogHead {
        let decoded = Ahead(
            chunks,
            decode: { chunk in
                var events: [RestoredEvent] = []
                var repeats = GlancedFrame.Repeats()
                chunk.eachLine { events.append(RestoredEvent($0, &repeats)) }
                return (chunk: chunk, events: events)
            })
        return try write { writer, books in
            guard writer.size == 0 else { throw LedgerError.alreadyExists(path: log.path) }
            var last: Instant?
            var early: [Early] = []
            var number: Int64 = 0
            func take(_ read: RestoredEvent, _ bytes: UnsafeBufferPointer<UInt8>) throws {
                number += 1
                let event = try Office.check(read, number: number, notBefore: last)
                last = event.recordedAt
                let admitted = try Office.admit(read, event, line: number, books.recorded)
                if let fact = try Office.early(event, admitted.type, line: number, books.recorded) {
                    early.append(fact)
                }
                try writer.append(seq: event.seq, line: bytes, recordedAt: event.recordedAt)
                var id = event.id
                try id.withUTF8 { id in
                    try admitted.canonical.withUnsafeBufferPointer { data in
                        try books.fold(
                            Entry(
                                seq: event.seq, type: admitted.type, effective: event.effective, facts: admitted.facts,
                                id: id, data: data, key: admitted.key))
                    }
                }
                if number % Office.progressStep == 0 { try progress(number) }
            }
            while let (chunk, events) = try decoded.next() {
                var index = 0
                try chunk.eachLine { bytes in
                    try take(events[index], bytes)
                    index += 1
                }
                guard chunk.endsWithLineFeed else { throw RestoreRefused(line: number, reason: .noLineFeed) }
            }
            try Office.checkEarly(early, books)
            return try Office.checkRoot(writer.newHead(), root)
        }
    }

    /// Facts that stand ahead of their enterprise's registration need one somewhere.
    static func checkEarly(_ early: [Early], _ books: Books) throws {
        for fact in early where try !Office.isRegistered(fact.enterprise, by: fact.effective, books) {
            throw RestoreRefused(line: fact.line, reason: .neverRegistered(fact.enterprise))
        }
    }

    /// Whether what was restored has the root that the caller knows.
    static func checkRoot(_ head: LogHead, _ root: Hash?) throws -> LogHead {
        if let root, head.root != root {
            throw RestoreRefused(line: head.size, reason: .otherRoot(expected: root, found: head.root))
        }
        return head
    }

    static func check(_ read: RestoredEvent, number: Int64, notBefore last: Instant?) throws -> Event {
        let event: Event
        switch read.event {
        case .success(let found): event = found
        case .failure(let fault): throw RestoreRefused(line: number, reason: .line(fault))
        }
        try check(event.seq, event.recordedAt, number: number, notBefore: last)
        return event
    }

    /// Whether an event may stand at a line.
    static func check(_ seq: Int64, _ recordedAt: Instant, number: Int64, notBefore last: Instant?) throws {
        guard seq == number else {
            throw RestoreRefused(line: number, reason: .order(expected: number, found: seq))
        }
        if let last, recordedAt < last { throw RestoreRefused(line: number, reason: .timeGoesBack) }
    }

    /// Asks of a restored event what is asked of a submission.
    static func admit(
        _ read: RestoredEvent, _ event: Event, line: Int64, _ recorded: any Recorded
    ) throws -> AdmittedEvent {
        guard let prepared = read.prepared else {
            throw RestoreRefused(line: line, reason: .unknownType(event.type))
        }
        let decision = try Admission.decide(
            prepared, actor: event.actor, recorded: recorded, today: event.recordedAt.shanghaiDate,
            mode: .restore)
        switch decision {
        case .failure(let refusals): throw RestoreRefused(line: line, reason: .refused(refusals.faults))
        case .success(.alreadyRecorded(let seq, _)): throw RestoreRefused(line: line, reason: .repeats(seq: seq))
        case .success(.event(let admitted)):
            // A correction's facts are brought into stored form only now.
            if admitted.type == .monthClosed, let size = event.data["known_size"]?.integer, size >= event.seq {
                let fault = Refusal("data.known_size", found: "\(size)", .above(limit: "\(event.seq - 1)"))
                throw RestoreRefused(line: line, reason: .refused([fault]))
            }
            guard read.isStoredForm, admitted.type.opensRecord || admitted.canonical == event.data.canonical
            else { throw RestoreRefused(line: line, reason: .notStoredForm) }
            return admitted
        }
    }

    /// A fact that stands ahead of its enterprise's registration, if the file brings one.
    struct Early {
        let line: Int64
        let enterprise: String
        let effective: CivilDate
    }

    /// The fact of an event, or the one that a correction gives its record, where no registration covers it yet.
    static func early(_ event: Event, _ type: EventType, line: Int64, _ recorded: any Recorded) throws -> Early? {
        var type = type
        var (data, effective) = (event.data, event.effective)
        if type == .eventCorrected {
            // What admission let pass has all of these.
            guard let target = data["target"]?.text, let facts = data["data"],
                let date = data["effective"]?.text.flatMap({ CivilDate($0) }),
                let record = try recorded.event(id: target).flatMap({ try recorded.record($0) })
            else { return nil }
            (type, data, effective) = (record.type, facts, date)
        }
        guard Catalog[type].isEnterpriseBound, let code = data["enterprise"]?.text else { return nil }
        if let from = try recorded.registration(of: code), from <= effective { return nil }
        return Early(line: line, enterprise: code, effective: effective)
    }

    /// Whether an enterprise was ever registered, by a live record or a former one, from a date not after `date`.
    private static func isRegistered(_ enterprise: String, by date: CivilDate, _ books: Books) throws -> Bool {
        for seq in try books.records.records(of: enterprise) {
            guard let record = try books.recorded.record(seq), record.type == .enterpriseRegistered else { continue }
            if try record.effective <= date || books.recorded.event(seq).effective <= date { return true }
        }
        return false
    }
}
