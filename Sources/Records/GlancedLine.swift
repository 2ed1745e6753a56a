import Ledger

/// A line that stands just as the ledger would have written it, told at a glance: in one pass, without the detour through a
/// tree of JSON values that is checked, brought into stored form and compared. Nothing is made of it yet but numbers and
/// places.
///
/// It knows the kinds of fields that nearly all events are made of, and says nothing of others, nor of what is wrong:
/// where it gives nil, `Event(line:)` and `PreparedSubmission`, the plain form, have the word. A test holds that what it
/// says is what they say. Of corrections `GlancedCorrection` tells the same.
public struct GlancedLine {
    public let type: EventType
    public let frame: GlancedFrame
    /// The canonical bytes of the data. They lie in the line's memory, which must outlive the value.
    public let data: UnsafeBufferPointer<UInt8>
    public let facts: Facts
    private let fields: GlancedFields

    /// Reads a line; nil where it can't be told at a glance that nothing is wrong with it. O(length).
    /// - Parameter repeats: what was read before, which the lines of a batch share.
    public init?(_ line: UnsafeBufferPointer<UInt8>, _ repeats: inout GlancedFrame.Repeats) {
        guard let name = CanonicalLine.lastType(line), let type = EventType(name: name), type.opensRecord,
            !type.isJournaled
        else { return nil }
        var data = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        var found: GlancedFields?
        let frame = GlancedFrame(line, named: name, &repeats) { cursor in
            let start = cursor.at
            found = GlancedFields(Catalog[type], &cursor)
            data = cursor.bytes(from: start, to: cursor.at)
            return found != nil
        }
        guard let frame, let fields = found, fields.mayStand(on: frame.effective, today: frame.recordedOn),
            let facts = fields.facts(data)
        else { return nil }
        self.type = type
        self.frame = frame
        self.data = data
        self.facts = facts
        self.fields = fields
    }

    /// Whether a restore takes it without asking more of what is recorded than schemes and reports.
    /// - Parameter report: the effective date of a live report by its number; nil where there is none.
    public func isDecided(
        by schemes: [AdoptedScheme], report: (String) throws -> CivilDate?
    ) rethrows -> Bool {
        try fields.areDecided(on: frame.effective, today: frame.recordedOn, by: schemes, report: report)
    }

    /// The natural key of the record that it opens.
    public var key: NaturalKey? { NaturalKey(type, effective: frame.effective, text: fields.text) }

    /// The fields and their texts, in order of key.
    var members: [JSON.Member] { fields.members }
}
