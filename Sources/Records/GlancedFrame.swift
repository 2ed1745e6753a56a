import Foundation
import Ledger

/// What stands around an event's data in a line, told at a glance: see `GlancedLine`. It lies in the line's memory, which must
/// outlive the value.
public struct GlancedFrame {
    public let actor: String
    public let effective: CivilDate
    public let id: UnsafeBufferPointer<UInt8>
    public let recordedAt: Instant
    /// The Asia/Shanghai date of the recording.
    public let recordedOn: CivilDate
    public let seq: Int64
    public let source: UnsafeBufferPointer<UInt8>

    /// Reads a line but its data; nil where it can't be told at a glance that nothing is wrong with it.
    /// - Parameters:
    ///   - name: the type's name, where it stands at the end of the line.
    ///   - data: steps over the data; false where they are left to the plain form.
    @inline(__always)
    init?(
        _ line: UnsafeBufferPointer<UInt8>, named name: UnsafeBufferPointer<UInt8>, _ repeats: inout Repeats,
        data: (inout CanonicalCursor) -> Bool
    ) {
        var cursor = CanonicalCursor(line)
        guard cursor.skip(#"{"actor":"#), let actor = repeats.actor(&cursor), cursor.skip(#","data":"#), data(&cursor),
            cursor.skip(#","effective":"#), let date = cursor.string(), let effective = CivilDate(utf8: date.bytes),
            cursor.skip(#","id":"#), let id = cursor.string(), Admission.isIdentifier(id.bytes),
            cursor.skip(#","recorded_at":"#), let moment = cursor.string(),
            let (recordedAt, recordedOn) = repeats.moment(moment.bytes),
            cursor.skip(#","seq":"#), let seq = GlancedFrame.position(&cursor), cursor.skip(#","source":"#),
            let source = GlancedFrame.text(&cursor, limit: 500), cursor.skip(#","type":"#),
            cursor.string()?.bytes.baseAddress == name.baseAddress, cursor.skip(#","v":1}"#), cursor.atEnd
        else { return nil }
        self.actor = actor
        self.effective = effective
        self.id = id.bytes
        self.recordedAt = recordedAt
        self.recordedOn = recordedOn
        self.seq = seq
        self.source = source
    }

    /// A text in stored form, of at most so many characters; nil for any other.
    static func text(_ cursor: inout CanonicalCursor, limit: Int) -> UnsafeBufferPointer<UInt8>? {
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
            guard let actor = GlancedFrame.text(&cursor, limit: 128), !actor.isEmpty else { return nil }
            let text = String(decoding: actor, as: UTF8.self)
            lastActor = (Array(cursor.bytes(from: start, to: cursor.at)), text)
            return text
        }

        /// Reads when a line was recorded, and on which day.
        fileprivate mutating func moment(_ text: UnsafeBufferPointer<UInt8>) -> (Instant, CivilDate)? {
            if let latest, GlancedFrame.isSame(latest.text, text) { return (latest.instant, latest.date) }
            guard let instant = Instant(stored: String(decoding: text, as: UTF8.self)) else { return nil }
            latest = (Array(text), instant, instant.shanghaiDate)
            return (instant, instant.shanghaiDate)
        }
    }
}
