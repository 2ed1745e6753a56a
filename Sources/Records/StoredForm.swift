import Ledger

/// An event that stands in its line just as the ledger would have written it: read in one pass, without the detour through
/// a tree of JSON values that is checked, brought into stored form and compared.
///
/// It knows the kinds of fields that nearly all events are made of, and says nothing of others, nor of what is wrong:
/// where it gives nil, `Event(line:)` and `PreparedSubmission`, the plain form, have the word. A test holds that what it
/// gives is what they give.
public struct StoredForm {
    public let event: Event
    public let prepared: PreparedSubmission

    /// Reads a line; nil where it can't be told at a glance that nothing is wrong with it. O(length).
    /// - Parameter repeats: what was read before, which the lines of a batch share.
    public init?(_ line: UnsafeBufferPointer<UInt8>, _ repeats: inout Repeats) {
        guard let name = CanonicalLine.lastType(line), let type = EventType(name: name), type.opensRecord,
            !type.isJournaled
        else {
            return nil
        }
        let entry = Catalog[type]
        var cursor = CanonicalCursor(line)
        guard cursor.skip(#"{"actor":"#), let actor = repeats.actor(&cursor), cursor.skip(#","data":"#)
        else { return nil }
        let start = cursor.at
        var fields = StoredForm.Fields(entry)
        guard fields.read(&cursor) else { return nil }
        let bytes = cursor.bytes(from: start, to: cursor.at)
        guard cursor.skip(#","effective":"#), let date = cursor.string(), let effective = CivilDate(date.text),
            cursor.skip(#","id":"#), let id = StoredForm.text(&cursor, limit: 64), Admission.isIdentifier(id),
            cursor.skip(#","recorded_at":"#), let moment = cursor.string(), let recordedAt = repeats.read(moment.bytes),
            cursor.skip(#","seq":"#), let seq = StoredForm.position(&cursor), cursor.skip(#","source":"#),
            let source = StoredForm.text(&cursor, limit: 500), cursor.skip(#","type":"#),
            cursor.string()?.bytes.baseAddress == name.baseAddress, cursor.skip(#","v":1}"#), cursor.atEnd
        else { return nil }
        let today = recordedAt.shanghaiDate
        guard StoredForm.isDate(effective, of: entry, month: fields.month, today: today),
            let facts = Facts(type, canonical: bytes)
        else { return nil }
        let data = JSON.object(fields.members)
        event = Event(
            seq: seq, id: id, type: type.rawValue, effective: effective, recordedAt: recordedAt, actor: actor,
            source: source, data: data)
        prepared = PreparedSubmission(
            Submission(
                type: type, effective: effective.description, source: source, actor: actor, id: id, data: data),
            actor: actor, today: today, effective: effective, canonical: Array(bytes), facts: facts)
    }

    /// A text in stored form, of at most so many characters; nil for any other.
    private static func text(_ cursor: inout CanonicalCursor, limit: Int) -> String? {
        guard let value = cursor.string(), !value.escaped, let text = StoredText.stored(value.bytes),
            text.utf8.count <= limit || StoredText.length(text) <= limit
        else { return nil }
        return text
    }

    /// A position, without needless zeros.
    private static func position(_ cursor: inout CanonicalCursor) -> Int64? {
        let start = cursor.at
        guard let seq = cursor.integer(), cursor.bytes(from: start, to: cursor.at).first != UInt8(ascii: "0") else {
            return nil
        }
        return seq
    }

    /// Whether a fact may stand on a date, as seen on the day of its recording.
    private static func isDate(_ date: CivilDate, of entry: RecordType, month: CivilMonth?, today: CivilDate) -> Bool {
        guard entry.effective == .monthEnd else { return date <= today }
        guard let month, month.end == date else { return false }
        return date <= today || month == today.month
    }

    /// What the lines of a batch repeat, and what is slow to read: the moments at which they were recorded, and by whom.
    public struct Repeats {
        private var latest: (text: [UInt8], instant: Instant)?
        private var lastActor: (bytes: [UInt8], text: String)?
        public init() {}

        /// Reads who recorded a line; nil where that is left to the plain form.
        mutating func actor(_ cursor: inout CanonicalCursor) -> String? {
            var ahead = cursor
            if let lastActor, ahead.skip(lastActor.bytes) {
                cursor = ahead
                return lastActor.text
            }
            let start = cursor.at
            guard let actor = StoredForm.text(&cursor, limit: 128), !actor.isEmpty else { return nil }
            lastActor = (Array(cursor.bytes(from: start, to: cursor.at)), actor)
            return actor
        }

        mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Instant? {
            if let latest, latest.text.elementsEqual(text) { return latest.instant }
            guard let instant = Instant(stored: String(decoding: text, as: UTF8.self)) else { return nil }
            latest = (Array(text), instant)
            return instant
        }
    }

    /// The fields of canonical data.
    private struct Fields {
        private let entry: RecordType
        private(set) var members: [JSON.Member] = []
        private(set) var month: CivilMonth?
        /// By index of a field: its amount.
        private var amounts: [Int64]

        init(_ entry: RecordType) {
            self.entry = entry
            members.reserveCapacity(entry.fields.count)
            amounts = entry.notAbove.isEmpty ? [] : Array(repeating: 0, count: entry.fields.count)
        }

        /// Reads every field of the type, and nothing else.
        mutating func read(_ cursor: inout CanonicalCursor) -> Bool {
            for (place, index) in entry.order.enumerated() {
                let field = entry.fields[index]
                guard cursor.skip(entry.canonicalKeys[place]), let value = read(field, index, &cursor) else {
                    return false
                }
                members.append(.init(field.name, .string(value)))
            }
            guard cursor.skip("}") else { return false }
            return entry.notAbove.allSatisfy { amount($0.field) <= amount($0.limit) }
        }

        private func amount(_ name: String) -> Int64 {
            entry.fields.firstIndex { $0.name == name }.map { amounts[$0] } ?? 0
        }

        /// One field's value; nil where it is wrong, or of a kind that is left to the plain form.
        private mutating func read(_ field: RecordType.Field, _ index: Int, _ cursor: inout CanonicalCursor) -> String?
        {
            switch field.kind {
            case .text(let limit):
                guard let value = StoredForm.text(&cursor, limit: limit), !value.isEmpty else { return nil }
                return value
            case .amount:
                guard let value = cursor.string(), let amount = Hundredths(stored: value.bytes) else { return nil }
                if !amounts.isEmpty { amounts[index] = amount.value }
                return value.text
            case .points(let limit):
                guard let value = cursor.string(), let amount = Hundredths(stored: value.bytes), amount.value <= limit
                else { return nil }
                return value.text
            case .ratedPoints:
                guard let value = cursor.string(), Hundredths(stored: value.bytes) != nil else { return nil }
                return value.text
            case .enterprise:
                guard let value = cursor.string(), CreditCode.isValid(value.bytes) else { return nil }
                return value.text
            case .month:
                guard let value = cursor.string(), let month = CivilMonth(value.text) else { return nil }
                if field.name == "month" { self.month = month }
                return value.text
            case .township, .ratedItem:
                guard let value = StoredForm.text(&cursor, limit: 200), !value.isEmpty else { return nil }
                return value
            case .choice(let choices):
                guard let value = StoredForm.text(&cursor, limit: 200) else { return nil }
                return choices.contains { $0.value == value } ? value : nil
            case .country:
                guard let value = StoredForm.text(&cursor, limit: 200) else { return nil }
                return Countries.codes.contains(value) ? value : nil
            default: return nil
            }
        }
    }
}
