import Foundation
import Ledger

/// A line that stands just as the ledger would have written it, told at a glance: in one pass, without the detour through a
/// tree of JSON values that is checked, brought into stored form and compared. Nothing is made of it yet but numbers and
/// places.
///
/// It knows the kinds of fields that nearly all events are made of, and says nothing of others, nor of what is wrong:
/// where it gives nil, `Event(line:)` and `PreparedSubmission`, the plain form, have the word. A test holds that what it
/// says is what they say.
public struct GlancedLine {
    public let type: EventType
    public let actor: String
    /// The canonical bytes of the data. They and those below lie in the line's memory, which must outlive the value.
    public let data: UnsafeBufferPointer<UInt8>
    public let effective: CivilDate
    public let id: UnsafeBufferPointer<UInt8>
    public let recordedAt: Instant
    /// The Asia/Shanghai date of the recording.
    public let recordedOn: CivilDate
    public let seq: Int64
    public let source: UnsafeBufferPointer<UInt8>
    public let facts: Facts
    private let fields: Fields

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
        var fields = Fields()
        guard fields.read(entry, &cursor) else { return nil }
        let bytes = cursor.bytes(from: start, to: cursor.at)
        guard cursor.skip(#","effective":"#), let date = cursor.string(), let effective = CivilDate(utf8: date.bytes),
            cursor.skip(#","id":"#), let id = cursor.string(), Admission.isIdentifier(id.bytes),
            cursor.skip(#","recorded_at":"#), let moment = cursor.string(),
            let (recordedAt, recordedOn) = repeats.moment(moment.bytes),
            cursor.skip(#","seq":"#), let seq = GlancedLine.position(&cursor), cursor.skip(#","source":"#),
            let source = GlancedLine.text(&cursor, limit: 500), cursor.skip(#","type":"#),
            cursor.string()?.bytes.baseAddress == name.baseAddress, cursor.skip(#","v":1}"#), cursor.atEnd,
            GlancedLine.isDate(effective, of: entry, month: fields.month, today: recordedOn),
            let facts = fields.trade(type) ?? Facts(type, canonical: bytes)
        else { return nil }
        self.type = type
        self.actor = actor
        data = bytes
        self.effective = effective
        self.id = id.bytes
        self.recordedAt = recordedAt
        self.recordedOn = recordedOn
        self.seq = seq
        self.source = source
        self.facts = facts
        self.fields = fields
    }

    /// The text of a field; empty where the type has no such field.
    private func text(_ name: String) -> String {
        let canonical = Catalog[type].canonical
        for place in canonical.indices where canonical[place].name == name {
            return String(decoding: fields[place], as: UTF8.self)
        }
        return ""
    }

    /// Whether a restore has nothing more to ask of what is recorded: the type's form decides, or a township that a scheme has
    /// (see `RecordType.restoreAsks`). Of others the plain form, `Admission`, has the word.
    public func isDecided(by schemes: [AdoptedScheme]) -> Bool {
        switch Catalog[type].restoreAsks {
        case .nothing: return true
        case .township:
            let township = text("township")
            let usable = schemes.usable(for: effective, today: recordedOn)
            return usable.isEmpty || usable.contains { $0.scheme.townships.contains { $0.id == township } }
        case .more: return false
        }
    }

    /// Whether its facts belong to an enterprise, which must be registered for them.
    public var isEnterpriseBound: Bool { Catalog[type].isEnterpriseBound }

    /// The natural key of the record that it opens.
    public var key: NaturalKey? { NaturalKey(type, effective: effective, text: text) }

    /// The fields and their texts, in order of key.
    var members: [JSON.Member] {
        Catalog[type].canonical.enumerated().map { place, field in
            .init(field.name, .string(String(decoding: fields[place], as: UTF8.self)))
        }
    }

    /// A text in stored form, of at most so many characters; nil for any other.
    private static func text(_ cursor: inout CanonicalCursor, limit: Int) -> UnsafeBufferPointer<UInt8>? {
        guard let value = cursor.string(), !value.escaped, StoredText.isStored(value.bytes),
            value.bytes.count <= limit || StoredText.length(value.bytes) <= limit
        else { return nil }
        return value.bytes
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

    /// `memcmp`: comparing sequences element by element was seen in the profile.
    private static func isSame(_ a: [UInt8], _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        a.withUnsafeBufferPointer { a in
            guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else { return false }
            return memcmp(first, second, a.count) == 0
        }
    }

    /// What the lines of a batch repeat, and what is slow to read: the moments at which they were recorded, and by whom.
    public struct Repeats {
        private var latest: (text: [UInt8], instant: Instant, date: CivilDate)?
        private var lastActor: (bytes: [UInt8], text: String)?
        public init() {}

        /// Reads who recorded a line; nil where that is left to the plain form.
        fileprivate mutating func actor(_ cursor: inout CanonicalCursor) -> String? {
            var ahead = cursor
            if let lastActor, ahead.skip(lastActor.bytes) {
                cursor = ahead
                return lastActor.text
            }
            let start = cursor.at
            guard let actor = GlancedLine.text(&cursor, limit: 128), !actor.isEmpty else { return nil }
            let text = String(decoding: actor, as: UTF8.self)
            lastActor = (Array(cursor.bytes(from: start, to: cursor.at)), text)
            return text
        }

        /// Reads when a line was recorded, and on which day.
        fileprivate mutating func moment(_ text: UnsafeBufferPointer<UInt8>) -> (Instant, CivilDate)? {
            if let latest, GlancedLine.isSame(latest.text, text) { return (latest.instant, latest.date) }
            guard let instant = Instant(stored: String(decoding: text, as: UTF8.self)) else { return nil }
            latest = (Array(text), instant, instant.shanghaiDate)
            return (instant, instant.shanghaiDate)
        }
    }

    /// The fields of canonical data, where they stand.
    private struct Fields {
        private static let width = 8
        private var values = InlineArray<8, UnsafeBufferPointer<UInt8>>(repeating: .init(start: nil, count: 0))
        /// By place of a field: its amount.
        private var amounts = InlineArray<8, Int64>(repeating: 0)
        private(set) var month: CivilMonth?

        /// A field's value, by its place in order of key.
        subscript(place: Int) -> UnsafeBufferPointer<UInt8> { values[place] }

        /// The facts of a monthly figure, which most events are, from the fields that were read; nil for other types.
        func trade(_ type: EventType) -> Facts? {
            guard type == .tradeReported, let enterprise = CreditCode(trusted: values[0]) else { return nil }
            // In order of key: enterprise, epidemic_goods_export_cny, export_cny, general_trade_export_cny, import_cny, month.
            return .trade(
                enterprise: enterprise, exports: amounts[2], imports: amounts[4], general: amounts[3],
                epidemic: amounts[1])
        }

        /// Reads every field of the type, and nothing else.
        mutating func read(_ entry: RecordType, _ cursor: inout CanonicalCursor) -> Bool {
            let canonical = entry.canonical
            guard canonical.count <= Fields.width else { return false }
            for place in canonical.indices {
                guard cursor.skip(canonical[place].key), read(canonical[place].kind, place, &cursor) else {
                    return false
                }
            }
            guard cursor.skip("}") else { return false }
            for pair in entry.notAbovePlaces where amounts[pair.field] > amounts[pair.limit] { return false }
            return true
        }

        /// Reads one field's value; false where it is wrong, or of a kind that is left to the plain form.
        private mutating func read(_ kind: RecordType.Kind, _ place: Int, _ cursor: inout CanonicalCursor) -> Bool {
            switch kind {
            case .text(let limit):
                guard let value = GlancedLine.text(&cursor, limit: limit), !value.isEmpty else { return false }
                values[place] = value
            case .amount, .ratedPoints:
                guard let value = cursor.string(), let amount = Hundredths(stored: value.bytes) else { return false }
                values[place] = value.bytes
                amounts[place] = amount.value
            case .points(let limit):
                guard let value = cursor.string(), let amount = Hundredths(stored: value.bytes), amount.value <= limit
                else { return false }
                values[place] = value.bytes
                amounts[place] = amount.value
            case .enterprise:
                guard let value = cursor.string(), CreditCode.isValid(value.bytes) else { return false }
                values[place] = value.bytes
            case .month:
                // No type that can be read at a glance has another field of this kind.
                guard let value = cursor.string(), let month = CivilMonth(utf8: value.bytes) else { return false }
                values[place] = value.bytes
                self.month = month
            case .township, .ratedItem:
                guard let value = GlancedLine.text(&cursor, limit: 200), !value.isEmpty else { return false }
                values[place] = value
            case .choice(let choices):
                guard let value = GlancedLine.text(&cursor, limit: 200),
                    choices.contains(where: { $0.value.utf8.elementsEqual(value) })
                else { return false }
                values[place] = value
            case .country:
                guard let value = GlancedLine.text(&cursor, limit: 200),
                    Countries.codes.contains(String(decoding: value, as: UTF8.self))
                else { return false }
                values[place] = value
            default: return false
            }
            return true
        }
    }
}
