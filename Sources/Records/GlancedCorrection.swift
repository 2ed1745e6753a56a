import Ledger

/// A correction that stands just as the ledger would have written it, told at a glance: see `GlancedLine`.
///
/// What its new facts say depends on the type of the record that it changes, so that they are read when that is known.
public struct GlancedCorrection {
    public let frame: GlancedFrame
    /// The canonical bytes of the data. They lie in the line's memory, which must outlive the value.
    public let data: UnsafeBufferPointer<UInt8>
    public let change: Facts.Change

    /// Reads a line; nil for other events, and where it can't be told at a glance that nothing is wrong with it. O(length).
    /// - Parameter repeats: what was read before, which the lines of a batch share.
    public init?(_ line: UnsafeBufferPointer<UInt8>, _ repeats: inout GlancedFrame.Repeats) {
        guard let name = CanonicalLine.lastType(line), EventType(name: name) == .eventCorrected else { return nil }
        var data = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        var found: Facts.Change?
        let frame = GlancedFrame(line, named: name, &repeats) { cursor in
            let start = cursor.at
            found = GlancedCorrection.change(&cursor)
            data = cursor.bytes(from: start, to: cursor.at)
            return found != nil
        }
        // An event before it may have its id, which is to be refused, and does not make it the record that it changes.
        guard let frame, let change = found, frame.effective <= frame.recordedOn,
            !change.target.utf8.elementsEqual(frame.id)
        else { return nil }
        self.frame = frame
        self.data = data
        self.change = change
    }

    private static func change(_ cursor: inout CanonicalCursor) -> Facts.Change? {
        guard cursor.skip(#"{"data":"#), let data = cursor.nested(), cursor.skip(#","effective":"#),
            let date = cursor.string(), let effective = CivilDate(utf8: date.bytes), cursor.skip(#","reason":"#),
            let reason = GlancedFrame.text(&cursor, limit: 500), !reason.isEmpty, cursor.skip(#","target":"#),
            let target = cursor.string(), Admission.isIdentifier(target.bytes), cursor.skip("}")
        else { return nil }
        return Facts.Change(target: target.text, effective: effective, data: Array(data))
    }

    /// The facts that it gives to a live record of a type, where a restore takes it without asking more of what is recorded
    /// than schemes and reports; nil where `Admission` has the word: what is wrong, and records that others name, or that
    /// have a course.
    /// - Parameter report: the effective date of a live report by its number; nil where there is none.
    public func facts(
        for type: EventType, by schemes: [AdoptedScheme], report: (String) throws -> CivilDate?
    ) rethrows -> Facts? {
        guard Catalog.isCorrectedAtAGlance(type) else { return nil }
        return try change.data.withUnsafeBufferPointer { bytes in
            var cursor = CanonicalCursor(bytes)
            guard let fields = GlancedFields(Catalog[type], &cursor), cursor.atEnd,
                fields.mayStand(on: change.effective, today: frame.recordedOn),
                try fields.areDecided(
                    on: change.effective, today: frame.recordedOn, by: schemes, report: report)
            else { return nil }
            return fields.facts(bytes)
        }
    }
}
